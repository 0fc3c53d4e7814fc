namespace StudyDashboard.Features.Plans;

/// <summary>A row of the archive's <c>plans</c>.</summary>
public sealed record ArchivedPlan
{
    public required int Id { get; init; }

    public required PlanContent Content { get; init; }

    public required PlanStatus Status { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Codes of sessions that mean a domain of another code.</summary>
    public IReadOnlyList<ArchivedAlias>? Aliases { get; init; }

    /// <summary>Topics of lessons that belong to a domain.</summary>
    public IReadOnlyList<ArchivedAlias>? Topics { get; init; }
}

/// <summary>A code or a topic, and the code of its domain.</summary>
public sealed record ArchivedAlias(string Code, string DomainCode);

/// <summary>A row of the archive's <c>plan_levels</c>.</summary>
public sealed record ArchivedLevel
{
    public required int PlanId { get; init; }

    public required string DomainCode { get; init; }

    public required MasteryLevel From { get; init; }

    public required MasteryLevel To { get; init; }

    public double? Mastery { get; init; }

    public required LevelCause Cause { get; init; }

    public int? SessionId { get; init; }

    public string? Title { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>A row of the archive's <c>plan_templates</c>.</summary>
public sealed record ArchivedTemplate
{
    public required PlanContent Content { get; init; }

    public required DateTime CreatedAt { get; init; }
}
