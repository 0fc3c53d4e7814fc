using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

public sealed class ApiDocumentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Document_HasEveryRouteUnderApiAndIngest()
    {
        var document = await ReadAsync();

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(o => $"{o.Name.ToUpperInvariant()} {p.Name}"));
        var mapped = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText is { } route && (route.StartsWith("/api/", StringComparison.Ordinal) || route.StartsWith("/ingest/", StringComparison.Ordinal)))
            .SelectMany(e => e.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods
                .Select(m => $"{m} {e.RoutePattern.RawText!.TrimEnd('/').Replace(":int", "", StringComparison.Ordinal)}"));
        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task Document_SaysOfEachRouteWhatItDoesTakesAndAnswers()
    {
        var document = await ReadAsync();

        foreach (var (name, operation) in Operations(document))
        {
            Assert.True(operation.TryGetProperty("summary", out _), $"{name} has no summary.");
            var answers = operation.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToList();
            Assert.True(answers.Exists(a => a.StartsWith('2')), $"{name} names no success.");
            Assert.True(answers.Contains("401") && answers.Contains("429"), $"{name} names no refusal.");
            Assert.All(operation.GetProperty("responses").EnumerateObject(), r => Assert.True(r.Value.GetProperty("description").GetString()!.Length > 15, $"{name} {r.Name} is not described."));
        }
        var list = document.GetProperty("paths").GetProperty("/api/analytics/sessions").GetProperty("get").GetProperty("parameters");
        Assert.Equal(
            ["class_id", "from", "page", "page_size", "session_type", "sort", "status", "to"],
            list.EnumerateArray().Select(p => p.GetProperty("name").GetString()).Order());
    }

    [Theory]
    [InlineData("get", "/api/analytics/sessions", "200 401 403 422 429")]
    [InlineData("get", "/api/analytics/sessions/{id}", "200 401 403 404 429")]
    [InlineData("put", "/api/analytics/sessions/{id}", "200 400 401 403 404 409 412 413 415 422 429 507")]
    [InlineData("delete", "/api/analytics/goals/{id}", "204 401 403 404 409 429 507")]
    [InlineData("post", "/api/auth/login", "200 400 401 409 413 415 422 429 507")]
    public async Task Document_NamesTheAnswersThatCanCome(string method, string path, string statuses)
    {
        var responses = (await ReadAsync()).GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses");

        Assert.Equal(statuses.Split(' '), responses.EnumerateObject().Select(r => r.Name));
        Assert.All(responses.EnumerateObject().Where(r => r.Name[0] == '4'), r => Assert.True(r.Value.GetProperty("content").TryGetProperty("application/problem+json", out _)));
    }

    [Fact]
    public async Task EveryParameter_IsDescribedWithATypeAndAnExampleThatFits()
    {
        var document = await ReadAsync();
        var schemas = new JsonSchemaCheck(document);
        var faults = new List<string>();

        foreach (var (name, operation) in Operations(document).Where(o => o.Value.TryGetProperty("parameters", out _)))
        {
            foreach (var parameter in operation.GetProperty("parameters").EnumerateArray())
            {
                var at = $"{name} {parameter.GetProperty("name").GetString()}";
                var schema = parameter.GetProperty("schema");
                faults.AddRange(parameter.TryGetProperty("description", out _) ? [] : [$"{at} is not described"]);
                faults.AddRange(parameter.TryGetProperty("example", out var example) ? schemas.Errors(schema, example).Select(e => $"{at}: {e}") : [$"{at} has no example"]);
                faults.AddRange(schema.TryGetProperty("default", out var otherwise) ? schemas.Errors(schema, otherwise).Select(e => $"{at}: {e}") : []);
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task EveryField_IsDescribedWithATypeAndAnExampleThatFits()
    {
        var document = await ReadAsync();
        var schemas = new JsonSchemaCheck(document);
        var faults = new List<string>();

        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject().Where(s => s.Value.TryGetProperty("properties", out _)))
        {
            foreach (var field in schema.Value.GetProperty("properties").EnumerateObject())
            {
                var at = $"{schema.Name}.{field.Name}";
                faults.AddRange(field.Value.TryGetProperty("description", out var description) && description.GetString()!.Length > 2 ? [] : [$"{at} is not described"]);
                if (field.Value.TryGetProperty("examples", out var examples))
                {
                    faults.AddRange(examples.EnumerateArray().SelectMany(e => schemas.Errors(field.Value, e)).Select(e => $"{at}: {e}"));
                }
                else if (!field.Value.TryGetProperty("$ref", out _) && !field.Value.TryGetProperty("oneOf", out _) && !(field.Value.TryGetProperty("items", out var items) && items.TryGetProperty("$ref", out _)))
                {
                    faults.Add($"{at} has no example");
                }
                if (!field.Value.TryGetProperty("type", out _) && !field.Value.TryGetProperty("$ref", out _) && !field.Value.TryGetProperty("oneOf", out _))
                {
                    faults.Add($"{at} has no type");
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task EveryJsonBodyAndAnswer_HasAnExampleThatFits()
    {
        var document = await ReadAsync();
        var schemas = new JsonSchemaCheck(document);
        var faults = new List<string>();

        foreach (var (name, operation) in Operations(document))
        {
            var parts = operation.GetProperty("responses").EnumerateObject().Select(r => (At: $"{name} {r.Name}", r.Value)).ToList();
            parts.AddRange(operation.TryGetProperty("requestBody", out var body) ? [($"{name} body", body)] : []);
            foreach (var (at, part) in parts.Where(p => p.Value.TryGetProperty("content", out _)))
            {
                foreach (var media in part.GetProperty("content").EnumerateObject().Where(m => m.Name.EndsWith("json", StringComparison.Ordinal)))
                {
                    faults.AddRange(media.Value.TryGetProperty("example", out var example)
                        ? schemas.Errors(media.Value.GetProperty("schema"), example).Select(e => $"{at}: {e}")
                        : [$"{at} has no example"]);
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public async Task EveryAnswerThatIsOneThingWithAVersion_NamesTheETag_AndNoOther()
    {
        var document = await ReadAsync();
        var schemas = new JsonSchemaCheck(document);
        var faults = new List<string>();

        foreach (var (name, operation) in Operations(document))
        {
            foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] == '2'))
            {
                var isVersioned = answer.Value.TryGetProperty("content", out var content) && content.TryGetProperty("application/json", out var json)
                    && schemas.Resolve(json.GetProperty("schema")).TryGetProperty("properties", out var fields) && fields.TryGetProperty("version", out _);
                var isTagged = answer.Value.TryGetProperty("headers", out var headers) && headers.TryGetProperty("ETag", out _);
                faults.AddRange(isVersioned == isTagged ? [] : [$"{name} {answer.Name}: version {isVersioned}, ETag {isTagged}"]);
            }
        }

        Assert.Empty(faults);
        Assert.True(document.GetProperty("paths").GetProperty("/api/decks").GetProperty("post").GetProperty("responses").GetProperty("201").GetProperty("headers").TryGetProperty("ETag", out _));
    }

    /// <summary>Whatever answers items and their total is a list: all of them are asked for page by page and in an order of the caller's. What to review next, and a year by its weeks, have one of their own.</summary>
    [Fact]
    public async Task EveryList_TakesPageAndSort_AndRefusesWhatIsNone()
    {
        var document = await ReadAsync();
        var schemas = new JsonSchemaCheck(document);
        var lists = Operations(document).Where(o => o.Name.StartsWith("get ", StringComparison.Ordinal) && o.Name is not ("get /api/reviews/queue" or "get /api/reviews/retention") && o.Value.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("application/json", out var json)
            && schemas.Resolve(json.GetProperty("schema")).TryGetProperty("properties", out var fields) && fields.TryGetProperty("items", out _) && fields.TryGetProperty("total", out _)).ToList();
        Assert.True(lists.Count > 20, $"only {lists.Count} lists");
        using var client = await api.ClientOfAsync(api.Student);

        foreach (var (name, operation) in lists)
        {
            var parameters = operation.GetProperty("parameters").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("schema"));
            Assert.True(parameters.ContainsKey("page") && parameters.ContainsKey("page_size") && parameters.ContainsKey("sort"), $"{name} has {string.Join(", ", parameters.Keys)}");
            var path = name[4..];
            foreach (var (query, field) in new[] { ("page=0", "page"), ("page=-1", "page"), ("page_size=0", "page_size"), ("page_size=201", "page_size"), ("sort=colour", "sort"), ("sort=--id", "sort") })
            {
                using var refused = await client.SendAsync("GET", $"{path.Replace("{id}", "1", StringComparison.Ordinal)}?{query}");
                Assert.Equal([field], (await refused.ProblemAsync(422)).FieldsOf());
            }
            foreach (var word in path.Contains('{', StringComparison.Ordinal) ? [] : parameters["sort"].GetProperty("enum").EnumerateArray().Select(w => w.GetString()))
            {
                var page = await (await client.SendAsync("GET", $"{path}?sort={word}&page_size=2&page=2")).OkAsync();
                Assert.Equal((2, 2), (page.GetProperty("page").GetInt32(), page.GetProperty("page_size").GetInt32()));
            }
        }
    }

    [Fact]
    public async Task Document_NamesEachOperationOnce()
    {
        var names = Operations(await ReadAsync()).Select(o => o.Value.GetProperty("operationId").GetString()).ToList();

        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task Document_NamesTheFilesOfAReport()
    {
        var answer = (await ReadAsync()).GetProperty("paths").GetProperty("/api/analytics/reports/weekly").GetProperty("get").GetProperty("responses").GetProperty("200");

        Assert.Equal(
            ["application/json", "application/pdf", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"],
            answer.GetProperty("content").EnumerateObject().Select(c => c.Name).Order());
    }

    [Theory]
    [InlineData("""{"id":1}""", "$.name is missing")]
    [InlineData("""{"id":"1","name":"a"}""", "$.id is not \"integer\": \"1\"")]
    [InlineData("""{"id":1,"name":"b"}""", "$.name is none of [\"a\"]: \"b\"")]
    [InlineData("""{"id":1,"name":"a","more":true}""", "$.more is not in the schema")]
    [InlineData("""{"id":1,"name":"a","at":"yesterday"}""", "$.at is no date-time: \"yesterday\"")]
    [InlineData("""{"id":1,"name":"a","kin":[{"id":1}]}""", "$.kin[0].name is missing")]
    public void Check_OfWhatDoesNotFit_SaysWhere(string json, string expected)
    {
        var document = JsonDocument.Parse("""
            {"components":{"schemas":{"Thing":{"type":"object","required":["id","name"],"properties":{
                "id":{"type":"integer"},"name":{"type":"string","enum":["a"]},"at":{"type":["null","string"],"format":"date-time"},
                "kin":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}}}
            """).RootElement;

        var errors = new JsonSchemaCheck(document).Errors(document.GetProperty("components").GetProperty("schemas").GetProperty("Thing"), JsonDocument.Parse(json).RootElement);

        Assert.Equal([expected], errors);
    }

    [Fact]
    public async Task Document_SpellsFieldsAsTheWireDoes()
    {
        var fields = (await ReadAsync()).GetProperty("components").GetProperty("schemas").EnumerateObject()
            .SelectMany(s => s.Value.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().Select(p => p.Name) : []);

        Assert.All(fields, f => Assert.Matches("^[a-z_]+$", f));
    }

    [Fact]
    public async Task Document_AskedForAgain_IsNotSentAgain_AndIsCompressed()
    {
        using var client = await api.ClientOfAsync(api.Student);
        using var first = await client.SendAsync("GET", "/openapi/v1.json", null, ("Accept-Encoding", "gzip"));
        var tag = first.Headers.ETag!.ToString();

        using var again = await client.SendAsync("GET", "/openapi/v1.json", null, ("If-None-Match", tag));

        Assert.Equal(["gzip"], first.Content.Headers.ContentEncoding);
        Assert.Equal((System.Net.HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.TextAsync()).Length));
    }

    private static IEnumerable<(string Name, JsonElement Value)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name} {path.Name}", operation.Value);

    private async Task<JsonElement> ReadAsync()
    {
        using var client = await api.ClientOfAsync(api.Student);
        return await (await client.SendAsync("GET", "/openapi/v1.json")).OkAsync();
    }
}
