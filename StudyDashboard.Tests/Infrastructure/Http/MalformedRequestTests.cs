using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

/// <summary>Every route of the document, sent what cannot be taken: a problem each time, never a 500, and nothing stored.</summary>
public sealed partial class MalformedRequestTests : IAsyncLifetime
{
    /// <summary>Values of every type, of which a field takes at most a few.</summary>
    private static readonly string[] Values =
    [
        "{}", "[]", "[[1]]", "[null]", "{\"a\":{\"b\":[1,{\"c\":null}]}}", "true", "-1", "0", "2147483648", "-9223372036854775809", "1e308", "0.1",
        "\"\"", "\" \"", "\"a\\u0000b\"", "\"\\ud800\"", "\"9999-99-99\"", "\"0001-01-01\"", "\"9999-12-31T23:59:59Z\"", "\"-1\"", $"\"{new string('x', 70_000)}\"",
    ];

    private static readonly string[] QueryValues = ["-1", "0", "99999999999", "abc", "2026-13-45", "0001-01-01", "9999-12-31", "%00", "%F0%28%8C%28", "a%27%20OR%201=1--", "true,false"];

    private readonly ApiFactory _api = new() { Configure = host => host.UseSetting("Ingest:Enabled", "true").UseSetting("Limits:PerToken", "0") };

    public ValueTask InitializeAsync() => _api.InitializeAsync();

    public ValueTask DisposeAsync() => _api.DisposeAsync();

    [Fact]
    public async Task Body_OfAnyShape_IsAProblemAndStoresNothing()
    {
        using var client = await ClientAsync();
        var before = await RowsAsync();
        byte[][] bodies =
        [
            .. new[]
            {
                "{", "}", "[]", "[1,2]", "null", "\"text\"", "1", "{\"a\":1,\"a\":2}", "{\"nobody_has_this\":1}", "{\"\":1}", new string('[', 5000), "{'a':1}", "{\"a\":NaN}", "{} {}", "//",
                "{\"note\":" + string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 501), "{\"x\":\"" + new string('n', 1024 * 1024) + "\"}",
            }.Select(Encoding.UTF8.GetBytes),
            [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8],
            [0x00], [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
        ];
        foreach (var (method, path, _) in (await OperationsAsync()).Where(o => o.Fields.Count > 0))
        {
            foreach (var body in bodies)
            {
                await RefusedAsync(client, method, path, body);
            }
        }

        Assert.DoesNotContain(await RowsAsync(), r => before[r.Key] != r.Value);
    }

    [Fact]
    public async Task Field_OfAnyType_IsTakenOrAProblem_NeverBroken()
    {
        using var client = await ClientAsync();
        foreach (var (method, path, fields) in await OperationsAsync())
        {
            foreach (var field in fields)
            {
                foreach (var value in Values)
                {
                    using var answer = await client.SendAsync(method, path, $"{{\"{field}\":{value}}}");
                    await NotBrokenAsync(answer, $"{method} {path} {field} = {value[..Math.Min(60, value.Length)]}");
                }
            }
        }
    }

    [Fact]
    public async Task Query_OfAnyValue_IsTakenOrAProblemThatNamesIt_NeverBroken()
    {
        using var client = await ClientAsync();
        foreach (var path in (await DocumentAsync()).GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(o => o.Name == "get" && o.Value.TryGetProperty("parameters", out _)))
            {
                foreach (var name in operation.Value.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").Select(p => p.GetProperty("name").GetString()!))
                {
                    foreach (var value in QueryValues)
                    {
                        using var answer = await client.SendAsync("GET", $"{Placeholder().Replace(path.Name, "1")}?{name}={value}");
                        await NotBrokenAsync(answer, $"{path.Name}?{name}={value}");
                        if ((int)answer.StatusCode == 422)
                        {
                            // Or the one that it cannot do without.
                            Assert.NotEmpty((await answer.JsonAsync()).FieldsOf());
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Path_WithAnyId_IsAProblem()
    {
        using var client = await ClientAsync();
        foreach (var (method, path, fields) in await OperationsAsync("{}"))
        {
            foreach (var id in new[] { "0", "-1", "2147483647", "99999999999", "abc", "..%2f..%2fetc", "1%27", new string('9', 3000) }.Where(_ => path.Contains("{}", StringComparison.Ordinal)))
            {
                using var answer = await client.SendAsync(method, path.Replace("{}", id, StringComparison.Ordinal), fields.Count > 0 ? "{}" : null);
                Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {path} with {id[..Math.Min(40, id.Length)]}: {(int)answer.StatusCode} {await answer.TextAsync()}");
            }
        }
    }

    private static async Task RefusedAsync(HttpClient client, string method, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var shown = Encoding.UTF8.GetString(body)[..Math.Min(60, body.Length)];
        Assert.True((int)answer.StatusCode is >= 400 and < 500, $"{method} {path} {shown}: {(int)answer.StatusCode} {await answer.TextAsync()}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task NotBrokenAsync(HttpResponseMessage answer, string what)
    {
        Assert.True((int)answer.StatusCode < 500, $"{what}: {(int)answer.StatusCode} {await answer.TextAsync()}");
        if ((int)answer.StatusCode >= 400)
        {
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>Of a student who is a tutor as well, so that every route has something to do for them.</summary>
    private async Task<HttpClient> ClientAsync()
    {
        await _api.Services.GetRequiredService<PeopleAdmin>().SetRoleAsync(_api.Student.Id, Roles.Tutor, true, TestContext.Current.CancellationToken);
        return await _api.ClientOfAsync(_api.Student, Enum.GetValues<ApiScope>());
    }

    /// <summary>Every operation with what its body may have, on things with the number 1.</summary>
    private async Task<IReadOnlyList<(string Method, string Path, IReadOnlyList<string> Fields)>> OperationsAsync(string id = "1")
    {
        var document = await DocumentAsync();
        return
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               select (operation.Name.ToUpperInvariant(), Placeholder().Replace(path.Name, id), FieldsOf(document, operation.Value)),
        ];
    }

    private static IReadOnlyList<string> FieldsOf(JsonElement document, JsonElement operation)
    {
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            return [];
        }
        var schema = body.GetProperty("content").GetProperty("application/json").GetProperty("schema");
        if (schema.TryGetProperty("$ref", out var reference))
        {
            schema = document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!.Split('/')[^1]);
        }
        return [.. schema.GetProperty("properties").EnumerateObject().Select(p => p.Name)];
    }

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = await _api.ClientOfAsync(_api.Student);
        return await (await client.SendAsync("GET", "/openapi/v1.json")).OkAsync();
    }

    /// <summary>How many rows each table has, but for the tokens of this test and what the server notes of itself a while after its start.</summary>
    private async Task<IReadOnlyDictionary<string, long>> RowsAsync()
    {
        await using var context = _api.Context();
        var rows = new Dictionary<string, long>();
        await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        using var command = context.Database.GetDbConnection().CreateCommand();
        foreach (var table in context.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Where(t => t is not ("api_tokens" or "server_runs")).Distinct())
        {
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            rows[table] = (long)command.ExecuteScalar()!;
        }
        return rows;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Placeholder();
}
