using StudyDashboard.Features.Classes.Assignments;

namespace StudyDashboard.Features.Classes.Archive;

/// <summary>A row of the archive's <c>classes</c>: one that the person ran or was in.</summary>
public sealed record ArchivedClass
{
    public required int Id { get; init; }

    public required string Name { get; init; }

    public string? Subject { get; init; }

    /// <summary>What the person was in it.</summary>
    public required ClassRole Role { get; init; }

    public string? Teacher { get; init; }

    public required DateOnly Since { get; init; }

    public DateOnly? EndedOn { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? LeftOn { get; init; }

    public bool ShowsNotes { get; init; }
}

/// <summary>A row of <c>class_assignments</c>, with the person's own completion.</summary>
public sealed record ArchivedAssignment
{
    public required int Id { get; init; }

    public required int ClassId { get; init; }

    public required string Title { get; init; }

    public string? Text { get; init; }

    public required DateOnly GivenOn { get; init; }

    public DateOnly? DueOn { get; init; }

    public AssignmentLinkKind? LinkKind { get; init; }

    public string? LinkKey { get; init; }

    public string? LinkTitle { get; init; }

    public DateOnly? CompletedOn { get; init; }

    public DateTime? CompletedAt { get; init; }
}

/// <summary>A row of <c>class_sessions</c>: for which class and assignment a session was.</summary>
public sealed record ArchivedClassSession
{
    public required int SessionId { get; init; }

    public required int ClassId { get; init; }

    public int? AssignmentId { get; init; }
}
