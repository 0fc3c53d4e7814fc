using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace StudyDashboard.Bench;

/// <summary>What was found, as the table that is printed and kept.</summary>
/// <param name="root">The repository.</param>
/// <param name="page">The page in it that keeps the tables.</param>
/// <param name="appends">Whether it gets this one.</param>
internal sealed class Report(string root, string page, bool appends)
{
    private readonly List<string> _rows = [];
    private readonly List<string> _notes = [];

    /// <summary>How many limits were missed.</summary>
    public int Missed { get; private set; }

    /// <summary>A ratio against its baseline.</summary>
    public void Ratio(string what, string measured, string baseline, double ratio, double promise) =>
        Row(what, measured, baseline, ratio.ToString("0.00", CultureInfo.InvariantCulture) + " x", $"<= {promise.ToString("0.##", CultureInfo.InvariantCulture)} x", ratio <= promise);

    /// <summary>A figure with a limit.</summary>
    public void Row(string what, string measured, string baseline, string ratio, string promise, bool kept)
    {
        Missed += kept ? 0 : 1;
        _rows.Add($"| {what} | {measured} | {baseline} | {ratio} | {promise} | {(kept ? "kept" : "**missed**")} |");
        Shell.Say(_rows[^1]);
    }

    public void Note(string text) => _notes.Add($"- {text}");

    /// <summary>Prints it and, if wished, appends it to the page.</summary>
    public async Task FinishAsync(string sqlite)
    {
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        var load = File.Exists("/proc/loadavg") ? (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0] : "?";
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"## {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores ({cpu}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30)} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, SQLite {sqlite}; load average at the end {load}.")
            .AppendLine()
            .AppendLine("| what | measured | baseline | ratio | promise | |")
            .AppendLine("| --- | --- | --- | --- | --- | --- |")
            .AppendJoin('\n', _rows).AppendLine().AppendLine()
            .AppendJoin('\n', _notes).AppendLine();
        Console.Out.Write(text);
        if (appends)
        {
            await File.AppendAllTextAsync(Path.Combine(root, page), $"\n{text}");
        }
    }
}
