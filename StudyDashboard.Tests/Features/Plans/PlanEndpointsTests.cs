using System.Net;
using StudyDashboard.Features.Plans;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class PlanEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task Plan_OverHttp_FromTemplateToReplan()
    {
        using var client = await product.ClientOfAsync(product.Student);
        using var added = await client.SendAsync("POST", "/api/plans", """{"template": "dentistry", "target_day": "2026-05-05"}""");
        var plan = await added.OkAsync(HttpStatusCode.Created);
        var id = plan.GetProperty("id").GetInt32();
        Assert.Equal(("active", 9, 0d), (plan.GetProperty("status").GetString(), plan.GetProperty("domains").GetArrayLength(), plan.GetProperty("progress").GetDouble()));

        using var unknown = await client.SendAsync("POST", "/api/analytics/sessions", """
            {"session_type": "test", "domain_code": "XYZ", "started_at": "2026-03-09T09:00:00Z", "ended_at": "2026-03-09T09:15:00Z"}
            """);
        var problem = await unknown.ProblemAsync(422);
        Assert.Equal(["domain_code"], problem.FieldsOf());
        Assert.Contains("THER, SURG, PROTH, PEDI, PARO, ORTHO, PREV, ETHIEK, ANATOMIE", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);

        using var typed = await client.SendAsync("POST", "/api/analytics/sessions", """
            {"session_type": "test", "domain_code": "SURG", "started_at": "2026-03-09T09:00:00Z", "ended_at": "2026-03-09T09:15:00Z", "questions_answered": 10, "correct_answers": 8}
            """);
        Assert.Equal(id, (await typed.OkAsync(HttpStatusCode.Created)).GetProperty("plan_id").GetInt32());
        using var read = await client.SendAsync("GET", $"/api/plans/{id}");
        var surgery = (await read.OkAsync()).GetProperty("domains").EnumerateArray().Single(d => d.GetProperty("code").GetString() == "SURG");
        Assert.Equal((4d, 80d, "familiar", 900), (surgery.GetProperty("progress").GetDouble(), surgery.GetProperty("mastery").GetDouble(), surgery.GetProperty("level").GetString(), surgery.GetProperty("net_seconds").GetInt32()));
        using var levels = await client.SendAsync("GET", $"/api/plans/{id}/levels");
        var level = (await levels.OkAsync()).GetProperty("items")[0];
        Assert.Equal(("none", "familiar", "session"), (level.GetProperty("from").GetString(), level.GetProperty("to").GetString(), level.GetProperty("cause").GetString()));

        using var preview = await client.SendAsync("POST", $"/api/plans/{id}/tasks", """{"weeks": 1, "preview": true}""");
        using var written = await client.SendAsync("POST", $"/api/plans/{id}/tasks", """{"weeks": 1}""");
        var (shown, done) = (await preview.OkAsync(), await written.OkAsync());
        Assert.Equal((false, true), (shown.GetProperty("written").GetBoolean(), done.GetProperty("written").GetBoolean()));
        Assert.Equal(shown.GetProperty("items").GetRawText(), done.GetProperty("items").GetRawText());
        using var planned = await client.SendAsync("GET", "/api/analytics/sessions?status=planned");
        Assert.Equal(done.GetProperty("items").GetArrayLength(), (await planned.OkAsync()).GetProperty("total").GetInt32());

        product.Clock.Advance(TimeSpan.FromDays(2));
        using var moves = await client.SendAsync("POST", $"/api/plans/{id}/replan", """{"preview": true}""");
        Assert.NotEmpty((await moves.OkAsync()).GetProperty("items").EnumerateArray());
        using var moved = await client.SendAsync("POST", $"/api/plans/{id}/replan", "{}");
        Assert.True((await moved.OkAsync()).GetProperty("written").GetBoolean());
        using var nothing = await client.SendAsync("POST", $"/api/plans/{id}/replan", "{}");
        Assert.False((await nothing.OkAsync()).GetProperty("written").GetBoolean());
    }

    [Fact]
    public async Task Plan_IsWrittenReadChangedAndDeleted_ByItsOwnerOnly()
    {
        using var client = await product.ClientOfAsync(product.OtherStudent);
        using var added = await client.SendAsync("POST", "/api/plans", """{"title": "Own", "domains": [{"code": "A", "name": "Alpha", "weight": 2}]}""");
        var id = (await added.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();

        using (var stranger = await product.ClientOfAsync(product.Tutor))
        {
            foreach (var (method, address) in new[] { ("GET", ""), ("PUT", ""), ("DELETE", ""), ("GET", "/levels"), ("GET", "/unassigned"), ("POST", "/assignments"), ("POST", "/tasks"), ("POST", "/replan") })
            {
                using var hidden = await stranger.SendAsync(method, $"/api/plans/{id}{address}", method == "GET" ? null : "{}");
                await hidden.ProblemAsync(404);
            }
            using var status = await stranger.SendAsync("PUT", $"/api/plans/{id}/status", """{"status": "archived"}""");
            await status.ProblemAsync(404);
        }
        using var stale = await client.SendAsync("PUT", $"/api/plans/{id}", """{"title": "Own", "domains": [{"code": "A"}]}""", ("If-Match", "\"9\""));
        await stale.ProblemAsync(412);
        using var broken = await client.SendAsync("PUT", $"/api/plans/{id}", """{"title": "", "domains": [{"code": "A", "weight": -1}]}""");
        Assert.Equal(["title", "domains[0].weight"], (await broken.ProblemAsync(422)).FieldsOf());
        using var changed = await client.SendAsync("PUT", $"/api/plans/{id}", """{"title": "Other", "domains": [{"code": "B", "was": "A"}]}""", ("If-Match", "\"1\""));
        Assert.Equal("Other", (await changed.OkAsync()).GetProperty("title").GetString());
        using var archived = await client.SendAsync("PUT", $"/api/plans/{id}/status", """{"status": "archived"}""");
        Assert.Equal("archived", (await archived.OkAsync()).GetProperty("status").GetString());
        using var wrong = await client.SendAsync("PUT", $"/api/plans/{id}/status", """{"status": "gone"}""");
        Assert.Equal(["status"], (await wrong.ProblemAsync(422)).FieldsOf());
        using var deleted = await client.SendAsync("DELETE", $"/api/plans/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var listed = await client.SendAsync("GET", "/api/plans");
        Assert.DoesNotContain((await listed.OkAsync()).GetProperty("items").EnumerateArray(), p => p.GetProperty("id").GetInt32() == id);
    }

    [Fact]
    public async Task Unassigned_AreListedAndAssigned()
    {
        var student = product.Guardian;
        using var client = await product.ClientOfAsync(student);
        using var before = await client.SendAsync("POST", "/api/analytics/sessions", """
            {"session_type": "theory", "domain_code": "Chirurgie", "started_at": "2026-03-08T09:00:00Z", "ended_at": "2026-03-08T09:30:00Z"}
            """);
        await before.OkAsync(HttpStatusCode.Created);
        using var added = await client.SendAsync("POST", "/api/plans", """{"title": "Own", "domains": [{"code": "SURG"}]}""");
        var id = (await added.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();

        using var waiting = await client.SendAsync("GET", $"/api/plans/{id}/unassigned");
        Assert.Equal("Chirurgie", (await waiting.OkAsync()).GetProperty("items")[0].GetProperty("code").GetString());
        using var wrong = await client.SendAsync("POST", $"/api/plans/{id}/assignments", """{"code": "Chirurgie", "domain_code": "NONE"}""");
        Assert.Equal(["domain_code"], (await wrong.ProblemAsync(422)).FieldsOf());
        using var assigned = await client.SendAsync("POST", $"/api/plans/{id}/assignments", """{"code": "Chirurgie", "domain_code": "SURG"}""");

        Assert.Equal(10d, (await assigned.OkAsync()).GetProperty("domains")[0].GetProperty("progress").GetDouble());
        using var empty = await client.SendAsync("GET", $"/api/plans/{id}/unassigned");
        Assert.Equal(0, (await empty.OkAsync()).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task File_Downloaded_IsThePlan_ForItsOwnerOnly()
    {
        using var client = await product.ClientOfAsync(product.Admin);
        using var added = await client.SendAsync("POST", "/api/plans", """{"title": "Own", "target_day": "2026-06-01", "domains": [{"code": "SURG"}]}""");
        var id = (await added.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
        using var browser = await product.BrowserOfAsync(product.Admin);
        using var other = await product.BrowserOfAsync(product.Tutor);

        using var file = await browser.SendAsync("GET", $"/plans/{id}/plan.json");
        using var hidden = await other.SendAsync("GET", $"/plans/{id}/plan.json");

        Assert.Equal(new DateOnly(2026, 6, 1), PlanFile.Read(await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Value.TargetDay);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }
}
