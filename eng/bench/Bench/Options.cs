using System.Globalization;

namespace StudyDashboard.Bench;

/// <summary>What to measure.</summary>
/// <param name="Root">The repository.</param>
/// <param name="TimerMinutes">How long the running timer is watched.</param>
/// <param name="Sessions">Sessions of the long log.</param>
/// <param name="Cards">Cards of the large deck.</param>
/// <param name="Only">The parts to measure; empty for all.</param>
/// <param name="Append">Whether docs/benchmarks.md gets the result.</param>
/// <param name="SoakMinutes">How long five hundred pages are kept open; 0 for an ordinary run, which has no time for it.</param>
/// <param name="Keep">Folder for publishes and data that a later run may reuse; null for one that goes with the run.</param>
internal sealed record Options(string Root, double TimerMinutes, int Sessions, int Cards, IReadOnlyList<string> Only, bool Append, double SoakMinutes, string? Keep)
{
    public static Options Parse(string[] args) => new(
        args[0], double.Parse(Value(args, "--timer-minutes") ?? "1", CultureInfo.InvariantCulture),
        int.Parse(Value(args, "--sessions") ?? "1000000", CultureInfo.InvariantCulture),
        int.Parse(Value(args, "--cards") ?? "1000000", CultureInfo.InvariantCulture),
        Value(args, "--only")?.Split(',') ?? [], !args.Contains("--no-append"),
        double.Parse(Value(args, "--soak-minutes") ?? (Value(args, "--only")?.Split(',').Contains("soak") == true ? "30" : "0"), CultureInfo.InvariantCulture), Value(args, "--keep"));

    public bool Wants(string part) => Only.Count == 0 || Only.Contains(part);

    private static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
