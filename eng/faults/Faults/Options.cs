using System.Globalization;

namespace StudyDashboard.Faults;

/// <summary>What to play.</summary>
/// <param name="Root">The repository.</param>
/// <param name="Kills">How often the server is killed.</param>
/// <param name="CheckEvery">After how many kills <c>check</c> is asked; the file itself is looked at after each.</param>
/// <param name="Only">The parts to play; empty for all.</param>
/// <param name="Append">Whether docs/faults.md gets the result.</param>
/// <param name="Product">Folder of a build to use; null to publish one.</param>
internal sealed record Options(string Root, int Kills, int CheckEvery, IReadOnlyList<string> Only, bool Append, string? Product)
{
    public static Options Parse(string[] args) => new(
        args[0], int.Parse(Value(args, "--kills") ?? "200", CultureInfo.InvariantCulture), int.Parse(Value(args, "--check-every") ?? "10", CultureInfo.InvariantCulture),
        Value(args, "--only")?.Split(',') ?? [], !args.Contains("--no-append"), Value(args, "--product"));

    public bool Wants(string part) => Only.Count == 0 || Only.Contains(part);

    private static string? Value(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
