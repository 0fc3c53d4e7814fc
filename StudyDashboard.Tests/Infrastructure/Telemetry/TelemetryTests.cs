using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Components;
using StudyDashboard.Data.Backups;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Telemetry;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Telemetry;

public sealed class TelemetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_SaysWhatHappened_AndNothingOfWhomOrByWhichSecret()
    {
        await using var receiver = await OtlpReceiver.StartAsync(Token);
        var secrets = await UseProductAsync(receiver.Address);

        var (metrics, traces) = (receiver.At("/v1/metrics"), receiver.At("/v1/traces"));
        Assert.All(
            [
                "studydashboard.session.commands", "studydashboard.write_turn.wait", "studydashboard.backups", "studydashboard.backup.age", "http.server.request.duration",
                "microsoft.entityframeworkcore.queries", "dotnet.gc.collections", "conflict", "/api/analytics/sessions/start",
            ],
            name => Assert.Contains(name, metrics, StringComparison.Ordinal));
        Assert.All(
            ["POST /api/analytics/sessions/start", "session command", "/calendar/{", "/invitation/{", "db.operation.name", "SELECT"],
            name => Assert.Contains(name, traces, StringComparison.Ordinal));
        Assert.All(secrets, secret =>
        {
            foreach (var form in new[] { secret.Value, Uri.EscapeDataString(secret.Value), Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret.Value)) })
            {
                Assert.False(metrics.Contains(form, StringComparison.Ordinal) || traces.Contains(form, StringComparison.Ordinal), secret.Key);
            }
        });
    }

    [Fact]
    public async Task Start_WithAnAddressThatIsNone_SaysWhichSetting()
    {
        var configuration = new ConfigurationManager { [TelemetryFeature.Endpoint] = "collector:4318" };
        using var export = new TelemetryExport(configuration, new BackupShelf(new StudyOptions("/none")), TimeProvider.System);

        var refused = await Assert.ThrowsAsync<OperatorException>(() => export.StartAsync(Token));

        Assert.Contains(TelemetryFeature.Endpoint, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Plays a few people, stops the product, which sends what is left, and names what must not have left it.</summary>
    private static async Task<Dictionary<string, string>> UseProductAsync(string address)
    {
        await using var product = new ApiFactory { Configure = host => host.UseSetting(TelemetryFeature.Endpoint, address) };
        await product.InitializeAsync();
        var feed = (await product.Services.GetRequiredService<CalendarFeeds>().CreateAsync(product.Student.Id, "Phone", FeedScope.Both, false, Token)).Value.Secret;
        var invitation = (await product.Services.GetRequiredService<InvitationService>().CreateAsync(product.Admin.Id, Roles.Student, null, Token)).Value;
        using var browser = await product.BrowserOfAsync(product.Student);
        using var student = await product.ClientOfAsync(product.Student);
        using var stranger = product.Anonymous();
        await browser.GetStringAsync("/settings?note=hidden-in-a-query", Token);
        await stranger.GetStringAsync($"/calendar/{feed}.ics", Token);
        await stranger.GetStringAsync(PageAddresses.Invitation(invitation), Token);
        using var lost = await stranger.GetAsync("/calendar/no-such-secret-4711.ics", Token);
        const string Start = "/api/analytics/sessions/start";
        await (await student.SendAsync("POST", Start, """{"session_type":"practice","subject":"Chagatai verse"}""", ("tracestate", "vendor=state-of-a-caller"))).OkAsync(System.Net.HttpStatusCode.Created);
        await (await student.SendAsync("POST", Start, """{"session_type":"practice"}""")).ProblemAsync(409);
        await product.Services.GetRequiredService<ScheduledBackup>().MakeAsync(Token);
        return new()
        {
            ["feed"] = feed,
            ["invitation"] = invitation,
            ["wrong feed"] = "no-such-secret-4711",
            ["token"] = student.DefaultRequestHeaders.Authorization!.Parameter!,
            ["password"] = ApiFactory.Password,
            ["e-mail"] = product.Student.Email!,
            ["name"] = product.Student.DisplayName,
            ["subject"] = "Chagatai verse",
            ["query"] = "hidden-in-a-query",
            ["trace state"] = "state-of-a-caller",
        };
    }
}
