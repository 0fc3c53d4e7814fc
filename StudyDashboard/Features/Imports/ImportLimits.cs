namespace StudyDashboard.Features.Imports;

/// <summary>How much an import takes.</summary>
/// <param name="MaxBytes">Largest file.</param>
public sealed record ImportLimits(long MaxBytes)
{
    /// <summary>Unless the setting <c>Import:MaxMegabytes</c> says otherwise.</summary>
    public const int DefaultMegabytes = 64;

    public long MaxMegabytes => MaxBytes / (1024 * 1024);

    public static ImportLimits From(IConfiguration? configuration) =>
        new((configuration?.GetValue<int?>("Import:MaxMegabytes") ?? DefaultMegabytes) * 1024L * 1024L);
}
