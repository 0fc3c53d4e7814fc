using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Tests.Data.Demo;

/// <summary>The demo as it starts: its folder, its addresses, its people.</summary>
public sealed partial class DemoStartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-demo-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Demo_Started_EveryoneSignsIn_AndTodayShowsTheirHistory()
    {
        await using var product = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("data", _folder).UseSetting("demo", "true"));

        Assert.All(DemoPeople.All, person => Assert.Contains(person.Email, product.CreateClient().GetStringAsync("/sign-in", Cancel).Result, StringComparison.Ordinal));
        var student = await TodayAsync(product, DemoPeople.Student);
        Assert.Contains("Mathematics", student, StringComparison.Ordinal);
        Assert.Matches("(1[0-9]|2[0-9]) days", student);
        var guardian = await TodayAsync(product, DemoPeople.Guardian);
        Assert.Contains("Mina Park", guardian, StringComparison.Ordinal);
        Assert.DoesNotContain("Leo Brandt", guardian, StringComparison.Ordinal);
        var tutor = await TodayAsync(product, DemoPeople.Tutor);
        Assert.Contains("Mina Park", tutor, StringComparison.Ordinal);
        Assert.Contains("Leo Brandt", tutor, StringComparison.Ordinal);
        Assert.DoesNotContain("Jonas", tutor, StringComparison.Ordinal);
        Assert.DoesNotContain("Mina", await TodayAsync(product, DemoPeople.Admin), StringComparison.Ordinal);
        Assert.Equal(0, await product.Services.GetRequiredService<Rebuild>().RunAsync(dry: true, null, Cancel));
    }

    [Theory]
    [InlineData("http://0.0.0.0:5099")]
    [InlineData("http://*:5099")]
    [InlineData("http://localhost:5099;http://192.0.2.7:5099")]
    public async Task Demo_OnAnAddressThatOthersReach_IsRefusedInOneLine(string urls)
    {
        var (code, words) = await RunAsync("--demo", "--urls", urls);

        Assert.Equal(1, code);
        Assert.Contains("loopback only", Assert.Single(words), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OnAFolderWithOtherData_IsRefusedAndTouchesNothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "study.db"), "mine", Cancel);

        var (code, words) = await RunAsync("--demo");

        Assert.Equal(1, code);
        Assert.Contains("not a demo's", Assert.Single(words), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(_folder, "study.db"), Cancel));
    }

    [Fact]
    public void Demo_OfAnotherDay_IsMadeAnew_AndOfTodayIsKept()
    {
        var options = new StudyOptions(_folder, Demo: true);
        var today = new DateOnly(2026, 3, 10);
        Assert.True(DemoFolder.Claim(options, today));
        File.WriteAllText(options.DatabaseFile, "made");
        Assert.True(DemoFolder.Claim(options, today), "broken off before it was made");
        File.WriteAllText(options.DatabaseFile, "made");
        DemoFolder.Complete(options, today);

        Assert.False(DemoFolder.Claim(options, today));
        Assert.True(DemoFolder.Claim(options, today.AddDays(1)));
        Assert.False(File.Exists(options.DatabaseFile));
        Assert.Throws<OperatorException>(() => DemoFolder.Check(options with { Demo = false }));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Presses the person's button on the sign-in page and reads Today.</summary>
    private static async Task<string> TodayAsync(WebApplicationFactory<Program> product, string email)
    {
        var client = product.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var token = AntiforgeryToken().Match(await client.GetStringAsync("/sign-in", Cancel)).Groups["token"].Value;
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = token,
            ["Form.Demo"] = email,
        }), Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return WebUtility.HtmlDecode(await client.GetStringAsync("/", Cancel));
    }

    private async Task<(int Code, string[] Words)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args, "--data", _folder]) { RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var words = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, words.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();
}
