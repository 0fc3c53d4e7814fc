using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Scenarios.Content;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>A person's way through a scenario, with the scenario as it was when the run began. Its steps are only ever added to.</summary>
public sealed class ScenarioRun
{
    private readonly List<ScenarioStep> _steps = [];

    private ScenarioRun()
    {
    }

    internal ScenarioRun(int studentId, string scenarioKey, ScenarioContent content, DateTime nowUtc)
    {
        (StudentId, ScenarioKey, Content, StartedAt, LastStepAt) = (studentId, scenarioKey, content, nowUtc, nowUtc);
        (Title, Language) = (content.Title, content.Language);
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The name of a built-in scenario, or the id of an own one.</summary>
    public string ScenarioKey { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Language { get; private set; } = "";

    public ScenarioContent Content { get; private set; } = null!;

    public RunStatus Status { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime LastStepAt { get; private set; }

    public DateTime? ClosedAt { get; private set; }

    /// <summary>The import that brought it, if one did.</summary>
    public int? ImportId { get; private set; }

    public IReadOnlyList<ScenarioStep> Steps => _steps;

    /// <summary>Stores a step.</summary>
    /// <exception cref="InvalidOperationException">The run is closed.</exception>
    internal void Take(ScenarioStep step)
    {
        RequireOpen();
        _steps.Add(step);
        LastStepAt = step.At;
    }

    internal void Complete(DateTime nowUtc) => Close(RunStatus.Completed, nowUtc);

    internal void Abandon(DateTime nowUtc) => Close(RunStatus.Abandoned, nowUtc);

    /// <summary>Takes up a run that was given up.</summary>
    /// <exception cref="InvalidOperationException">It was not.</exception>
    internal void Reopen() => (Status, ClosedAt) = Status == RunStatus.Abandoned
        ? (RunStatus.InProgress, (DateTime?)null) : throw new InvalidOperationException($"A run that is {Status} cannot be taken up again.");

    internal void CameFrom(int importId) => ImportId = importId;

    private void Close(RunStatus status, DateTime nowUtc)
    {
        RequireOpen();
        (Status, ClosedAt) = (status, nowUtc);
    }

    private void RequireOpen()
    {
        if (Status != RunStatus.InProgress)
        {
            throw new InvalidOperationException($"A run that is {Status} takes nothing more.");
        }
    }
}

public enum RunStatus
{
    InProgress,
    Completed,
    Abandoned,
}

internal sealed class ScenarioRunConfiguration : IEntityTypeConfiguration<ScenarioRun>
{
    public void Configure(EntityTypeBuilder<ScenarioRun> builder)
    {
        builder.ToTable("scenario_runs", table => table.HasCheckConstraint("ck_scenario_runs_closed", "(status = 'in_progress') = (closed_at IS NULL)"));
        builder.Property(r => r.ScenarioKey).HasMaxLength(64);
        builder.Property(r => r.Title).HasMaxLength(ScenarioChecks.MaxTitle);
        builder.Property(r => r.Language).HasMaxLength(16);
        builder.Property(r => r.Content).IsStored();
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(r => r.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(r => r.ImportId);
        // One open run of a scenario: the place that every device resumes at.
        builder.HasIndex(r => new { r.StudentId, r.ScenarioKey }).IsUnique().HasFilter("status = 'in_progress'");
        builder.HasIndex(r => new { r.StudentId, r.LastStepAt });
    }
}
