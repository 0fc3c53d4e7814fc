using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace StudyDashboard.Bench;

/// <summary>The end of a quiz: counters, study fact and the card of each question in one request, of a long quiz and of a short one.</summary>
internal static class QuizPart
{
    private const int Long = 100;
    private const int Short = 10;
    private const int Times = 12;
    private const string Student = "student-1@seed.local";

    public static async Task RunAsync(Workshop workshop, string folder, Report report)
    {
        Shell.Say("quiz");
        var data = Path.Combine(folder, "quiz");
        await Shell.RunAsync(Path.Combine(workshop.Product, "StudyDashboard"), ["seed", "--students", "1", "--sessions", "1000", "--data", data]);
        using var made = JsonDocument.Parse(await Shell.RunAsync(
            Path.Combine(workshop.Product, "StudyDashboard"), ["token", "create", "--user", Student, "--scopes", "read,write", "--data", data]));
        await using var server = await workshop.ServeAsync(data);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.RootElement.GetProperty("token").GetString());
        var (small, large) = (await BankAsync(client, Short), await BankAsync(client, Long));
        var (few, many) = (new List<double>(), new List<double>());

        // The first of each makes the cards of the wrong answers; from then on every card is moved.
        for (var round = 0; round <= Times; round++)
        {
            few.Add(await FinalizeAsync(client, small));
            many.Add(await FinalizeAsync(client, large));
        }
        var (median, baseline) = (Median(many), Median(few));
        report.Row($"finalizing a quiz of {Long} questions, HTTP request, median of {Times}", $"{median:0.0} ms (the first, which makes the cards: {many[0]:0.0} ms)",
            $"of {Short} questions: {baseline:0.0} ms", (median / baseline).ToString("0.0", CultureInfo.InvariantCulture) + " x", $"grows less than the questions, {Long / Short} x", median / baseline < Long / Short);
    }

    private static double Median(List<double> times) => times.Skip(1).Order().ElementAt(Times / 2);

    private static async Task<int> BankAsync(HttpClient client, int questions)
    {
        var bank = (await PostAsync(client, "/api/quizzes/topics", new { title = $"Bank of {questions}" })).GetProperty("id").GetInt32();
        for (var i = 0; i < questions; i++)
        {
            await PostAsync(client, $"/api/quizzes/topics/{bank}/questions", new
            {
                type = "single", text = $"Question {i} of {questions}?", answers = new object[] { new { text = "one", correct = true }, new { text = "two", correct = false } },
            });
        }
        return bank;
    }

    /// <summary>Takes a quiz of the whole bank, every second answer wrong.</summary>
    /// <returns>Milliseconds of the finalizing request.</returns>
    private static async Task<double> FinalizeAsync(HttpClient client, int bank)
    {
        var quiz = await PostAsync(client, "/api/quizzes/sessions", new { topic_id = bank, mode = "random", target_per_subject = Long });
        var address = $"/api/quizzes/sessions/{quiz.GetProperty("id")}";
        var isRight = false;
        foreach (var question in quiz.GetProperty("questions").EnumerateArray())
        {
            await PostAsync(client, $"{address}/answers", new { pub_id = question.GetProperty("pub_id").GetString(), selected = new[] { isRight ? "A" : "B" }, unsure = false });
            isRight = !isRight;
        }
        var from = Stopwatch.GetTimestamp();
        await PostAsync(client, $"{address}/finalize", new { });
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    private static async Task<JsonElement> PostAsync(HttpClient client, string address, object body)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(address, UriKind.Relative), body);
        return answer.IsSuccessStatusCode
            ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }
}
