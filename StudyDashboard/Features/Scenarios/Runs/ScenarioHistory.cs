using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>A completed run for good: what came of it does not change when the scenario, its cards or its session do.</summary>
public sealed class ScenarioHistory
{
    private ScenarioHistory()
    {
    }

    internal ScenarioHistory(ScenarioRun run, ScenarioResult result, ScenarioTiming timing)
    {
        (StudentId, RunId, ScenarioKey, Title, Language, Level) = (run.StudentId, run.Id, run.ScenarioKey, run.Title, run.Language, run.Content.Level);
        (StartedAt, EndedAt, NetSeconds) = (timing.Start, timing.End, timing.NetSeconds);
        (Phases, Prompts, RightReplies) = (run.Content.Phases.Count, result.Prompts, result.Right);
        (SuccessRate, Score, SupportLevel) = (result.SuccessRate, result.Score, result.SupportLevel);
        (Words, Objectives) = (result.Words, result.Objectives);
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public int RunId { get; private set; }

    public string ScenarioKey { get; private set; } = "";

    public string Title { get; private set; } = "";

    public string Language { get; private set; } = "";

    public string? Level { get; private set; }

    public DateTime StartedAt { get; private set; }

    public DateTime EndedAt { get; private set; }

    /// <summary>Start to end without the pauses.</summary>
    public int NetSeconds { get; private set; }

    public int Phases { get; private set; }

    public int Prompts { get; private set; }

    /// <summary>Prompts that were answered right, at the first or second try.</summary>
    public int RightReplies { get; private set; }

    /// <summary>0 to 1.</summary>
    public double SuccessRate { get; private set; }

    /// <summary>0 to 100.</summary>
    public int Score { get; private set; }

    public SupportLevel SupportLevel { get; private set; }

    public IReadOnlyList<WordResult> Words { get; private set; } = [];

    public IReadOnlyList<ObjectiveResult> Objectives { get; private set; } = [];

    /// <summary>The study session that it was; null when that was purged.</summary>
    public int? SessionId { get; private set; }

    public int WordsMastered => Words.Count(w => w.IsMastered);

    public int ObjectivesReached => Objectives.Count(o => o.IsReached);

    /// <summary>Ties it to what was made with it.</summary>
    internal void Join(int? sessionId, IReadOnlyList<WordResult> words) => (SessionId, Words) = (sessionId, words);
}

internal sealed class ScenarioHistoryConfiguration : IEntityTypeConfiguration<ScenarioHistory>
{
    public void Configure(EntityTypeBuilder<ScenarioHistory> builder)
    {
        builder.ToTable("scenario_progress_history", table => table.HasCheckConstraint(
            "ck_scenario_progress_history_figures", "success_rate BETWEEN 0 AND 1 AND score BETWEEN 0 AND 100 AND right_replies <= prompts AND ended_at >= started_at"));
        builder.Property(h => h.ScenarioKey).HasMaxLength(64);
        builder.Property(h => h.Title).HasMaxLength(ScenarioChecks.MaxTitle);
        builder.Property(h => h.Language).HasMaxLength(16);
        builder.Property(h => h.Level).HasMaxLength(2);
        builder.Property(h => h.Words).IsStored();
        builder.Property(h => h.Objectives).IsStored();
        builder.Ignore(h => h.WordsMastered).Ignore(h => h.ObjectivesReached);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ScenarioRun>().WithMany().HasForeignKey(h => h.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudySession>().WithMany().HasForeignKey(h => h.SessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(h => h.RunId).IsUnique();
        builder.HasIndex(h => new { h.StudentId, h.EndedAt });
        builder.HasIndex(h => h.SessionId);
    }
}
