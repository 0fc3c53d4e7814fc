using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Testing.Handlers;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Circuits;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>Pages whose circuit does what no browser does, and someone beside them.</summary>
public sealed class CircuitTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Noise; a length that goes on; MessagePack that is none; a message above the limit; an invocation cut short.</summary>
    private static readonly byte[][] Garbage =
    [
        [.. Enumerable.Range(0, 4096).Select(i => (byte)((i * 7919) % 251))], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0x05, 0xC1, 0xC1, 0xC1, 0xC1, 0xC1],
        [0x80, 0x80, 0x28, .. new byte[600 * 1024]], [0x03, 0x92, 0x01, 0x80],
    ];

    [Fact]
    public async Task Circuit_ThatNeverAcknowledges_IsNoLongerDrawn_AndNobodyElseNotices()
    {
        await using var api = await StartedAsync();
        var (rude, calm) = (await VisitorAsync(api, api.Student), await VisitorAsync(api, api.OtherStudent));
        await using var silent = (await rude.OpenAsync(acknowledges: false))!;
        foreach (var page in Enumerable.Repeat<string[]>(["/plans", "/timer", "/library", "/"], 6).SelectMany(p => p))
        {
            await silent.GoAsync($"http://localhost{page}");
        }

        await using var beside = await calm.OpenAsync();

        Assert.True(beside?.Batches > 0);
        Assert.InRange(silent.Batches, 1, 12);
    }

    [Fact]
    public async Task Message_ThatIsGarbage_EndsItsConnectionAlone()
    {
        await using var api = await StartedAsync();
        var visitor = await VisitorAsync(api, api.Student);
        await using var beside = (await visitor.OpenAsync())!;
        foreach (var garbage in Garbage)
        {
            await using var bad = await visitor.ConnectAsync();

            await bad.SendRawAsync(garbage);

            await bad.Ended.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }

        Assert.False(beside.Ended.IsCompleted);
        await using var next = await visitor.OpenAsync();
        Assert.True(next?.Batches > 0);
    }

    [Fact]
    public async Task Events_BeyondTheLimit_WaitForTheirTurn_AndWhatIsNoEventDoesNot()
    {
        var clock = new StepClock();
        var pace = new CircuitPace(new CircuitLimits { EventsPerSecond = 2 }, clock);
        var (page, beside) = (new Caller(), new Caller());
        for (var i = 0; i < 20; i++)
        {
            Assert.True(Call(pace, page, nameof(Methods.OnLocationChanged)).IsCompletedSuccessfully);
        }

        var next = Call(pace, page, nameof(Methods.OnLocationChanged));

        Assert.False(next.IsCompleted);
        Assert.True(Call(pace, page, nameof(Methods.OnRenderCompleted)).IsCompletedSuccessfully);
        Assert.True(Call(pace, beside, nameof(Methods.OnLocationChanged)).IsCompletedSuccessfully);
        clock.Advance(TimeSpan.FromSeconds(1));
        await next;
    }

    [Fact]
    public void Budget_TakenAtOnce_MakesTheNextWait_UntilTimeHasPassed()
    {
        var clock = new StepClock();
        var budget = new EventBudget(perSecond: 5, clock);

        var waits = Enumerable.Range(0, 53).Select(_ => budget.Take().TotalSeconds).ToList();
        clock.Advance(TimeSpan.FromSeconds(60));
        var rested = Enumerable.Range(0, 50).Select(_ => budget.Take()).ToList();

        Assert.All(waits.Take(50), wait => Assert.True(wait <= 0));
        Assert.Equal([0.2, 0.4, 0.6], waits.Skip(50), (one, other) => Math.Abs(one - other) < 0.001);
        Assert.All(rested, wait => Assert.True(wait <= TimeSpan.Zero));
    }

    [Fact]
    public async Task Pages_BeyondTheLimit_SendTheIdlestToRest_AndAreRefusedAtTwiceIt()
    {
        await using var api = await StartedAsync(("Limits:CircuitsPerPerson", "2"));
        var (visitor, other) = (await VisitorAsync(api, api.Student), await VisitorAsync(api, api.OtherStudent));
        await using var first = (await visitor.OpenAsync("/plans"))!;
        await using var second = (await visitor.OpenAsync())!;
        await first.GoAsync("http://localhost/timer");
        await using var third = (await visitor.OpenAsync())!;

        Assert.Equal("/resting?page=%2F", await second.Left.WaitAsync(Patience, TestContext.Current.CancellationToken));
        Assert.False(first.Left.IsCompleted);
        // A browser would have let go of it.
        await using var fourth = await visitor.OpenAsync();
        await using var fifth = await visitor.OpenAsync();
        Assert.NotNull(fourth);
        Assert.Null(fifth);
        await using var others = await other.OpenAsync();
        Assert.NotNull(others);

        await second.DisposeAsync();
        var resting = await visitor.Client.GetStringAsync(new Uri("/resting?page=%2Fplans", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("more than 2 pages open", resting, StringComparison.Ordinal);
        Assert.Contains("href=\"/plans\"", resting, StringComparison.Ordinal);
        var elsewhere = await visitor.Client.GetStringAsync(new Uri("/resting?page=%2F%2Fevil.example", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("evil", elsewhere, StringComparison.Ordinal);
    }

    private static async Task<ApiFactory> StartedAsync(params (string Name, string Value)[] settings)
    {
        var api = new ApiFactory { Configure = host => Array.ForEach(settings, s => host.UseSetting(s.Name, s.Value)) };
        await api.InitializeAsync();
        return api;
    }

    private static async Task<PageVisitor> VisitorAsync(ApiFactory api, Person person)
    {
        var cookies = new CookieContainer();
        var client = api.CreateDefaultClient(new CookieContainerHandler(cookies));
        var visitor = new PageVisitor(client, () =>
        {
            var sockets = api.Server.CreateWebSocketClient();
            sockets.ConfigureRequest = request =>
            {
                request.Headers.Cookie = cookies.GetCookieHeader(client.BaseAddress!);
                request.Headers.Origin = "http://localhost";
            };
            return sockets.ConnectAsync(new Uri("ws://localhost/_blazor"), CancellationToken.None);
        });
        await visitor.SignInAsync(person.Email!, ApiFactory.Password);
        return visitor;
    }

    private static Task Call(CircuitPace pace, HubCallerContext page, string method) => pace.InvokeMethodAsync(
        new HubInvocationContext(page, new ServiceCollection().BuildServiceProvider(), new Methods(), typeof(Methods).GetMethod(method)!, []), _ => new((object?)null)).AsTask();

    private sealed class Methods : Hub
    {
        public void OnLocationChanged() => Clients.ToString();

        public void OnRenderCompleted() => Clients.ToString();
    }

    private sealed class Caller : HubCallerContext
    {
        public override string ConnectionId => "one";

        public override string? UserIdentifier => null;

        public override ClaimsPrincipal? User => null;

        public override IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override CancellationToken ConnectionAborted => CancellationToken.None;

        public override void Abort()
        {
        }
    }
}
