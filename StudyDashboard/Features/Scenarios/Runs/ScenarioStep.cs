using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Scenarios.Content;

namespace StudyDashboard.Features.Scenarios.Runs;

/// <summary>What a step was.</summary>
public enum StepKind
{
    /// <summary>A reply to a prompt.</summary>
    Reply,

    /// <summary>The beginning of the answer was shown.</summary>
    Hint,

    /// <summary>The answer was shown.</summary>
    Reveal,

    /// <summary>A word was known, or was not.</summary>
    Word,
}

/// <summary>One thing done in a run.</summary>
public sealed class ScenarioStep
{
    private ScenarioStep()
    {
    }

    internal ScenarioStep(int number, StepKind kind, string? reply, ReplyVerdict? verdict, DateTime nowUtc) =>
        (Number, Kind, Reply, Verdict, At) = (number, kind, reply, verdict, nowUtc);

    public int Id { get; private set; }

    public int RunId { get; private set; }

    /// <summary>From 0, without a gap.</summary>
    public int Number { get; private set; }

    public StepKind Kind { get; private set; }

    public string? Reply { get; private set; }

    /// <summary>Of a reply; of a word <see cref="ReplyVerdict.Right"/> when it was known.</summary>
    public ReplyVerdict? Verdict { get; private set; }

    public DateTime At { get; private set; }
}

internal sealed class ScenarioStepConfiguration : IEntityTypeConfiguration<ScenarioStep>
{
    public void Configure(EntityTypeBuilder<ScenarioStep> builder)
    {
        builder.ToTable("scenario_steps");
        builder.Property(s => s.Reply).HasMaxLength(ScenarioChecks.MaxReply);
        builder.HasIndex(s => new { s.RunId, s.Number }).IsUnique();
    }
}
