using System.Net;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Classes;

public sealed class ClassEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Class_OverHttp_IsMadeJoinedStudiedForAndRead()
    {
        using var tutor = await product.ClientOfAsync(product.Tutor);
        using var student = await product.ClientOfAsync(product.Student);
        using var stranger = await product.ClientOfAsync(product.OtherStudent);

        using var nameless = await tutor.SendAsync("POST", "/api/classes", "{}");
        Assert.Equal(["name"], (await nameless.ProblemAsync(422)).FieldsOf());
        using var notTutor = await student.SendAsync("POST", "/api/classes", """{"name": "x"}""");
        Assert.Equal(["is_private"], (await notTutor.ProblemAsync(422)).FieldsOf());
        using var made = await tutor.SendAsync("POST", "/api/classes", """{"name": "Algebra", "subject": "Mathematics"}""");
        var id = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();

        using var code = await tutor.SendAsync("POST", $"/api/classes/{id}/code");
        var secret = (await code.OkAsync()).GetProperty("code").GetString();
        using var wrong = await student.SendAsync("POST", "/api/classes/join", """{"code": "AAAA-AAAA"}""");
        Assert.Equal(["code"], (await wrong.ProblemAsync(422)).FieldsOf());
        using var joined = await student.SendAsync("POST", "/api/classes/join", $$"""{"code": "{{secret}}"}""");
        Assert.Equal("student", (await joined.OkAsync()).GetProperty("role").GetString());

        using var given = await tutor.SendAsync("POST", $"/api/classes/{id}/assignments", """{"title": "Sheet 7", "due_on": "2026-03-12"}""");
        var assignment = (await given.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
        using var session = await student.SendAsync("POST", "/api/analytics/sessions",
            $$"""{"session_type": "practice", "class_id": {{id}}, "assignment_id": {{assignment}}, "started_at": "2026-03-10T07:00:00Z", "ended_at": "2026-03-10T07:40:00Z"}""");
        Assert.Equal(assignment, (await session.OkAsync(HttpStatusCode.Created)).GetProperty("assignment_id").GetInt32());
        using var notTheirs = await stranger.SendAsync("POST", "/api/analytics/sessions/start", $$"""{"session_type": "practice", "class_id": {{id}}}""");
        Assert.Equal(["class_id"], (await notTheirs.ProblemAsync(422)).FieldsOf());
        using var done = await student.SendAsync("PUT", $"/api/classes/{id}/assignments/{assignment}/completion", """{"completed": true}""");
        Assert.Equal("done", (await done.OkAsync()).GetProperty("students")[0].GetProperty("status").GetString());

        using var members = await tutor.SendAsync("GET", $"/api/classes/{id}/members");
        var member = (await members.OkAsync()).GetProperty("items")[0];
        Assert.Equal((2400, 1, 1.0), (member.GetProperty("net_seconds_this_week").GetInt32(), member.GetProperty("completed").GetInt32(), member.GetProperty("completion_rate").GetDouble()));
        using var edited = await tutor.SendAsync("PUT", $"/api/classes/{id}", """{"leaderboard_metric": "minutes"}""", ("If-Match", joined.Headers.ETag!.Tag));
        Assert.Equal(("Algebra", "minutes"), await edited.OkAsync() is var now ? (now.GetProperty("name").GetString(), now.GetProperty("leaderboard_metric").GetString()) : default);
        using var stale = await tutor.SendAsync("PUT", $"/api/classes/{id}", """{"name": "x"}""", ("If-Match", joined.Headers.ETag!.Tag));
        await stale.ProblemAsync(412);
        using var part = await student.SendAsync("PUT", $"/api/classes/{id}/leaderboard", """{"nickname": "Fox"}""");
        using var unnamed = await student.SendAsync("PUT", $"/api/classes/{id}/leaderboard", "{}");
        Assert.Equal(["nickname"], (await unnamed.ProblemAsync(422)).FieldsOf());
        Assert.Equal("Fox", (await part.OkAsync()).GetProperty("places")[0].GetProperty("nickname").GetString());

        foreach (var path in new[] { "", "/members", "/assignments", $"/assignments/{assignment}", "/leaderboard" })
        {
            using var nothing = await stranger.SendAsync("GET", $"/api/classes/{id}{path}");
            await nothing.ProblemAsync(404);
        }
        using var left = await student.SendAsync("DELETE", $"/api/classes/{id}/members/{product.Student.Id}");
        Assert.Equal(HttpStatusCode.NoContent, left.StatusCode);
        using var ended = await tutor.SendAsync("PUT", $"/api/classes/{id}", """{"ended": true}""");
        Assert.Equal("2026-03-10", (await ended.OkAsync()).GetProperty("ended_on").GetString());
        using var list = await tutor.SendAsync("GET", "/api/classes?ended=true");
        Assert.Equal(1, (await list.OkAsync()).GetProperty("total").GetInt32());
        using var deleted = await tutor.SendAsync("DELETE", $"/api/classes/{id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task Student_OfTheTutor_IsAddedByNumber()
    {
        var tutor = (await product.Services.GetRequiredService<ProfileService>().GetAsync(product.Tutor.Id, Token))!;
        await product.Services.GetRequiredService<EnrollmentService>().AddStudentAsync(tutor, "Leo", "Mathematics", Token);
        var leo = (await product.Services.GetRequiredService<EnrollmentService>().OfTutorAsync(tutor.Id, Token)).Single(s => s.Name == "Leo").StudentId;
        using var client = await product.ClientOfAsync(product.Tutor);
        using var made = await client.SendAsync("POST", "/api/classes", """{"name": "Geometry"}""");
        var id = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();

        using var stranger = await client.SendAsync("POST", $"/api/classes/{id}/members", $$"""{"student_id": {{product.OtherStudent.Id}}}""");
        await stranger.ProblemAsync(404);
        using var added = await client.SendAsync("POST", $"/api/classes/{id}/members", $$"""{"student_id": {{leo}}}""");
        Assert.Equal(1, (await added.OkAsync()).GetProperty("members").GetInt32());
    }
}
