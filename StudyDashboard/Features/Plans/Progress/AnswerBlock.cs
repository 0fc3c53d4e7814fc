using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>The answers of one session to one domain of a plan: what mastery counts, newest first. Derived.</summary>
public sealed record AnswerBlock
{
    public required int SessionId { get; init; }

    /// <summary>As it stands in the session; what it means is for the plan to say.</summary>
    public required string DomainCode { get; init; }

    public required int StudentId { get; init; }

    public required int PlanId { get; init; }

    public required DateOnly StudyDay { get; init; }

    /// <summary>The session's start; for one without clock times an instant before the others of its day.</summary>
    public required DateTime StartedAt { get; init; }

    public required int Answered { get; init; }

    public required int Correct { get; init; }

    /// <summary>Whether they are of a quiz over at least two domains.</summary>
    public required bool IsMixed { get; init; }

    /// <summary>Newest first: day, start, id.</summary>
    internal static int NewestFirst(AnswerBlock a, AnswerBlock b) =>
        (b.StudyDay, b.StartedAt, b.SessionId).CompareTo((a.StudyDay, a.StartedAt, a.SessionId));
}

internal sealed class AnswerBlockConfiguration : IEntityTypeConfiguration<AnswerBlock>
{
    public void Configure(EntityTypeBuilder<AnswerBlock> builder)
    {
        builder.ToTable("plan_answers", table => table.HasCheckConstraint("ck_plan_answers_counts", "answered > 0 AND correct BETWEEN 0 AND answered"));
        builder.HasKey(b => new { b.SessionId, b.DomainCode });
        builder.Property(b => b.DomainCode).HasMaxLength(SessionAbout.MaxText);
        builder.HasOne<StudySession>().WithMany().HasForeignKey(b => b.SessionId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Person>().WithMany().HasForeignKey(b => b.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(b => new { b.StudentId, b.StudyDay }).HasDatabaseName("ix_plan_answers_day");
        builder.HasIndex(b => new { b.PlanId, b.DomainCode, b.StudyDay, b.StartedAt, b.SessionId }).HasDatabaseName("ix_plan_answers_newest");
        builder.HasIndex(b => new { b.PlanId, b.DomainCode }).HasDatabaseName("ix_plan_answers_mixed").HasFilter("is_mixed");
    }
}
