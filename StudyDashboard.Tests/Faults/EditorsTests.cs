using System.Globalization;
using System.Net;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>Several who have read the same and write at the same moment: one is taken, every other is told that it is too late.</summary>
public sealed class EditorsTests(FaultyProduct product) : IClassFixture<FaultyProduct>
{
    public static TheoryData<string, string, string, string> Things => new()
    {
        { "/api/analytics/sessions", """{"session_type":"theory","started_at":"2026-03-01T06:00:00Z","ended_at":"2026-03-01T06:30:00Z"}""", """{"session_type":"theory","note":"#"}""", "note" },
        { "/api/analytics/goals", """{"metric":"custom_count","target":10,"period":"month","unit":"pages"}""", """{"unit":"#"}""", "unit" },
        { "/api/decks", """{"name":"Korean"}""", """{"name":"#"}""", "name" },
        { "/api/classes", """{"name":"10 b","is_private":true}""", """{"name":"#"}""", "name" },
        { "/api/materials", """{"kind":"document","title":"Dative","body":"mit"}""", """{"title":"#"}""", "title" },
        { "/api/quizzes/topics", """{"title":"Bones"}""", """{"title":"#"}""", "title" },
        { "/api/plans", """{"title":"Exam","domains":[{"code":"SURG","name":"Surgery","weight":2}]}""", """{"title":"#","domains":[{"code":"SURG","name":"Surgery","weight":2}]}""", "title" },
    };

    [Theory]
    [MemberData(nameof(Things))]
    public async Task Editors_OfOneVersion_AreAllButOneToldThatItIsStale(string path, string make, string edit, string field)
    {
        var editors = FaultFigures.IsLong ? 40 : 6;
        var made = await FaultyProduct.SendAsync(product.Student, "POST", path, make);
        var address = $"{path}/{made.GetProperty("id")}";
        using var read = await product.Student.SendAsync("GET", address);
        var tag = read.Headers.ETag?.Tag ?? $"\"{(await read.JsonAsync()).GetProperty("version")}\"";

        var answers = await Task.WhenAll(Enumerable.Range(0, editors).Select(async i =>
        {
            var text = i.ToString(CultureInfo.InvariantCulture);
            using var answer = await product.Student.SendAsync("PUT", address, edit.Replace("#", text, StringComparison.Ordinal), ("If-Match", tag));
            return (Text: text, answer.StatusCode);
        }));

        Assert.All(answers, a => Assert.True(a.StatusCode is HttpStatusCode.OK or HttpStatusCode.PreconditionFailed, $"{(int)a.StatusCode}"));
        var taken = Assert.Single(answers, a => a.StatusCode == HttpStatusCode.OK);
        Assert.Equal(taken.Text, (await FaultyProduct.SendAsync(product.Student, "GET", address)).GetProperty(field).GetString());
        FaultFigures.Note($"editors of one version at once: {path}", editors - 1, "told that it is stale, one taken each");
    }
}
