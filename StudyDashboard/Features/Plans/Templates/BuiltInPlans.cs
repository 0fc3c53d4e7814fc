using System.Collections.Frozen;

namespace StudyDashboard.Features.Plans.Templates;

/// <summary>The templates that the product brings, by their keys (the names of their files).</summary>
internal static class BuiltInPlans
{
    public const string Dentistry = "dentistry";

    private const string Folder = "StudyDashboard.Features.Plans.BuiltIn.";

    private static readonly Lazy<FrozenDictionary<string, PlanContent>> Read = new(() => typeof(BuiltInPlans).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Folder.Length..^".json".Length], Load));

    public static IReadOnlyDictionary<string, PlanContent> All => Read.Value;

    private static PlanContent Load(string resource)
    {
        using var stream = typeof(BuiltInPlans).Assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return PlanFile.Read(bytes).Value;
    }
}
