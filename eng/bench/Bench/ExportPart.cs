using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace StudyDashboard.Bench;

/// <summary>All sessions of the long log as CSV, over HTTP by the product and out of the same file by the sqlite3 command line.</summary>
internal static class ExportPart
{
    private const int Rounds = 3;

    // What the product's CSV has, without its zones: the command line writes instants as they are stored.
    private const string Columns =
        "id, kind, subject, language, class_id, plan_id, domain_code, source, study_day, started_at, ended_at, time_zone, gross_seconds, net_seconds, "
        + "questions_answered, correct_answers, cards_reviewed, self_rating, tags, note";

    public static async Task RunAsync(Workshop workshop, Options options, Report report)
    {
        Shell.Say("CSV export");
        var token = await workshop.TokenAsync(workshop.Long);
        await using var server = await workshop.ServeAsync(workshop.Long, hooked: true);
        using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(10) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var address = new Uri($"{server.Address}/api/analytics/reports/sessions");
        await DrainAsync(client, address, null);
        var before = await server.HeapAsync();
        long most = 0;
        var (product, baseline, rows, bytes) = (new List<double>(), new List<double>(), 0L, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            (rows, bytes) = await DrainAsync(client, address, null);
            product.Add(watch.Elapsed.TotalSeconds);
            baseline.Add(await CommandLineAsync(Path.Combine(workshop.Long, "study.db")));
        }
        // Once more, asked for its live heap in the middle of it.
        await DrainAsync(client, address, async () => most = Math.Max(most, await server.HeapAsync()));
        if (rows != options.Sessions + 1)
        {
            throw new InvalidOperationException($"The export has {rows} rows for {options.Sessions} sessions.");
        }
        var (ours, theirs) = (Median(product), Median(baseline));
        report.Row($"CSV export of {options.Sessions:N0} sessions ({bytes / 1e6:0} MB)", $"{ours:0.0} s", $"sqlite3 -csv: {theirs:0.0} s", $"{theirs / ours:0.00} x", ">= 0.25 x", theirs / ours >= 0.25);
        report.Row("live heap in the middle of it, above that before", $"{(most - before) / 1e6:0.0} MB", "", "", "constant: <= 8 MB", most - before <= 8_000_000);
    }

    private static async Task<(long Rows, long Bytes)> DrainAsync(HttpClient client, Uri address, Func<Task>? inTheMiddle)
    {
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var (buffer, rows, bytes, asked) = (new byte[256 * 1024], 0L, 0L, 0L);
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            rows += buffer.AsSpan(0, read).Count((byte)'\n');
            bytes += read;
            if (inTheMiddle is not null && bytes - asked > 20_000_000)
            {
                asked = bytes;
                await inTheMiddle();
            }
        }
        return (rows, bytes);
    }

    private static async Task<double> CommandLineAsync(string file)
    {
        var query = $"SELECT {Columns} FROM study_sessions WHERE student_id = 1 AND status = 'completed' AND deleted_at IS NULL ORDER BY study_day, started_at";
        var output = Path.GetTempFileName();
        try
        {
            var watch = Stopwatch.StartNew();
            await Shell.RunAsync("sqlite3", ["-readonly", "-csv", "-header", file, string.Create(CultureInfo.InvariantCulture, $".output {output}"), query]);
            return watch.Elapsed.TotalSeconds;
        }
        finally
        {
            File.Delete(output);
        }
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
