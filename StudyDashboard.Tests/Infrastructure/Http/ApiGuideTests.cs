using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

/// <summary>The requests that docs/api.md shows, sent in its order, with ingest switched on.</summary>
public sealed partial class ApiGuideTests : IAsyncLifetime
{
    private readonly ApiFactory _api = new() { Configure = host => host.UseSetting("Ingest:Enabled", "true") };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Guide_EveryRequest_IsAnsweredAsItSays()
    {
        await _api.Services.GetRequiredService<PeopleAdmin>().SetRoleAsync(_api.Student.Id, Roles.Tutor, true, TestContext.Current.CancellationToken);
        using var client = await _api.ClientOfAsync(_api.Student, ApiScope.Read, ApiScope.Write, ApiScope.Ingest);
        _api.Clock.SetUtc(Make.At("2026-11-20 14:05"));
        var statuses = new List<int>();

        // A question has its name from the product: the guide leaves it open.
        var question = "";
        var access = "";

        foreach (var line in (await File.ReadAllLinesAsync(GuidePath(), TestContext.Current.CancellationToken)).Where(l => l.StartsWith("curl ", StringComparison.Ordinal)))
        {
            var (method, address) = (Method().Match(line).Groups[1].Value, Address().Match(line).Groups[1].Value);
            var body = Body().Match(line) is { Success: true } found ? found.Groups[1].Value : null;
            var match = IfMatch().Match(line) is { Success: true } tag ? new[] { ("If-Match", tag.Groups[1].Value) } : [];
            using var signedIn = line.Contains("$ACCESS", StringComparison.Ordinal) ? _api.ClientWith(access) : null;
            using var answer = await (signedIn ?? client).SendAsync(method, address, body?.Replace("\"...\"", $"\"{question}\"", StringComparison.Ordinal), match);
            statuses.Add((int)answer.StatusCode);
            access = AccessToken().Match(await answer.TextAsync()) is { Success: true } given ? given.Groups[1].Value : access;
            question = PubId().Match(await answer.TextAsync()) is { Success: true } named ? named.Groups[1].Value : question;
        }

        // The refresh token of the guide is an ellipsis.
        Assert.Equal([200, 401, 204, 201, 200, 201, 200, 200, 201, 200, 201, 200, 200, 200, 204,
            // Lessons.
            201, 201, 200, 200, 200, 200, 200, 204,
            // Question banks and quizzes.
            201, 201, 200, 201, 200, 200,
            // Offline results.
            200,
            // Cards and reviews.
            201, 201, 200, 200, 200,
            // Plans and goals.
            201, 200, 200, 200, 200, 201, 201, 201, 200,
            // Classes.
            201, 200, 201, 200, 200, 200,
            // Analytics and reports.
            200, 200, 200, 200, 200,
            // A calendar elsewhere, webhooks, and everything.
            201, 200, 204, 201, 200, 200, 200, 200, 204, 200], statuses);
    }

    private static string GuidePath([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "api.md");

    [GeneratedRegex("\"pub_id\":\"([^\"]+)\"")]
    private static partial Regex PubId();

    [GeneratedRegex("\"access_token\":\"([^\"]+)\"")]
    private static partial Regex AccessToken();

    [GeneratedRegex("-X ([A-Z]+)")]
    private static partial Regex Method();

    [GeneratedRegex(@"http://localhost:5080([^"" ]+)")]
    private static partial Regex Address();

    [GeneratedRegex("-d '([^']*)'")]
    private static partial Regex Body();

    [GeneratedRegex("If-Match: ([^']*)'")]
    private static partial Regex IfMatch();
}
