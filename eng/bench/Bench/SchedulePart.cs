using System.Globalization;

namespace StudyDashboard.Bench;

/// <summary>A tutor's month with two hundred students, each taught once a week, by how long they have been taught.</summary>
internal static class SchedulePart
{
    private const int Students = 200;
    private const int Warm = 200;
    private const int Times = 200;
    private const string Tutor = "tutor-1@seed.local";
    private const string Month = "/schedule?view=month";

    public static async Task RunAsync(Workshop workshop, string folder, Report report)
    {
        Shell.Say("schedule");
        await using var young = await workshop.ServeAsync(await SeedAsync(workshop, folder, 1));
        await using var old = await workshop.ServeAsync(await SeedAsync(workshop, folder, 5));
        using var few = await Visitor.SignInAsync(young.Address, Tutor);
        using var many = await Visitor.SignInAsync(old.Address, Tutor);
        if (!(await many.PageAsync(Month)).Contains("Mathematics", StringComparison.Ordinal))
        {
            throw new InvalidOperationException("The month shows no lesson.");
        }
        await few.TimesAsync(Month, Warm);
        await many.TimesAsync(Month, Warm);
        var (fewTimes, manyTimes) = (await few.TimesAsync(Month, Times), await many.TimesAsync(Month, Times));
        var (median, baseline) = (manyTimes[Times / 2], fewTimes[Times / 2]);
        report.Row($"a month of a tutor with {Students} students and 5 years of lessons, HTTP request", $"{median:0.0} ms (p99 {manyTimes[Times * 99 / 100]:0.0} ms)",
            $"1 year: {baseline:0.0} ms", (median / baseline).ToString("0.00", CultureInfo.InvariantCulture) + " x", "independent of its age", median / baseline <= 1.2);
    }

    private static async Task<string> SeedAsync(Workshop workshop, string folder, int years)
    {
        var data = Path.Combine(folder, $"tutor-{years}");
        if (!Directory.Exists(data))
        {
            await Shell.RunAsync(Path.Combine(workshop.Product, "StudyDashboard"), ["seed", "--students", $"{Students}", "--sessions", "0", "--lesson-years", $"{years}", "--data", data]);
        }
        return data;
    }
}
