using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Bench;

/// <summary>The HTTP request of Today and of the monthly report with a short and with a long log behind them.</summary>
internal static class TodayPart
{
    // Until the code has its last shape: the runtime compiles what is often called once more, beside the requests.
    private const int Warm = 1500;
    private const int Times = 400;
    private const int Blocks = 3;
    private const int StatementRequests = 20;
    private const string MonthlyPage = "/dashboard/reports?period=month";

    public static async Task RunAsync(Workshop workshop, Options options, Report report)
    {
        Shell.Say("Today");
        await TimesAsync(workshop, options, report, "Today", "/");
        await TimesAsync(workshop, options, report, "Monthly report", MonthlyPage);
        await StatementsAsync(workshop, report);
    }

    private static async Task TimesAsync(Workshop workshop, Options options, Report report, string name, string page)
    {
        await using var brief = await workshop.ServeAsync(workshop.Short);
        await using var full = await workshop.ServeAsync(workshop.Long);
        using var few = await Visitor.SignInAsync(brief.Address, Workshop.Email);
        using var many = await Visitor.SignInAsync(full.Address, Workshop.Email);
        await few.TimesAsync(page, Warm);
        await many.TimesAsync(page, Warm);
        // In turns, so that what else the machine does falls on both.
        var (fewTimes, manyTimes) = (new List<double>(), new List<double>());
        for (var block = 0; block < Blocks; block++)
        {
            fewTimes.AddRange(await few.TimesAsync(page, Times));
            manyTimes.AddRange(await many.TimesAsync(page, Times));
        }
        var (short50, long50, short99, long99) = (At(fewTimes, 0.5), At(manyTimes, 0.5), At(fewTimes, 0.99), At(manyTimes, 0.99));
        report.Ratio($"{name}, HTTP request, {options.Sessions:N0} sessions, median", $"{long50:0.00} ms", $"1,000 sessions: {short50:0.00} ms", long50 / short50, 1.2);
        report.Row("the same, p99", $"{long99:0.0} ms", $"1,000 sessions: {short99:0.0} ms", $"{long99 / short99:0.00} x", "<= 10 ms", long99 <= 10);
        var plain = PlainSql(Path.Combine(workshop.Long, "study.db"));
        report.Row("the same against plain SQL over the log", $"{long50:0.00} ms", $"GROUP BY study_day: {plain:0} ms", $"{long50 / plain:0.000} x", "below 1", long50 < plain);
    }

    private static async Task StatementsAsync(Workshop workshop, Report report)
    {
        await using var server = await workshop.ServeAsync(workshop.Long, hooked: true);
        using var visitor = await Visitor.SignInAsync(server.Address, Workshop.Email);
        // EF looks only once a second whether someone listens.
        await server.StatementsAsync();
        await visitor.TodayAsync(5);
        await Task.Delay(TimeSpan.FromSeconds(2));
        await visitor.TodayAsync(5);
        var before = await server.StatementsAsync();
        await visitor.TodayAsync(StatementRequests);
        var each = (await server.StatementsAsync() - before) / (double)StatementRequests;
        report.Row("statements of a request of Today", $"{each:0.0}", "", "", "<= 12", each <= 12);
        await visitor.TimesAsync(MonthlyPage, 5);
        before = await server.StatementsAsync();
        await visitor.TimesAsync(MonthlyPage, StatementRequests);
        var monthly = (await server.StatementsAsync() - before) / (double)StatementRequests;
        report.Row("statements of a request of the monthly report", $"{monthly:0.0}", "", "", "<= 12", monthly <= 12);

        await using var browser = await Browser.LaunchAsync();
        var context = await browser.SignedInAsync(server.Address, Workshop.Email);
        var page = await context.NewPageAsync();
        before = await server.StatementsAsync();
        await Browser.OpenInteractiveAsync(page, server.Address);
        var opened = await server.StatementsAsync() - before;
        report.Row("statements of opening Today in a browser, circuit included", $"{opened}", $"the request alone: {each:0.0}", "", "no reading twice", opened <= each + 0.5);
    }

    private static double PlainSql(string file)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT study_day, sum(net_seconds), count(*), sum(questions_answered), sum(correct_answers), sum(cards_reviewed) "
            + "FROM study_sessions WHERE student_id = 1 AND status = 'completed' AND deleted_at IS NULL GROUP BY study_day";
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            var from = Stopwatch.GetTimestamp();
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                _ = reader.GetInt64(1);
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }
        return best;
    }

    private static double At(List<double> times, double share)
    {
        times.Sort();
        return times[(int)Math.Min(times.Count - 1, times.Count * share)];
    }
}
