using StudyDashboard.Features.Accounts.Choices;
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

    /// <summary>Whose history it is.</summary>
    public ImportPerson Person { get; init; } = new("", "", new Dictionary<string, TrackerChoices>());

    /// <summary>Whether somebody sees the plan and can answer what the file leaves open; what they answer is remembered.</summary>
    public bool Asks { get; init; }
}

/// <summary>The person for whom a file comes in.</summary>
/// <param name="Email">Tells their rows from those of others.</param>
/// <param name="Name">The same, where a file has no addresses.</param>
/// <param name="Remembered">How they had files of a kind read the last time.</param>
public sealed record ImportPerson(string Email, string Name, IReadOnlyDictionary<string, TrackerChoices> Remembered);

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
