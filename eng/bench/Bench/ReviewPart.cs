using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace StudyDashboard.Bench;

/// <summary>A day's due cards out of few and of many, and a large deck that is rescheduled.</summary>
internal static class ReviewPart
{
    private const int Few = 1000;
    private const int ToMove = 100_000;
    private const int Answers = 1_000_000;
    private const int Warm = 50;
    private const int Times = 200;
    private const string Student = "student-1@seed.local";
    private const string Queue = "/api/reviews/queue";

    public static async Task RunAsync(Workshop workshop, string folder, int cards, Report report)
    {
        Shell.Say("cards");
        await using var small = await workshop.ServeAsync(await SeedAsync(workshop, folder, Few, 0));
        await using var large = await workshop.ServeAsync(await SeedAsync(workshop, folder, cards, 0));
        using var few = await Visitor.SignInAsync(small.Address, Student);
        using var many = await Visitor.SignInAsync(large.Address, Student);
        foreach (var (name, page) in new[] { ("due queue", Queue), ("page of the decks", "/review") })
        {
            await few.TimesAsync(page, Warm);
            await many.TimesAsync(page, Warm);
            var (fewTimes, manyTimes) = (await few.TimesAsync(page, Times), await many.TimesAsync(page, Times));
            var (median, baseline) = (manyTimes[Times / 2], fewTimes[Times / 2]);
            report.Row($"{name}, 200 due of {cards:N0} cards, HTTP request", $"{median:0.0} ms (p99 {manyTimes[Times * 99 / 100]:0.0} ms)",
                $"of {Few:N0} cards: {baseline:0.0} ms", (median / baseline).ToString("0.00", CultureInfo.InvariantCulture) + " x", "", true);
        }
        await RescheduleAsync(workshop, folder, report);
    }

    private static async Task RescheduleAsync(Workshop workshop, string folder, Report report)
    {
        var data = await SeedAsync(workshop, folder, ToMove, Answers);
        using var made = JsonDocument.Parse(await Shell.RunAsync(
            Path.Combine(workshop.Product, "StudyDashboard"), ["token", "create", "--user", Student, "--scopes", "read,write", "--data", data]));
        await using var server = await workshop.ServeAsync(data);
        using var client = new HttpClient { BaseAddress = new Uri(server.Address), Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.RootElement.GetProperty("token").GetString());
        using var decks = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/decks", UriKind.Relative)));
        var id = decks.RootElement.GetProperty("items")[0].GetProperty("id").GetInt32();
        using var body = new StringContent("{\"desired_retention\": 0.85, \"reschedule\": true}", Encoding.UTF8, "application/json");
        var from = Stopwatch.GetTimestamp();
        using var answer = await client.PutAsync(new Uri($"/api/decks/{id}", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
        var taken = Stopwatch.GetElapsedTime(from);
        report.Row($"rescheduling {ToMove:N0} cards with {Answers:N0} reviews in the database", $"{taken.TotalSeconds:0.0} s", "", $"{ToMove / taken.TotalSeconds:N0} cards a second", "", true);
    }

    private static async Task<string> SeedAsync(Workshop workshop, string folder, int cards, int reviews)
    {
        var data = Path.Combine(folder, $"cards-{cards}-{reviews}");
        if (!Directory.Exists(data))
        {
            await Shell.RunAsync(Path.Combine(workshop.Product, "StudyDashboard"),
                ["seed", "--students", "1", "--sessions", "0", "--cards", $"{cards}", "--reviews", $"{reviews}", "--data", data]);
        }
        return data;
    }
}
