using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes;

/// <summary>Banks and quizzes over HTTP.</summary>
public sealed class QuizEndpointsTests(ApiFactory product) : IClassFixture<ApiFactory>
{
    private const string Question =
        """{"type": "single", "text": "Which?", "subject": "Hand", "answers": [{"text": "one"}, {"text": "two", "correct": true}], "explanation": "So."}""";

    [Fact]
    public async Task Bank_MadeChangedAndDeleted_FollowsTheContract()
    {
        using var client = await product.ClientOfAsync(product.Student);
        var topic = await TopicAsync(client, "Anatomy");
        using var made = await client.SendAsync("POST", $"/api/quizzes/topics/{topic}/questions", Question);
        var question = await made.OkAsync(HttpStatusCode.Created);
        Assert.Equal(("single", "B", 100), (Text(question, "type"), Text(question.GetProperty("answers")[1], "key"), question.GetProperty("answers")[1].GetProperty("percent").GetInt32()));
        Assert.Equal(32, Text(question, "pub_id").Length);

        var address = $"/api/quizzes/questions/{question.GetProperty("id").GetInt32()}";
        using var edited = await client.SendAsync("PUT", address, """{"difficulty": 5, "frequency": 2}""", ("If-Match", "\"0\""));
        var changed = await edited.OkAsync();
        Assert.Equal((5, "Which?"), (changed.GetProperty("difficulty").GetInt32(), Text(changed, "text")));
        using var stale = await client.SendAsync("PUT", address, """{"difficulty": 1}""", ("If-Match", "\"0\""));
        await stale.ProblemAsync(412);
        using var invalid = await client.SendAsync("PUT", address, """{"difficulty": 9, "answers": [{"text": "x"}], "type": "single"}""");
        Assert.Equal(["answers", "difficulty"], (await invalid.ProblemAsync(422)).FieldsOf().Order());

        using var pack = await client.SendAsync("GET", $"/api/quizzes/topics/{topic}/pack");
        var packed = (await pack.OkAsync()).GetProperty("questions")[0];
        Assert.Equal((Text(question, "pub_id"), "B", true), (Text(packed, "pub_id"), Text(packed.GetProperty("options")[1], "key"), packed.GetProperty("options")[1].GetProperty("correct").GetBoolean()));
        using var gift = await client.SendAsync("GET", $"/api/quizzes/topics/{topic}/export?format=gift");
        Assert.Contains("=two", await gift.TextAsync(), StringComparison.Ordinal);
        using var csv = await client.SendAsync("GET", $"/api/quizzes/topics/{topic}/export?format=csv");
        Assert.StartsWith("pub_id,subject,type,", await csv.TextAsync(), StringComparison.Ordinal);

        using var gone = await client.SendAsync("DELETE", $"/api/quizzes/topics/{topic}");
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var missing = await client.SendAsync("GET", $"/api/quizzes/topics/{topic}");
        await missing.ProblemAsync(404);
    }

    [Fact]
    public async Task Quiz_StartedAnsweredAndFinalizedTwice_IsOne()
    {
        using var client = await product.ClientOfAsync(product.Student);
        var topic = await TopicAsync(client, "Bones");
        for (var i = 0; i < 3; i++)
        {
            using var made = await client.SendAsync("POST", $"/api/quizzes/topics/{topic}/questions", Question.Replace("Which?", $"Which {i}?", StringComparison.Ordinal));
            await made.OkAsync(HttpStatusCode.Created);
        }

        using var started = await client.SendAsync("POST", "/api/quizzes/sessions", $$"""{"topic_id": {{topic}}, "mode": "random", "seed": 7, "target_per_subject": 2, "feedback": "at_end"}""");
        var quiz = await started.OkAsync(HttpStatusCode.Created);
        var root = $"/api/quizzes/sessions/{quiz.GetProperty("id").GetInt32()}";
        Assert.Equal((2, 7, "in_progress", 2), (quiz.GetProperty("question_ids").GetArrayLength(), quiz.GetProperty("seed").GetInt32(), Text(quiz, "status"),
            quiz.GetProperty("subject_distribution").GetProperty("Hand").GetInt32()));
        Assert.Equal(JsonValueKind.Null, quiz.GetProperty("questions")[0].GetProperty("correct").ValueKind);
        using var second = await client.SendAsync("POST", "/api/quizzes/sessions", $$"""{"topic_id": {{topic}}}""");
        Assert.Equal(quiz.GetProperty("id").GetInt32(), (await second.ProblemAsync(409)).GetProperty("running_session_id").GetInt32());

        var id = quiz.GetProperty("question_ids")[0].GetString();
        using var wrong = await client.SendAsync("POST", $"{root}/answers", $$"""{"pub_id": "{{id}}", "selected": ["Q"]}""");
        Assert.Equal(["selected"], (await wrong.ProblemAsync(422)).FieldsOf());
        using var answered = await client.SendAsync("POST", $"{root}/answers", $$"""{"pub_id": "{{id}}", "selected": "B", "unsure": false}""");
        Assert.Equal(1, (await answered.OkAsync()).GetProperty("answered").GetInt32());

        using var first = await client.SendAsync("POST", $"{root}/finalize");
        using var again = await client.SendAsync("POST", $"{root}/finalize");
        var done = await first.OkAsync();
        Assert.Equal(("done", 1, 1), (Text(done, "status"), done.GetProperty("correct").GetInt32(), done.GetProperty("newly_correct").GetInt32()));
        Assert.Equal(["B"], done.GetProperty("questions")[0].GetProperty("correct").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(done.ToString(), (await again.OkAsync()).ToString());
        using var sessions = await client.SendAsync("GET", "/api/analytics/sessions?session_type=test");
        var fact = Assert.Single((await sessions.OkAsync()).GetProperty("items").EnumerateArray());
        Assert.Equal(("quiz", "Bones", 1), (Text(fact, "source"), Text(fact, "subject"), fact.GetProperty("correct_answers").GetInt32()));
    }

    [Fact]
    public async Task SharedBank_ForAStudent_CanBeReadAndTakenButNotChanged()
    {
        using var tutor = await product.ClientOfAsync(product.Tutor);
        var topic = await TopicAsync(tutor, "Shared");
        using var made = await tutor.SendAsync("POST", $"/api/quizzes/topics/{topic}/questions", Question);
        var question = (await made.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
        using var shared = await tutor.SendAsync("PUT", $"/api/quizzes/topics/{topic}", """{"is_shared": true}""");
        await shared.OkAsync();
        await using (var context = product.Context())
        {
            context.Add(new Enrollment(product.Tutor.Id, product.OtherStudent.Id, "Anatomy", new DateOnly(2026, 1, 1)));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var student = await product.ClientOfAsync(product.OtherStudent);
        using var stranger = await product.ClientOfAsync(product.Student);

        using var pack = await student.SendAsync("GET", $"/api/quizzes/topics/{topic}/pack");
        await pack.OkAsync();
        using var change = await student.SendAsync("PUT", $"/api/quizzes/topics/{topic}", """{"title": "Mine"}""");
        await change.ProblemAsync(404);
        using var read = await student.SendAsync("GET", $"/api/quizzes/questions/{question}");
        await read.ProblemAsync(404);
        using var export = await student.SendAsync("GET", $"/api/quizzes/topics/{topic}/export");
        await export.ProblemAsync(404);
        using var none = await stranger.SendAsync("GET", $"/api/quizzes/topics/{topic}/pack");
        await none.ProblemAsync(404);
        using var figures = await tutor.SendAsync("GET", $"/api/quizzes/topics/{topic}/statistics");
        Assert.True((await figures.OkAsync()).GetProperty("items")[0].GetProperty("too_few").GetBoolean());
    }

    private static async Task<int> TopicAsync(HttpClient client, string title)
    {
        using var made = await client.SendAsync("POST", "/api/quizzes/topics", $$"""{"title": "{{title}}"}""");
        return (await made.OkAsync(HttpStatusCode.Created)).GetProperty("id").GetInt32();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
