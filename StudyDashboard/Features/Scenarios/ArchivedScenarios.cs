using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;

namespace StudyDashboard.Features.Scenarios;

/// <summary>A row of the archive's <c>scenarios</c>.</summary>
public sealed record ArchivedScenario
{
    public required int Id { get; init; }

    public required ScenarioContent Content { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>A row of <c>scenario_runs</c>.</summary>
public sealed record ArchivedRun
{
    public required int Id { get; init; }

    public required string ScenarioKey { get; init; }

    public required ScenarioContent Content { get; init; }

    public required RunStatus Status { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime LastStepAt { get; init; }

    public DateTime? ClosedAt { get; init; }
}

/// <summary>A row of <c>scenario_steps</c>.</summary>
public sealed record ArchivedStep
{
    public required int RunId { get; init; }

    public required int Number { get; init; }

    public required StepKind Kind { get; init; }

    public string? Reply { get; init; }

    public ReplyVerdict? Verdict { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>A row of <c>scenario_progress_history</c>. What it came to follows from the run and its steps.</summary>
public sealed record ArchivedHistory
{
    public required int RunId { get; init; }

    public string Title { get; init; } = "";

    public string Language { get; init; } = "";

    public string? Level { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime EndedAt { get; init; }

    public int NetSeconds { get; init; }

    public int Phases { get; init; }

    public int Prompts { get; init; }

    public int RightReplies { get; init; }

    public double SuccessRate { get; init; }

    public int Score { get; init; }

    public SupportLevel SupportLevel { get; init; }

    public IReadOnlyList<WordResult>? Words { get; init; }

    public IReadOnlyList<ObjectiveResult>? Objectives { get; init; }

    public int? SessionId { get; init; }
}
