using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>A line of the log of levels: what a domain's level was, what it became, and why. Written once, when it happened.</summary>
public sealed class LevelChange
{
    /// <summary>Longest <see cref="Title"/>.</summary>
    public const int MaxTitle = 160;

    private LevelChange()
    {
    }

    internal LevelChange(PlanDomain domain, MasteryLevel from, LevelReason reason, DateTime nowUtc) =>
        (PlanId, DomainId, From, To, Mastery, Cause, SessionId, Title, At) =
        (domain.PlanId, domain.Id, from, domain.Standing.Level, domain.Standing.Mastery, reason.Cause, reason.SessionId, Cut(reason.Title), nowUtc);

    public int Id { get; private set; }

    public int PlanId { get; private set; }

    public int DomainId { get; private set; }

    public MasteryLevel From { get; private set; }

    public MasteryLevel To { get; private set; }

    /// <summary>Mastery after it, in percent.</summary>
    public double? Mastery { get; private set; }

    public LevelCause Cause { get; private set; }

    /// <summary>The session that it came from; null when it came from none, or the session is gone for good.</summary>
    public int? SessionId { get; private set; }

    /// <summary>What that session was called then.</summary>
    public string Title { get; private set; } = "";

    public DateTime At { get; private set; }

    /// <summary>A line that an archive brings.</summary>
    internal static LevelChange Restored(PlanDomain domain, ArchivedLevel row, int? sessionId) => new()
    {
        PlanId = domain.PlanId, DomainId = domain.Id, From = row.From, To = row.To, Mastery = row.Mastery, Cause = row.Cause, SessionId = sessionId,
        Title = Cut(row.Title ?? ""), At = row.At,
    };

    private static string Cut(string text) => text.Length <= MaxTitle ? text : text[..MaxTitle];
}

/// <summary>Why levels move.</summary>
/// <param name="Cause">What happened.</param>
/// <param name="SessionId">The session that it happened to, if it was one.</param>
/// <param name="Title">What that is called.</param>
internal sealed record LevelReason(LevelCause Cause, int? SessionId = null, string Title = "");

internal sealed class LevelChangeConfiguration : IEntityTypeConfiguration<LevelChange>
{
    public void Configure(EntityTypeBuilder<LevelChange> builder)
    {
        builder.ToTable("plan_level_log");
        builder.Property(c => c.From).HasColumnName("from_level");
        builder.Property(c => c.To).HasColumnName("to_level");
        builder.Property(c => c.Title).HasMaxLength(LevelChange.MaxTitle);
        builder.HasOne<PlanDomain>().WithMany().HasForeignKey(c => c.DomainId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudySession>().WithMany().HasForeignKey(c => c.SessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(c => new { c.PlanId, c.At });
        builder.HasIndex(c => c.SessionId);
    }
}
