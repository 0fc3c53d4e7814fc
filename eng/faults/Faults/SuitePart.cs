using System.Diagnostics;
using System.Globalization;
using StudyDashboard.Bench;

namespace StudyDashboard.Faults;

/// <summary>The tests that play faults within the process, in their long form.</summary>
internal static class SuitePart
{
    public static async Task RunAsync(Options options, Report report)
    {
        var figures = Path.GetTempFileName();
        var start = new ProcessStartInfo("dotnet", ["test", Path.Combine(options.Root, "StudyDashboard.Tests"), "-nologo", "--filter", "FullyQualifiedName~StudyDashboard.Tests.Faults"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["STUDYDASHBOARD_FAULTS"] = figures },
        };
        try
        {
            using var process = Process.Start(start)!;
            var words = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            await words;
            var broken = output.Split('\n').Where(l => l.Contains("[FAIL]", StringComparison.Ordinal)).Select(l => l.Split("Faults.")[^1].Replace("[FAIL]", "", StringComparison.Ordinal).Trim()).Distinct().ToList();
            foreach (var group in (await File.ReadAllLinesAsync(figures)).Select(l => l.Split('\t')).GroupBy(l => (What: l[0].Split(": ")[0], Unit: l[2])))
            {
                var sum = group.Sum(l => long.Parse(l[1], CultureInfo.InvariantCulture));
                report.Row($"{group.Key.What} ({group.Count()} {(group.Count() == 1 ? "case" : "cases")})", $"{sum} {group.Key.Unit}", "", "", "wholly or not at all, and once", process.ExitCode == 0);
            }
            report.Row("tests of faults within the process that failed", broken.Count == 0 ? $"{(process.ExitCode == 0 ? 0 : "the run did not end well")}" : string.Join(", ", broken), "", "", "0", process.ExitCode == 0);
        }
        finally
        {
            File.Delete(figures);
        }
    }
}
