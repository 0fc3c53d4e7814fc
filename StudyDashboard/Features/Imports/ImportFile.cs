using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Imports;

/// <summary>A file to be read.</summary>
public sealed record ImportFile
{
    /// <summary>Its bytes; can be rewound.</summary>
    public required Stream Content { get; init; }

    public required string Name { get; init; }

    /// <summary>Gives times without an offset their instant (rules.md 10).</summary>
    public required StudyCalendar Calendar { get; init; }

    public required DateTime NowUtc { get; init; }

    /// <summary>What a mapping file says (<c>--map</c>), for the kinds that ask for one.</summary>
    public string? Map { get; init; }
}

/// <summary>How far an import is.</summary>
/// <param name="Step">What it does now.</param>
/// <param name="Percent">0 to 100 of this step.</param>
public readonly record struct ImportProgress(ImportStep Step, int Percent);

/// <summary>What an import does.</summary>
public enum ImportStep
{
    Upload,
    Read,
    Write,
    Derive,
}
