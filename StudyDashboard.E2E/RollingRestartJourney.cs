using System.Net;
using Microsoft.Playwright;
using StudyDashboard.E2E.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudyDashboard.E2E;

/// <summary>Two nodes behind haproxy, as operations.md has it, are started anew one after the other below somebody who studies.</summary>
public sealed class RollingRestartJourney : Journey
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NodesRestartedInTurn_BehindTheProxy_LoseNeitherTimerNorFormNorRequest()
    {
        var database = PostgresDatabase.New();
        Assert.SkipWhen(database is null, "Needs PostgreSQL: bin/test starts one.");
        Assert.SkipWhen(HaProxy.Program is null, "Needs haproxy: bin/test installs it.");
        await using var proxy = new HaProxy();
        string[] settings = ["--database", "postgres", "--connection", database, "--Proxy:Known", "127.0.0.1", "--PublicAddress", proxy.Address, "--Limits:PerAddress", "0"];
        await using var a = new StudyProcess(settings);
        await using var b = new StudyProcess(settings);
        await Task.WhenAll(a.StartAsync(Token), b.StartAsync(Token));
        await proxy.StartAsync(a.Port, b.Port);
        var page = await OpenDeviceAsync(address: proxy.Address);
        await CreateOwnerAsync(page);
        await Button(page, "Start").ClickAsync();
        await Button(page, "Start session").ClickAsync();
        await VisitAsync(page, "/timer");
        var timer = page.GetByRole(AriaRole.Timer).First;
        var started = await timer.GetAttributeAsync("data-started");
        Assert.Equal("__Host-study", (await page.Context.CookiesAsync()).Single(c => c.Name.EndsWith("study", StringComparison.Ordinal)).Name);

        foreach (var note in new[] { "over the first restart", "and over the second" })
        {
            var here = await NodeAsync(page);
            var node = here == "a" ? a : b;
            await page.EvaluateAsync("() => window.isOld = true");
            await page.GetByLabel("Note").FillAsync(note);
            // Another device has a form open that its node will not get.
            var other = await OpenDeviceAsync(address: proxy.Address);
            await other.Context.AddCookiesAsync([new Microsoft.Playwright.Cookie { Name = "NODE", Value = here, Url = proxy.Address }]);
            await other.GotoAsync("/sign-in");
            await other.GetByLabel("E-mail address").FillAsync(OwnerEmail);
            await other.GetByLabel("Password").FillAsync(OwnerPassword);

            using var stopped = CancellationTokenSource.CreateLinkedTokenSource(Token);
            var asking = AskAsync(proxy, stopped.Token);
            Assert.Equal(0, await node.StopAsync());
            await stopped.CancelAsync();

            Assert.Equal([HttpStatusCode.OK], await asking);
            await page.WaitForFunctionAsync("() => !window.isOld");
            await ReadyAsync(page);
            Assert.NotEqual(here, await NodeAsync(page));
            await Expect(page.GetByLabel("Note")).ToHaveValueAsync(note);
            Assert.Equal(started, await timer.GetAttributeAsync("data-started"));
            await Button(other, "Sign in").ClickAsync();
            await ReadyAsync(other);
            await VisitAsync(other, "/timer");
            await Expect(other.GetByLabel("Note")).ToHaveValueAsync(note);
            await node.StartAsync(Token);
            await proxy.SeesAsync(here, Token);
        }
        await Button(page, "Pause").First.ClickAsync();
        await Expect(Button(page, "Resume").First).ToBeVisibleAsync();
    }

    private static async Task<string> NodeAsync(IPage page) => (await page.Context.CookiesAsync()).Single(c => c.Name == "NODE").Value;

    // Somebody without a node asks all the time.
    private static async Task<IReadOnlyCollection<HttpStatusCode>> AskAsync(HaProxy proxy, CancellationToken cancellationToken)
    {
        var answers = new HashSet<HttpStatusCode>();
        using var client = proxy.Client();
        do
        {
            using var answer = await client.GetAsync("/clock", CancellationToken.None);
            answers.Add(answer.StatusCode);
        }
        while (!cancellationToken.IsCancellationRequested);
        return answers;
    }
}
