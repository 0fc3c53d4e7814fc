using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Quizzes.Ingest;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Faults;

/// <summary>Everything that writes, each with what has to be there first. A command takes a key, by which a repeat is known as one.</summary>
internal static class UseCases
{
    private const string Sessions = "/api/analytics/sessions";
    private const string Question = """{"type": "single", "text": "Which?", "subject": "Hand", "answers": [{"text": "one"}, {"text": "two", "correct": true}]}""";

    public static IReadOnlyDictionary<string, Func<FaultyProduct, Task<Command>>> All { get; } = new Dictionary<string, Func<FaultyProduct, Task<Command>>>
    {
        ["start"] = p => Http(p.Student, "POST", $"{Sessions}/start", """{"session_type":"practice","subject":"Algebra","tags":["a"]}"""),
        ["start, which finishes another"] = async p =>
        {
            await StartedAsync(p);
            return await Http(p.Student, "POST", $"{Sessions}/start", """{"session_type":"theory","switch":true}""");
        },
        ["pause"] = async p => await Http(p.Student, "PUT", $"{Sessions}/{await StartedAsync(p)}/pause", "{}"),
        ["resume"] = async p =>
        {
            var id = await StartedAsync(p);
            await FaultyProduct.SendAsync(p.Student, "PUT", $"{Sessions}/{id}/pause", "{}");
            p.Api.Clock.Advance(TimeSpan.FromMinutes(5));
            return await Http(p.Student, "PUT", $"{Sessions}/{id}/resume", "{}");
        },
        ["activity"] = async p => await Http(p.Student, "POST", $"{Sessions}/{await StartedAsync(p)}/activities", """{"activity_type":"solve","count":5,"correct":4,"minutes":10}"""),
        ["finish"] = async p =>
        {
            await FaultyProduct.SendAsync(p.Student, "POST", "/api/plans", """{"title": "Exam", "domains": [{"code": "SURG", "name": "Surgery", "weight": 2}]}""");
            await FaultyProduct.SendAsync(p.Student, "POST", "/api/analytics/goals", """{"metric": "minutes", "period": "day", "target": 20}""");
            return await Http(p.Student, "PUT", $"{Sessions}/{await StartedAsync(p, ",\"domain_code\":\"SURG\"")}/end", """{"questions_answered":10,"correct_answers":8,"self_rating":4}""");
        },
        ["add a past session"] = p => Http(p.Student, "POST", Sessions, Past("06:00", "07:10")),
        ["edit"] = async p => await Http(p.Student, "PUT", $"{Sessions}/{await PastAsync(p)}", """{"session_type":"theory","subject":"Roots","note":"twice","tags":["b"]}"""),
        ["delete"] = async p => await Http(p.Student, "DELETE", $"{Sessions}/{await PastAsync(p)}"),
        ["restore"] = async p =>
        {
            var id = await PastAsync(p);
            await FaultyProduct.SendAsync(p.Student, "DELETE", $"{Sessions}/{id}");
            return Service(p, async (log, token) => (await log.RestoreAsync(p.Api.Student.Id, [id], token)).Refusal, (LogService?)null);
        },
        ["split"] = async p =>
        {
            var id = await PastAsync(p);
            SplitPart[] parts =
            [
                new() { StartedAt = Make.At("2026-03-09 06:00"), EndedAt = Make.At("2026-03-09 06:30") },
                new() { StartedAt = Make.At("2026-03-09 06:30"), EndedAt = Make.At("2026-03-09 07:00"), About = Make.About(subject: "Geometry") },
            ];
            return Service(p, async (split, token) => (await split.SplitAsync(p.Api.Student.Id, id, parts, token)).Refusal, (SessionSplit?)null);
        },
        ["merge"] = async p =>
        {
            int[] ids = [await PastAsync(p), await PastAsync(p, "07:00", "08:00")];
            return Service(p, async (merge, token) => (await merge.MergeAsync(p.Api.Student.Id, ids, null, token)).Refusal, (SessionMerge?)null);
        },
        ["undo"] = async p =>
        {
            var id = await StartedAsync(p);
            var ended = await p.Api.Services.GetRequiredService<TimerService>().FinishAsync(p.Api.Student.Id, id, new FinishTimer(), CancellationToken.None);
            return Service(p, async (undo, token) => (await undo.UndoAsync(p.Api.Student.Id, ended.Value.ChangeId!.Value, cancellationToken: token)).Refusal, (SessionUndo?)null);
        },
        ["make a card"] = async p => await Http(p.Student, "POST", "/api/cards", $$"""{"deck_id": {{await DeckAsync(p)}}, "front": "house", "back": "jip"}"""),
        ["answer a card"] = async p => await Http(p.Student, "POST", "/api/reviews", $$"""{"card_id": {{await CardAsync(p)}}, "grade": "good", "duration_ms": 4000}"""),
        ["take an answer back"] = async p =>
        {
            await FaultyProduct.SendAsync(p.Student, "POST", "/api/reviews", $$"""{"card_id": {{await CardAsync(p)}}, "grade": "good", "duration_ms": 4000}""");
            return await Http(p.Student, "POST", "/api/reviews/undo", "{}");
        },
        ["start a quiz"] = async p => await Http(p.Student, "POST", "/api/quizzes/sessions", $$"""{"topic_id": {{await TopicAsync(p)}}, "mode": "random", "seed": 7, "target_per_subject": 2}"""),
        ["answer a question"] = async p =>
        {
            var quiz = await QuizAsync(p);
            return await Http(p.Student, "POST", $"/api/quizzes/sessions/{Id(quiz)}/answers", $$"""{"pub_id": "{{quiz.GetProperty("question_ids")[0]}}", "selected": "B"}""");
        },
        ["finish a quiz"] = async p =>
        {
            var quiz = await QuizAsync(p);
            await FaultyProduct.SendAsync(p.Student, "POST", $"/api/quizzes/sessions/{Id(quiz)}/answers", $$"""{"pub_id": "{{quiz.GetProperty("question_ids")[0]}}", "selected": "B"}""");
            p.Api.Clock.Advance(TimeSpan.FromMinutes(2));
            return await Http(p.Student, "POST", $"/api/quizzes/sessions/{Id(quiz)}/finalize", "{}");
        },
        ["hand in offline results"] = async p =>
        {
            var topic = await TopicAsync(p);
            var pack = await FaultyProduct.SendAsync(p.Student, "GET", $"/api/quizzes/topics/{topic}/pack");
            var ids = pack.GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("pub_id").GetString()!).ToList();
            return await Http(p.Student, "POST", IngestServer.Address, IngestServer.Body("a-device", (ids[0], 'c'), (ids[1], 'w')));
        },
        ["make a goal"] = p => Http(p.Student, "POST", "/api/analytics/goals", """{"metric": "minutes", "period": "week", "target": 300}"""),
        ["count to a goal"] = async p =>
        {
            var goal = await FaultyProduct.SendAsync(p.Student, "POST", "/api/analytics/goals", """{"metric": "custom_count", "target": 10, "period": "month", "unit": "pages"}""");
            return await Http(p.Student, "POST", $"/api/analytics/goals/{Id(goal)}/progress", """{"amount": 3}""");
        },
        ["make a plan"] = p => Http(p.Student, "POST", "/api/plans", """{"title": "Exam", "domains": [{"code": "SURG", "name": "Surgery", "weight": 2}, {"code": "PROTH", "name": "Prosthetics", "weight": 1}]}"""),
        ["plan lessons"] = async p => await Http(p.Tutor, "POST", "/api/sessions", Series(await EnrolledAsync(p))),
        ["cancel the lessons that follow"] = async p =>
        {
            var lesson = await FaultyProduct.SendAsync(p.Tutor, "POST", "/api/sessions", Series(await EnrolledAsync(p)));
            return await Http(p.Tutor, "PUT", $"/api/sessions/{Id(lesson)}?scope=following", """{"status": "cancelled"}""");
        },
        ["say who was there"] = async p =>
        {
            var lesson = await FaultyProduct.SendAsync(p.Tutor, "POST", "/api/sessions", $$"""{"course_enrollment_id": {{await EnrolledAsync(p)}}, "session_date": "2026-03-09", "start_time": "17:00", "duration": 60}""");
            await FaultyProduct.SendAsync(p.Tutor, "PUT", $"/api/sessions/{Id(lesson)}", """{"status": "completed"}""");
            return await Http(p.Tutor, "PUT", $"/api/sessions/{Id(lesson)}/attendance", """{"student_attendance_status": "late", "student_late_minutes": 7, "tutor_attendance_status": "present"}""");
        },
        ["delete lessons"] = async p =>
        {
            var lesson = await FaultyProduct.SendAsync(p.Tutor, "POST", "/api/sessions", Series(await EnrolledAsync(p)));
            return await Http(p.Tutor, "DELETE", $"/api/sessions/{Id(lesson)}?scope=all");
        },
        ["enroll a student"] = p => Http(p.Tutor, "POST", "/api/enrollments", """{"student_name": "Jo", "course": "Physics"}"""),
        ["make a class"] = p => Http(p.Tutor, "POST", "/api/classes", """{"name": "10 b"}"""),
        ["join a class"] = async p =>
        {
            var made = await FaultyProduct.SendAsync(p.Tutor, "POST", "/api/classes", """{"name": "10 b"}""");
            var code = await FaultyProduct.SendAsync(p.Tutor, "POST", $"/api/classes/{Id(made)}/code");
            return await Http(p.Student, "POST", "/api/classes/join", $$"""{"code": "{{code.GetProperty("code").GetString()}}"}""");
        },
        ["change and end a class"] = async p =>
        {
            var made = await FaultyProduct.SendAsync(p.Tutor, "POST", "/api/classes", """{"name": "10 b"}""");
            await FaultyProduct.SendAsync(p.Tutor, "PUT", $"/api/classes/{Id(made)}", """{"leaderboard_metric": "minutes"}""");
            return await Http(p.Tutor, "PUT", $"/api/classes/{Id(made)}", """{"name": "11 b", "ended": true, "leaderboard_metric": null}""");
        },
        ["make a deck"] = p => Http(p.Student, "POST", "/api/decks", """{"name": "Korean", "new_per_day": 7, "desired_retention": 0.85}"""),
        ["add a material"] = p => Http(p.Student, "POST", "/api/materials", """{"kind": "document", "title": "Dative", "body": "mit takes it", "language": "de", "collection": "German", "is_favourite": true}"""),
        ["change a material"] = async p =>
        {
            var made = await FaultyProduct.SendAsync(p.Student, "POST", "/api/materials", """{"kind": "document", "title": "Dative", "body": "mit"}""");
            return await Http(p.Student, "PUT", $"/api/materials/{Id(made)}", """{"title": "The dative", "collection": "German", "is_favourite": true}""");
        },
        ["begin a scenario"] = p => Http(p.Student, "POST", "/api/scenario-runs", """{"scenario": "directions-de"}"""),
        ["import"] = p => Task.FromResult(Service(p, async (imports, token) => (await imports.ImportAsync(p.Api.Student.Id, Toggl(), null, token)).Refusal, (ImportService?)null)),
        ["undo an import"] = async p =>
        {
            var done = await p.Api.Services.GetRequiredService<ImportService>().ImportAsync(p.Api.Student.Id, Toggl(), null, CancellationToken.None);
            return Service(p, async (imports, token) => (await imports.UndoAsync(p.Api.Student.Id, done.Value.ImportId!.Value, token)).Refusal, (ImportService?)null);
        },
    };

    private static Task<Command> Http(HttpClient client, string method, string address, string? json = null) => Task.FromResult(new Command(method == "POST", async key =>
    {
        using var answer = await client.SendAsync(method, address, json, ("Idempotency-Key", key));
        return (answer.StatusCode, await answer.TextAsync());
    }));

    /// <summary>A command that the pages give and no route does.</summary>
    private static Command Service<T>(FaultyProduct product, Func<T, CancellationToken, Task<Refusal?>> run, T? _) where T : class => new(false, async key =>
    {
        try
        {
            var refusal = await run(product.Api.Services.GetRequiredService<T>(), TestContext.Current.CancellationToken);
            return (refusal is null ? HttpStatusCode.OK : HttpStatusCode.Conflict, refusal?.Message ?? key);
        }
        catch (Exception broken) when (broken is Microsoft.Data.Sqlite.SqliteException || broken.InnerException is Microsoft.Data.Sqlite.SqliteException)
        {
            return (HttpStatusCode.InternalServerError, broken.Message);
        }
    });

    private static async Task<int> StartedAsync(FaultyProduct product, string more = "")
    {
        var started = await FaultyProduct.SendAsync(product.Student, "POST", $"{Sessions}/start", $$"""{"session_type":"practice","subject":"Algebra"{{more}}}""");
        product.Api.Clock.Advance(TimeSpan.FromMinutes(30));
        return Id(started);
    }

    private static string Past(string from, string to) =>
        $$"""{"session_type":"practice","subject":"Algebra","started_at":"2026-03-09T{{from}}:00Z","ended_at":"2026-03-09T{{to}}:00Z","questions_answered":4,"correct_answers":3}""";

    private static async Task<int> PastAsync(FaultyProduct product, string from = "06:00", string to = "07:00") =>
        Id(await FaultyProduct.SendAsync(product.Student, "POST", Sessions, Past(from, to)));

    private static async Task<int> DeckAsync(FaultyProduct product) => Id(await FaultyProduct.SendAsync(product.Student, "POST", "/api/decks", """{"name": "Korean"}"""));

    private static async Task<int> CardAsync(FaultyProduct product)
    {
        var made = await FaultyProduct.SendAsync(product.Student, "POST", "/api/cards", $$"""{"deck_id": {{await DeckAsync(product)}}, "front": "house", "back": "jip"}""");
        return Id(made.GetProperty("items")[0]);
    }

    private static async Task<int> TopicAsync(FaultyProduct product)
    {
        var topic = Id(await FaultyProduct.SendAsync(product.Student, "POST", "/api/quizzes/topics", """{"title": "Bones"}"""));
        for (var i = 0; i < 2; i++)
        {
            await FaultyProduct.SendAsync(product.Student, "POST", $"/api/quizzes/topics/{topic}/questions", Question.Replace("Which?", $"Which {i}?", StringComparison.Ordinal));
        }
        return topic;
    }

    private static async Task<JsonElement> QuizAsync(FaultyProduct product) =>
        await FaultyProduct.SendAsync(product.Student, "POST", "/api/quizzes/sessions", $$"""{"topic_id": {{await TopicAsync(product)}}, "mode": "random", "seed": 7, "target_per_subject": 2}""");

    private static async Task<int> EnrolledAsync(FaultyProduct product) =>
        Id(await FaultyProduct.SendAsync(product.Tutor, "POST", "/api/enrollments", """{"student_name": "Jo", "course": "Physics"}"""));

    private static string Series(int enrollment) =>
        $$"""{"course_enrollment_id": {{enrollment}}, "session_date": "2026-05-05", "start_time": "08:00", "duration": 60, "rrule": "FREQ=WEEKLY;COUNT=3"}""";

    private static ImportCommand Toggl() => new("toggl", "toggl.csv", new MemoryStream(Encoding.UTF8.GetBytes(
        "Project,Description,Start date,Start time,End date,End time,Tags\nAlgebra,Roots,2024-03-04,10:00,2024-03-04,11:00,home\nBotany,,2024-03-05,10:00,2024-03-05,10:30,\n")));

    private static int Id(JsonElement thing) => thing.GetProperty("id").GetInt32();
}

/// <summary>A command that can be given again.</summary>
/// <param name="IsKeyed">Whether the product knows a repeat by its key.</param>
/// <param name="RunAsync">Gives it with a key; the answer's status and text.</param>
internal sealed record Command(bool IsKeyed, Func<string, Task<(HttpStatusCode Status, string Text)>> RunAsync);
