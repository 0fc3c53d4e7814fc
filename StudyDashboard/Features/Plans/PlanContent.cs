namespace StudyDashboard.Features.Plans;

/// <summary>What a plan asks for: what is typed in the editor, kept as a template and written to a file.</summary>
public sealed record PlanContent
{
    public string Title { get; init; } = "";

    /// <summary>The day of the exam, or the day until which it is to be reached; a template has none.</summary>
    public DateOnly? TargetDay { get; init; }

    public IReadOnlyList<PlanPart> Domains { get; init; } = [];
}

/// <summary>A domain as it is asked for.</summary>
public sealed record PlanPart
{
    /// <summary>What stands in a session, unique within the plan whatever its case.</summary>
    public string Code { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>How much it counts beside the others, above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Net minutes to spend on it until the target day; 0 for no such target.</summary>
    public int TargetMinutes { get; init; }

    /// <summary>Share of right answers to reach, 0 to 100.</summary>
    public int TargetMastery { get; init; } = 80;

    /// <summary>The code that it has now, for a domain that gets another: its sessions stay with it.</summary>
    public string? Was { get; init; }
}
