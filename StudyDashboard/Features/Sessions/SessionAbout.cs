namespace StudyDashboard.Features.Sessions;

/// <summary>What a session is about: everything that describes it and does not measure it.</summary>
public sealed record SessionAbout
{
    /// <summary>Longest subject, language or domain code.</summary>
    public const int MaxText = 120;

    /// <summary>Longest note.</summary>
    public const int MaxNote = 4000;

    /// <summary>Most characters that the box of a note takes: more than a note may have, so that a longer one is refused in words and not cut.</summary>
    public const int MaxTyped = 20_000;

    /// <summary>Most tags of one session.</summary>
    public const int MaxTags = 20;

    public required SessionKind Kind { get; init; }

    public string? Subject { get; init; }

    public string? Language { get; init; }

    public int? ClassId { get; init; }

    /// <summary>An assignment of that class; whether both are the student's is for an <see cref="Recorder.ISessionRule"/> to say.</summary>
    public int? AssignmentId { get; init; }

    public int? PlanId { get; init; }

    /// <summary>A domain of the plan; whether the plan knows it is for an <see cref="Recorder.ISessionRule"/> to say.</summary>
    public string? DomainCode { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}
