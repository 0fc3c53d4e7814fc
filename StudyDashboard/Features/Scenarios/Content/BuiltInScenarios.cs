using System.Collections.Frozen;

namespace StudyDashboard.Features.Scenarios.Content;

/// <summary>The scenarios that the product brings, by their keys (the names of their files).</summary>
internal static class BuiltInScenarios
{
    private const string Folder = "StudyDashboard.Features.Scenarios.BuiltIn.";

    private static readonly Lazy<FrozenDictionary<string, ScenarioContent>> Read = new(() => typeof(BuiltInScenarios).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..^".json".Length], Load));

    public static IReadOnlyDictionary<string, ScenarioContent> All => Read.Value;

    private static ScenarioContent Load(string resource)
    {
        using var stream = typeof(BuiltInScenarios).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ScenarioFile.Read(bytes).Value;
    }
}
