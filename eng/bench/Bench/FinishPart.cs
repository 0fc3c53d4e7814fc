using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Bench;

/// <summary>
/// Finishing a session with every consequence, over HTTP: as many a second against raw commits of one row, each durable, in a file beside
/// it; and fifty students who start and finish at once.
/// </summary>
internal static class FinishPart
{
    private const int Callers = 50;
    private const int Warm = 12;
    private const int Times = 8;
    private const int Commits = 200;
    private const int Rounds = 5;

    public static async Task RunAsync(Workshop workshop, string folder, Report report)
    {
        Shell.Say("finish");
        var data = Path.Combine(folder, "finish");
        await Shell.RunAsync(Path.Combine(workshop.Product, "StudyDashboard"), ["seed", "--students", $"{Callers}", "--sessions", $"{Callers * 1000}", "--data", data]);
        var clients = new List<HttpClient>();
        for (var i = 1; i <= Callers; i++)
        {
            clients.Add(await ClientAsync(workshop, data, $"student-{i}@seed.local"));
        }
        await using var server = await workshop.ServeAsync(data);
        clients.ForEach(c => c.BaseAddress = new Uri(server.Address));
        foreach (var client in clients)
        {
            await EquipAsync(client);
        }
        // One after another, each by the next student: nobody finishes hundreds of sessions in one day, and a day is derived anew as a whole.
        var times = new List<double>();
        for (var i = 0; i < (Warm + Times) * Callers; i++)
        {
            times.Add(await FinishAsync(clients[i % Callers]));
        }
        times.RemoveRange(0, Warm * Callers);
        var (ours, raw) = (1000 / Median(times), 1000 / RawCommit(Path.Combine(data, "raw.db")));
        report.Row("finishing a session with a plan, goals, points, achievements and streak, over HTTP", $"{ours:0} a second", $"a raw durable commit of one row: {raw:0} a second",
            (ours / raw).ToString("0.000", CultureInfo.InvariantCulture) + " x", ">= 0.03 x", ours / raw >= 0.03);

        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(clients.Select(AtOnceAsync));
        var (all, refused) = (answers.Sum(a => a.Count), answers.SelectMany(a => a).Count(status => status is not (HttpStatusCode.OK or HttpStatusCode.Created)));
        report.Row($"{Callers} students who start and finish {Rounds} sessions each at once", $"{refused} of {all} requests refused", "",
            $"{all / watch.Elapsed.TotalSeconds:0} requests a second", "no \"database is locked\"", refused == 0);
        clients.ForEach(c => c.Dispose());
    }

    private static async Task<HttpClient> ClientAsync(Workshop workshop, string data, string email)
    {
        using var made = JsonDocument.Parse(await Shell.RunAsync(
            Path.Combine(workshop.Product, "StudyDashboard"), ["token", "create", "--user", email, "--scopes", "read,write", "--data", data]));
        var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.RootElement.GetProperty("token").GetString());
        return client;
    }

    /// <summary>A plan with the domain that is studied, and goals of every period.</summary>
    internal static async Task EquipAsync(HttpClient client)
    {
        await SendAsync(client, HttpMethod.Post, "/api/plans", new { title = "Exam", domains = new[] { new { code = "SURG", name = "Surgery", weight = 2 }, new { code = "PROTH", name = "Prosthetics", weight = 1 } } });
        foreach (var period in new[] { "day", "week", "month" })
        {
            await SendAsync(client, HttpMethod.Post, "/api/analytics/goals", new { metric = "minutes", period, target = 600 });
        }
    }

    /// <summary>Starts a session and finishes it.</summary>
    /// <returns>Milliseconds of the finishing request.</returns>
    private static async Task<double> FinishAsync(HttpClient client)
    {
        var session = await SendAsync(client, HttpMethod.Post, "/api/analytics/sessions/start", new { session_type = "practice", subject = "Algebra", domain_code = "SURG" });
        var from = Stopwatch.GetTimestamp();
        await SendAsync(client, HttpMethod.Put, $"/api/analytics/sessions/{session.GetProperty("id")}/end", new { questions_answered = 10, correct_answers = 8 });
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    private static async Task<List<HttpStatusCode>> AtOnceAsync(HttpClient client)
    {
        var statuses = new List<HttpStatusCode>();
        for (var round = 0; round < Rounds; round++)
        {
            using var started = await client.PostAsJsonAsync(new Uri("/api/analytics/sessions/start", UriKind.Relative), new { session_type = "practice", subject = "Algebra" });
            statuses.Add(started.StatusCode);
            if (started.IsSuccessStatusCode)
            {
                var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt32();
                using var ended = await client.PutAsJsonAsync(new Uri($"/api/analytics/sessions/{id}/end", UriKind.Relative), new { questions_answered = 4, correct_answers = 3 });
                statuses.Add(ended.StatusCode);
            }
        }
        return statuses;
    }

    internal static async Task<JsonElement> SendAsync(HttpClient client, HttpMethod method, string address, object body)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{method} {address} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>Milliseconds of a commit of one row, written through to the disk as the product does it.</summary>
    private static double RawCommit(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE facts (id INTEGER PRIMARY KEY, at TEXT NOT NULL, seconds INTEGER NOT NULL);";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO facts (at, seconds) VALUES ('2026-01-01 00:00:00', 1800);";
        var times = new List<double>();
        for (var i = 0; i < Commits; i++)
        {
            var from = Stopwatch.GetTimestamp();
            command.ExecuteNonQuery();
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return Median(times);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
