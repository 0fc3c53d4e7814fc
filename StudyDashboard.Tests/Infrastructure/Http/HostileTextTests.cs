using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

/// <summary>SQL and script in every field of every route that takes any text: it is kept as it was sent, or refused, and does nothing.</summary>
public sealed partial class HostileTextTests : IAsyncLifetime
{
    private const string Hostile = "'; DROP TABLE people; -- <script>alert(1)</script>";

    /// <summary>Pages that show what the walk has stored.</summary>
    private static readonly string[] Pages = ["/", "/dashboard/sessions", "/dashboard/goals", "/plans", "/library", "/scenarios", "/review", "/quizzes", "/classes", "/students", "/schedule", "/settings/webhooks"];

    private readonly ApiFactory _api = new() { Configure = host => host.UseSetting("Ingest:Enabled", "true").UseSetting("Limits:PerToken", "0") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task EveryFreeText_IsKeptAsItWasSentOrRefused_AndShownAsText()
    {
        // After the days of the examples.
        _api.Clock.SetUtc(Make.At("2026-11-21 09:00"));
        await _api.Services.GetRequiredService<PeopleAdmin>().SetRoleAsync(_api.Student.Id, Roles.Tutor, true, Token);
        using var client = await _api.ClientOfAsync(_api.Student, Enum.GetValues<ApiScope>());
        var tables = await TablesAsync();
        // Whom the lessons of the examples are for.
        await (await client.SendAsync("POST", "/api/enrollments", """{"student_name":"Jun Ito","course":"Algebra"}""")).OkAsync(HttpStatusCode.Created);
        var document = await (await client.SendAsync("GET", "/openapi/v1.json")).OkAsync();
        var schemas = new JsonSchemaCheck(document);
        // What is made comes before what stands below it and before what changes it.
        var operations = (from path in document.GetProperty("paths").EnumerateObject()
                          from operation in path.Value.EnumerateObject()
                          where operation.Name is "post" or "put" && operation.Value.TryGetProperty("requestBody", out _)
                          orderby path.Name.Count(c => c == '{'), operation.Name, path.Name.Length
                          // What is there already is at the same time as the example.
                          let query = Takes(operation.Value, "on_conflict") ? "?on_conflict=save" : ""
                          select (Name: $"{operation.Name} {path.Name}", Method: operation.Name.ToUpperInvariant(), Path: Placeholder().Replace(path.Name, "1") + query, Body: operation.Value.GetProperty("requestBody").GetProperty("content").GetProperty("application/json"))).ToList();
        var (kept, faults) = (new HashSet<string>(), new List<string>());

        foreach (var (name, method, path, body) in operations)
        {
            var example = JsonNode.Parse(body.GetProperty("example").GetRawText())!.AsObject();
            if (schemas.Resolve(body.GetProperty("schema")).GetProperty("properties").TryGetProperty("overlap", out _))
            {
                example["overlap"] = "keep_both";
            }
            using var plain = await client.SendAsync(method, path, example.ToJsonString());
            Assert.True((int)plain.StatusCode < 500, $"{name}: {await plain.TextAsync()}");
            var before = plain.IsSuccessStatusCode && (await plain.TextAsync()).Length > 0 ? await plain.JsonAsync() : default;
            foreach (var place in Texts(schemas, body.GetProperty("schema"), example, ""))
            {
                var sent = example.DeepClone().AsObject();
                Put(sent, place);
                using var answer = await client.SendAsync(method, path, sent.ToJsonString());
                Assert.True((int)answer.StatusCode < 500, $"{name} {place}: {await answer.TextAsync()}");
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created && At(await answer.JsonAsync(), place) is { } told)
                {
                    // Where only making a thing takes a field, changing it leaves the field as it was.
                    if (told != Hostile)
                    {
                        faults.AddRange(method == "PUT" && told == At(before, place) ? [] : [$"{name} {place} answers {told}"]);
                        continue;
                    }
                    kept.Add($"{name} {place}");
                    using var read = await client.SendAsync("GET", answer.Headers.Location?.ToString() ?? path);
                    faults.AddRange(read.IsSuccessStatusCode && At(await read.JsonAsync(), place) is { } stored && stored != Hostile ? [$"{name} {place} is read as {stored}"] : []);
                }
            }
        }

        Assert.Empty(faults);
        Assert.Empty(new[]
        {
            "post /api/decks name", "post /api/analytics/sessions note", "put /api/analytics/sessions/{id} subject", "post /api/materials title", "post /api/plans title", "post /api/plans domains[0].name",
            "post /api/analytics/goals title", "post /api/quizzes/topics title", "post /api/quizzes/topics/{id}/questions text", "post /api/classes name", "post /api/enrollments student_name", "post /api/sessions note",
            "post /api/webhooks name", "post /api/calendars/feeds name",
        }.Except(kept));
        Assert.Equal(tables, await TablesAsync());
        using var browser = await _api.BrowserOfAsync(_api.Student);
        var shown = 0;
        foreach (var page in Pages)
        {
            var html = await browser.GetStringAsync(page, Token);
            Assert.DoesNotContain("<script>alert(1)", html, StringComparison.OrdinalIgnoreCase);
            shown += html.Contains("&lt;script&gt;alert(1)", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }
        Assert.True(shown >= 6, $"{shown} pages show it.");
    }

    /// <summary>The places in a body that take any text: those that the example has and those that it leaves out.</summary>
    private static IEnumerable<string> Texts(JsonSchemaCheck schemas, JsonElement schema, JsonNode? example, string at)
    {
        schema = schemas.Resolve(schema);
        if (example is JsonArray { Count: > 0 } list && schema.TryGetProperty("items", out var items))
        {
            return Texts(schemas, items, list[0], $"{at}[0]");
        }
        if (schema.TryGetProperty("properties", out var fields))
        {
            return fields.EnumerateObject().SelectMany(f => Texts(schemas, f.Value, (example as JsonObject)?[f.Name], at.Length == 0 ? f.Name : $"{at}.{f.Name}")).ToList();
        }
        var isText = schema.TryGetProperty("type", out var type) && type.ToString().Contains("string", StringComparison.Ordinal) && !schema.TryGetProperty("enum", out _) && !schema.TryGetProperty("format", out _);
        return isText ? [at] : [];
    }

    private static bool Takes(JsonElement operation, string parameter) =>
        operation.TryGetProperty("parameters", out var all) && all.EnumerateArray().Any(p => p.GetProperty("name").GetString() == parameter);

    private static void Put(JsonObject body, string place)
    {
        JsonNode at = body;
        var steps = Step().Matches(place).Select(m => m.Value).ToList();
        foreach (var step in steps[..^1])
        {
            at = step[0] == '[' ? at[0]! : at[step] ??= new JsonObject();
        }
        if (steps[^1][0] == '[')
        {
            at[0] = Hostile;
        }
        else
        {
            at[steps[^1]] = Hostile;
        }
    }

    /// <summary>The text at a place; null when there is none, or none that was given.</summary>
    private static string? At(JsonElement value, string place)
    {
        foreach (var step in Step().Matches(place).Select(m => m.Value))
        {
            if (step[0] == '[' ? value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 : value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step, out _))
            {
                return null;
            }
            value = step[0] == '[' ? value[0] : value.GetProperty(step);
        }
        return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }

    private async Task<List<string>> TablesAsync()
    {
        await using var context = _api.Context();
        Assert.True(await context.Users.CountAsync(Token) >= 5);
        return await context.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master ORDER BY name").ToListAsync(Token);
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\[0\]|[^.\[\]]+")]
    private static partial Regex Step();
}
