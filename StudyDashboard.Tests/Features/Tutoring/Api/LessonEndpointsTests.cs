using System.Net;
using System.Text.Json;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace StudyDashboard.Tests.Features.Tutoring.Api;

/// <summary>Lessons and enrollments over HTTP, on Tuesday 10 March 2026, 09:00 UTC.</summary>
public sealed class LessonEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>, IAsyncLifetime
{
    private const string Root = "/api/sessions";
    private static readonly string[] Fields27 =
    [
        "id", "course_enrollment_id", "topics", "topics_covered", "session_date", "start_time", "end_time", "duration", "session_mode", "location", "whiteboard_id",
        "student_review_id", "tutor_review_id", "parent_review_id", "tutor_attendance_status", "student_attendance_status", "priority_level", "is_recurring",
        "session_frequency", "recurring_pattern", "notification_enabled", "alarm_enabled", "alarm_before_minutes", "is_featured", "status", "created_at", "updated_at",
    ];

    private HttpClient _tutor = null!;
    private int _mina;
    private int _jun;

    public async ValueTask InitializeAsync()
    {
        _tutor = await product.ClientOfAsync(product.Tutor);
        (_mina, _jun) = (Enroll(product.Student.Id), Enroll(product.OtherStudent.Id));
    }

    public ValueTask DisposeAsync()
    {
        _tutor.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Post_OnlyWhatMustBe_HasTheDefaultsAndAllFields()
    {
        using var answer = await PostAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-04-01", "start_time": "17:00", "duration": 45}""");
        var lesson = await answer.OkAsync(HttpStatusCode.Created);

        Assert.Equal(Fields27, lesson.EnumerateObject().Select(p => p.Name).Take(27));
        Assert.Equal(["time_zone", "series_id", "original_start", "group_key", "join_link", "homework", "note", "version", "rrule", "exdates", "rdates"],
            lesson.EnumerateObject().Select(p => p.Name).Skip(27));
        Assert.Equal(("17:00", "17:45", 45, "online", "medium", "one-time", "scheduled", 15, "Europe/Sofia"),
            (Text(lesson, "start_time"), Text(lesson, "end_time"), lesson.GetProperty("duration").GetInt32(), Text(lesson, "session_mode"), Text(lesson, "priority_level"),
            Text(lesson, "session_frequency"), Text(lesson, "status"), lesson.GetProperty("alarm_before_minutes").GetInt32(), Text(lesson, "time_zone")));
        Assert.All(["notification_enabled", "alarm_enabled", "is_featured", "is_recurring"], f => Assert.False(lesson.GetProperty(f).GetBoolean()));
        Assert.Equal(JsonValueKind.Null, lesson.GetProperty("student_attendance_status").ValueKind);
        Assert.Equal("\"1\"", answer.Headers.ETag!.Tag);
        Assert.EndsWith($"{Root}/{lesson.GetProperty("id").GetInt32()}", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_WhatCannotBe_NamesEveryField()
    {
        using var answer = await PostAsync($$"""
            {"course_enrollment_id": {{_mina}}, "session_date": "2026-04-01", "start_time": "7 pm", "duration": 0, "session_mode": "moon", "priority_level": "x",
             "time_zone": "Mars/Olympus", "status": "completed", "location": "{{new string('x', 256)}}"}
            """);
        using var longText = await PostAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-04-01", "start_time": "17:00", "duration": 60, "location": "{{new string('x', 256)}}"}""");
        using var hourly = await PostAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-04-01", "start_time": "17:00", "duration": 60, "rrule": "FREQ=HOURLY"}""");
        using var noRule = await PostAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-04-01", "start_time": "17:00", "duration": 60, "is_recurring": true}""");
        using var foreign = await PostAsync("""{"course_enrollment_id": 99999, "session_date": "2026-04-01", "start_time": "17:00", "duration": 60}""");

        Assert.Superset(new HashSet<string> { "start_time", "session_mode", "priority_level", "time_zone", "status" }, (await answer.ProblemAsync(422)).FieldsOf().ToHashSet());
        Assert.Equal(["location"], (await longText.ProblemAsync(422)).FieldsOf());
        Assert.Equal(["rrule"], (await hourly.ProblemAsync(422)).FieldsOf());
        Assert.Equal(["is_recurring"], (await noRule.ProblemAsync(422)).FieldsOf());
        Assert.Equal(["course_enrollment_id"], (await foreign.ProblemAsync(422)).FieldsOf());
    }

    [Fact]
    public async Task Post_APattern_MakesASeries_ThatScopesChange()
    {
        var first = await MadeAsync($$"""
            {"course_enrollment_id": {{_mina}}, "session_date": "2026-05-05", "start_time": "08:00", "end_time": "09:00", "is_recurring": true, "session_frequency": "weekly",
             "recurring_pattern": {"days": ["Tuesday", "Thursday"], "count": 6} }
            """);
        var series = first.GetProperty("series_id").GetInt32();
        var all = await ItemsAsync("?from=2026-05-01&to=2026-05-31&recurring=true&student=" + product.Student.Id);
        Assert.Equal(6, all.Count);
        Assert.Equal(("2026-05-05T08:00", "FREQ=WEEKLY;COUNT=6;BYDAY=TU,TH"), (Text(first, "original_start"), Text(first, "rrule")));
        Assert.Equal(["Tuesday", "Thursday"], first.GetProperty("recurring_pattern").GetProperty("days").EnumerateArray().Select(d => d.GetString()));

        var third = all[2].GetProperty("id").GetInt32();
        using (var moved = await _tutor.SendAsync("PUT", $"{Root}/{third}?scope=following", """{"start_time": "09:30"}"""))
        {
            var lesson = await moved.OkAsync();
            Assert.Equal(("09:30", "10:30"), (Text(lesson, "start_time"), Text(lesson, "end_time")));
        }
        all = await ItemsAsync("?from=2026-05-01&to=2026-05-31&recurring=true");
        Assert.Equal(["08:00", "08:00", "09:30", "09:30", "09:30", "09:30"], all.Select(l => Text(l, "start_time")));
        Assert.NotEqual(series, all[2].GetProperty("series_id").GetInt32());

        using (var cancelled = await _tutor.SendAsync("PUT", $"{Root}/{all[4].GetProperty("id")}?scope=following", """{"status": "cancelled"}"""))
        {
            Assert.Equal("cancelled", Text(await cancelled.OkAsync(), "status"));
        }
        Assert.Equal(2, (await ItemsAsync("?from=2026-05-01&to=2026-05-31&status=cancelled")).Count);
        using (var deleted = await _tutor.SendAsync("DELETE", $"{Root}/{all[0].GetProperty("id")}?scope=all"))
        {
            Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        }
        Assert.Equal(4, (await ItemsAsync("?from=2026-05-01&to=2026-05-31")).Count);
    }

    [Fact]
    public async Task Post_AClash_NamesIt_AndDoesWhatIsSaid()
    {
        await MadeAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-06-09", "start_time": "10:00", "duration": 60}""");
        var series = $$"""{"course_enrollment_id": {{_jun}}, "session_date": "2026-06-02", "start_time": "10:30", "duration": 60, "rrule": "FREQ=WEEKLY;COUNT=3"}""";

        using var asked = await PostAsync(series);
        var problem = await asked.ProblemAsync(409);
        using var skipped = await PostAsync(series, "?on_conflict=skip");

        var clash = Assert.Single(problem.GetProperty("conflicts").EnumerateArray());
        Assert.Equal("2026-06-09T07:30:00Z", Text(clash, "starts_at"));
        Assert.Equal("tutor", Text(clash, "side"));
        var made = await skipped.OkAsync(HttpStatusCode.Created);
        Assert.Equal(["2026-06-09T10:30"], made.GetProperty("exdates").EnumerateArray().Select(d => d.GetString()));
        using var nonsense = await PostAsync(series, "?on_conflict=perhaps");
        Assert.Equal(["on_conflict"], (await nonsense.ProblemAsync(422)).FieldsOf());
    }

    [Fact]
    public async Task Put_TheWholeAsRead_ChangesNothing_AndAStaleOneIsRefused()
    {
        var lesson = await MadeAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-07-01", "start_time": "17:00", "duration": 60, "topics": ["Roots"]}""");
        var address = $"{Root}/{lesson.GetProperty("id")}";

        using (var same = await _tutor.SendAsync("PUT", address, lesson.GetRawText()))
        {
            Assert.Equal(lesson.GetRawText(), (await same.OkAsync()).GetRawText());
        }
        using (var edited = await _tutor.SendAsync("PUT", address, """{"homework": "p. 12", "version": 1}"""))
        {
            Assert.Equal(("p. 12", "\"2\""), (Text(await edited.OkAsync(), "homework"), edited.Headers.ETag!.Tag));
        }
        using (var stale = await _tutor.SendAsync("PUT", address, """{"homework": "p. 13"}""", ("If-Match", "\"1\"")))
        {
            Assert.Equal(2, (await stale.ProblemAsync(412)).GetProperty("current_version").GetInt32());
        }
        using (var readOnly = await _tutor.SendAsync("PUT", address, """{"series_id": 3, "created_at": "2020-01-01T00:00:00Z"}"""))
        {
            Assert.Equal(["created_at", "series_id"], (await readOnly.ProblemAsync(422)).FieldsOf().Order());
        }
        using var both = await _tutor.SendAsync("PUT", address, """{"start_time": "18:00", "student_attendance_status": "excused"}""");
        Assert.Equal(["status"], (await both.ProblemAsync(422)).FieldsOf());
    }

    [Fact]
    public async Task Attendance_Status_AndReviews_OfALessonThatWasHeld()
    {
        var lesson = await MadeAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-03-09", "start_time": "17:00", "duration": 60, "topics": ["Roots"]}""");
        var address = $"{Root}/{lesson.GetProperty("id")}";

        using (var marked = await _tutor.SendAsync("PUT", $"{address}/attendance", """{"student_attendance_status": "late", "student_late_minutes": 7, "tutor_attendance_status": "present"}"""))
        {
            var attendance = await marked.OkAsync();
            Assert.Equal(("late", 7, true), (Text(attendance, "student_attendance_status"), attendance.GetProperty("student_late_minutes").GetInt32(), attendance.GetProperty("needs_closing").GetBoolean()));
        }
        using (var wrong = await _tutor.SendAsync("PUT", $"{address}/attendance", """{"student_attendance_status": "there"}"""))
        {
            Assert.Equal(["student_attendance_status"], (await wrong.ProblemAsync(422)).FieldsOf());
        }
        using (var closed = await _tutor.SendAsync("PUT", address, """{"status": "completed", "topics_covered": ["Roots"]}"""))
        {
            var after = await closed.OkAsync();
            Assert.Equal(("completed", "late"), (Text(after, "status"), Text(after, "student_attendance_status")));
        }
        using var student = await product.ClientOfAsync(product.Student);
        using (var log = await student.GetAsync("/api/analytics/sessions?session_type=lesson", TestContext.Current.CancellationToken))
        {
            Assert.Contains((await log.OkAsync()).GetProperty("items").EnumerateArray(), s => s.GetProperty("source_id").GetInt32() == lesson.GetProperty("id").GetInt32());
        }
        using (var reviewed = await student.SendAsync("PUT", $"{address}/reviews", """{"rating": 5, "text": "Clear"}"""))
        {
            Assert.Equal("student", Text(await reviewed.OkAsync(), "side"));
        }
        using (var refused = await student.SendAsync("PUT", $"{address}/reviews", """{"rating": 9}"""))
        {
            Assert.Equal(["rating"], (await refused.ProblemAsync(422)).FieldsOf());
        }
        using var reviews = await _tutor.GetAsync($"{address}/reviews", TestContext.Current.CancellationToken);
        Assert.Equal("Clear", Text((await reviews.OkAsync()).GetProperty("items")[0], "text"));
    }

    [Fact]
    public async Task Apology_OfStudentOrGuardian_IsReadByTheTutorAndTakenBack()
    {
        var lesson = await MadeAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-07-07", "start_time": "17:00", "duration": 60}""");
        var address = $"{Root}/{lesson.GetProperty("id")}";
        using var student = await product.ClientOfAsync(product.Student);
        using var guardian = await product.ClientOfAsync(product.Guardian);
        using var stranger = await product.ClientOfAsync(product.OtherStudent);
        await PairAsync();

        using (var said = await guardian.SendAsync("PUT", $"{address}/apology", """{"reason": "Doctor"}"""))
        {
            Assert.Equal("Doctor", Text(await said.OkAsync(), "apology"));
        }
        using (var read = await _tutor.GetAsync($"{address}/attendance", TestContext.Current.CancellationToken))
        {
            Assert.Equal("Doctor", Text(await read.OkAsync(), "apology"));
        }
        foreach (var other in new[] { _tutor, stranger })
        {
            using var refused = await other.SendAsync("PUT", $"{address}/apology", """{"reason": "Ill"}""");
            await refused.ProblemAsync(404);
            using var kept = await other.SendAsync("DELETE", $"{address}/apology");
            await kept.ProblemAsync(404);
        }
        using (var empty = await student.SendAsync("PUT", $"{address}/apology", """{"reason": " "}"""))
        {
            Assert.Equal(["reason"], (await empty.ProblemAsync(422)).FieldsOf());
        }
        using (var taken = await student.SendAsync("DELETE", $"{address}/apology"))
        {
            Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        }
        using var after = await _tutor.GetAsync($"{address}/attendance", TestContext.Current.CancellationToken);
        Assert.Equal(JsonValueKind.Null, (await after.OkAsync()).GetProperty("apology").ValueKind);
    }

    [Fact]
    public async Task OthersLessons_AreNotThere_AndReadersDoNotWrite()
    {
        var lesson = await MadeAsync($$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-07-02", "start_time": "17:00", "duration": 60}""");
        var address = $"{Root}/{lesson.GetProperty("id")}";
        using var student = await product.ClientOfAsync(product.Student);
        using var guardian = await product.ClientOfAsync(product.Guardian);
        await PairAsync();

        foreach (var reader in new[] { student, guardian })
        {
            using var read = await reader.GetAsync(address, TestContext.Current.CancellationToken);
            await read.OkAsync();
            foreach (var (method, path, body) in new[] { ("PUT", "", "{}"), ("DELETE", "", null), ("PUT", "/attendance", "{}") })
            {
                using var written = await reader.SendAsync(method, address + path, body);
                await written.ProblemAsync(404);
            }
        }
        foreach (var stranger in new[] { product.OtherStudent, product.Admin })
        {
            using var client = await product.ClientOfAsync(stranger);
            foreach (var (method, path, body) in new[] { ("GET", "", null), ("PUT", "", "{}"), ("DELETE", "", null), ("GET", "/attendance", null), ("PUT", "/attendance", "{}"), ("GET", "/reviews", null), ("PUT", "/reviews", "{}") })
            {
                using var answer = await client.SendAsync(method, address + path, body);
                await answer.ProblemAsync(404);
            }
            using var list = await client.GetAsync(Root, TestContext.Current.CancellationToken);
            Assert.DoesNotContain((await list.OkAsync()).GetProperty("items").EnumerateArray(), l => l.GetProperty("id").GetInt32() == lesson.GetProperty("id").GetInt32());
        }
    }

    [Fact]
    public async Task Group_IsARowAStudent_UnderOneKey()
    {
        var first = await MadeAsync($$"""{"course_enrollment_ids": [{{_mina}}, {{_jun}}], "session_date": "2026-07-03", "start_time": "17:00", "duration": 60}""");

        var rows = await ItemsAsync("?from=2026-07-03&to=2026-07-03");

        Assert.Equal(2, rows.Count);
        Assert.All(rows, r => Assert.Equal(Text(first, "group_key"), Text(r, "group_key")));
        using var far = await _tutor.GetAsync($"{Root}?to=2029-01-01", TestContext.Current.CancellationToken);
        Assert.Equal(["to"], (await far.ProblemAsync(422)).FieldsOf());
    }

    [Fact]
    public async Task Post_WithAKeyAgain_MakesOneLesson()
    {
        var body = $$"""{"course_enrollment_id": {{_mina}}, "session_date": "2026-07-06", "start_time": "17:00", "duration": 60}""";
        using var one = await _tutor.SendAsync("POST", Root, body, ("Idempotency-Key", "lesson-1"));
        using var two = await _tutor.SendAsync("POST", Root, body, ("Idempotency-Key", "lesson-1"));

        Assert.Equal(await one.TextAsync(), await two.TextAsync());
        Assert.Single(await ItemsAsync("?from=2026-07-06&to=2026-07-06"));
    }

    [Fact]
    public async Task Enrollments_AreMadeEndedAndDeletedWithTheirLessons()
    {
        using var made = await _tutor.SendAsync("POST", "/api/enrollments", """{"student_name": "Jo", "course": "Physics"}""");
        var enrollment = await made.OkAsync(HttpStatusCode.Created);
        var id = enrollment.GetProperty("id").GetInt32();
        using var again = await _tutor.SendAsync("POST", "/api/enrollments", $$"""{"student_id": {{enrollment.GetProperty("student_id")}}, "course": "Chemistry"}""");
        await again.OkAsync(HttpStatusCode.Created);
        await MadeAsync($$"""{"course_enrollment_id": {{id}}, "session_date": "2026-08-03", "start_time": "17:00", "duration": 60, "rrule": "FREQ=WEEKLY;COUNT=3"}""");
        // The student stays; as it was read it may come back.
        using (var another = await _tutor.SendAsync("PUT", $"/api/enrollments/{id}", """{"student_name": "Ann"}"""))
        {
            Assert.Equal(["student_name"], (await another.ProblemAsync(422)).FieldsOf());
        }
        using (var ended = await _tutor.SendAsync("PUT", $"/api/enrollments/{id}", """{"student_name": "Jo", "status": "ended", "course": "Optics"}"""))
        {
            var after = await ended.OkAsync();
            Assert.Equal(("ended", "Optics", 3), (Text(after, "status"), Text(after, "course"), after.GetProperty("lessons").GetInt32()));
        }
        using var student = await product.ClientOfAsync(product.Student);
        using (var foreign = await student.SendAsync("DELETE", $"/api/enrollments/{id}"))
        {
            await foreign.ProblemAsync(404);
        }
        using (var deleted = await _tutor.SendAsync("DELETE", $"/api/enrollments/{id}"))
        {
            Assert.Equal(3, (await deleted.OkAsync()).GetProperty("lessons_deleted").GetInt32());
        }
        using var gone = await _tutor.GetAsync($"/api/enrollments/{id}", TestContext.Current.CancellationToken);
        await gone.ProblemAsync(404);
        using var refused = await student.SendAsync("POST", "/api/enrollments", """{"student_name": "Jo", "course": "Physics"}""");
        await refused.ProblemAsync(403);
    }

    private int Enroll(int studentId)
    {
        using var context = product.Context();
        var enrollment = new Enrollment(product.Tutor.Id, studentId, "Mathematics", new DateOnly(2026, 1, 1));
        context.Add(enrollment);
        context.SaveChanges();
        return enrollment.Id;
    }

    private async Task PairAsync()
    {
        var guardians = product.Services.GetRequiredService<GuardianService>();
        var code = (await guardians.GiveCodeAsync(product.Student.Id, product.Student.Id, TestContext.Current.CancellationToken)).Value.Code;
        await guardians.PairAsync(product.Guardian.Id, code, TestContext.Current.CancellationToken);
    }

    private Task<HttpResponseMessage> PostAsync(string json, string query = "") => _tutor.SendAsync("POST", Root + query, json);

    private async Task<JsonElement> MadeAsync(string json)
    {
        using var answer = await PostAsync(json);
        return await answer.OkAsync(HttpStatusCode.Created);
    }

    private async Task<List<JsonElement>> ItemsAsync(string query)
    {
        using var answer = await _tutor.GetAsync(Root + query, TestContext.Current.CancellationToken);
        return [.. (await answer.OkAsync()).GetProperty("items").EnumerateArray()];
    }

    private static string? Text(JsonElement json, string field) => json.GetProperty(field).GetString();
}
