using System.Net;
using System.Text.Json;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Infrastructure.Http;

/// <summary>Lists in an order of the caller's: by the field that was asked for, the same on every page, and nothing twice.</summary>
public sealed class SortedListsTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("/api/materials", "title", """{"kind":"text","title":"{0}","body":"b"}""")]
    [InlineData("/api/decks", "name", """{"name":"{0}"}""")]
    [InlineData("/api/quizzes/topics", "title", """{"title":"{0}"}""")]
    [InlineData("/api/plans", "title", """{"title":"{0}","domains":[{"code":"A","name":"A"}]}""")]
    public async Task Sort_ByAText_GoesBothWays(string path, string field, string body)
    {
        using var client = await api.ClientOfAsync(api.Student);
        foreach (var title in new[] { "Beta", "Alpha", "Delta", "Gamma" })
        {
            await (await client.SendAsync("POST", path, body.Replace("{0}", title, StringComparison.Ordinal))).OkAsync(HttpStatusCode.Created);
        }

        Assert.Equal(["Alpha", "Beta", "Delta", "Gamma"], await ReadAsync(client, path, field, field));
        Assert.Equal(["Gamma", "Delta", "Beta", "Alpha"], await ReadAsync(client, path, $"-{field}", field));
    }

    [Fact]
    public async Task Sessions_AlikeInTheField_StandByTheirId()
    {
        using var client = await api.ClientOfAsync(api.OtherStudent);
        foreach (var (day, seconds) in new[] { (3, 600), (1, 1200), (2, 600), (5, 600), (4, 300) })
        {
            await (await client.SendAsync("POST", "/api/analytics/sessions", $$"""{"session_type":"theory","study_day":"2026-03-0{{day}}","net_seconds":{{seconds}}}""")).OkAsync(HttpStatusCode.Created);
        }

        Assert.Equal(["2026-03-01", "2026-03-05", "2026-03-02", "2026-03-03", "2026-03-04"], await ReadAsync(client, "/api/analytics/sessions", "-net_seconds", "study_day"));
        Assert.Equal(["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04", "2026-03-05"], await ReadAsync(client, "/api/analytics/sessions", "started_at", "study_day"));
    }

    /// <summary>The field's values over all pages, two a page.</summary>
    private static async Task<IReadOnlyList<string?>> ReadAsync(HttpClient client, string path, string sort, string field)
    {
        var found = new List<string?>();
        for (var number = 1; ; number++)
        {
            var page = await (await client.SendAsync("GET", $"{path}?sort={sort}&page_size=2&page={number}")).OkAsync();
            List<JsonElement> items = [.. page.GetProperty("items").EnumerateArray()];
            if (items.Count == 0)
            {
                Assert.Equal(page.GetProperty("total").GetInt32(), found.Count);
                return found;
            }
            found.AddRange(items.Select(i => i.GetProperty(field).GetString()));
        }
    }
}
