using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Review;

/// <summary>One answer to one card: a fact, written once.</summary>
public sealed class ReviewLogEntry
{
    /// <summary>Longest card key.</summary>
    public const int MaxCardKey = 120;

    private ReviewLogEntry()
    {
    }

    internal ReviewLogEntry(int studentId, LoggedReview review, int? sessionId, int importId)
    {
        (StudentId, CardKey, ReviewedAt, Grade, DurationMs) = (studentId, review.CardKey, review.At, review.Grade, review.DurationMs);
        (SessionId, ImportId) = (sessionId, importId);
    }

    public long Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The card's id in the tool that it comes from.</summary>
    public string CardKey { get; private set; } = "";

    /// <summary>When it was answered, to the millisecond: with the card, the identity of a review (rules.md 18).</summary>
    public DateTime ReviewedAt { get; private set; }

    public ReviewGrade Grade { get; private set; }

    /// <summary>How long the answer took. Stored as measured; sittings count at most a minute of it.</summary>
    public int DurationMs { get; private set; }

    /// <summary>The study session of its sitting; null when that was purged after the person deleted it.</summary>
    public int? SessionId { get; private set; }

    public int? ImportId { get; private set; }
}

/// <summary>How well a card was remembered; 1 to 4 in files.</summary>
public enum ReviewGrade
{
    Again = 1,
    Hard,
    Good,
    Easy,
}

internal sealed class ReviewLogEntryConfiguration : IEntityTypeConfiguration<ReviewLogEntry>
{
    public void Configure(EntityTypeBuilder<ReviewLogEntry> builder)
    {
        builder.ToTable("review_log", table => table.HasCheckConstraint("ck_review_log_duration", "duration_ms >= 0"));
        builder.Property(e => e.CardKey).HasMaxLength(ReviewLogEntry.MaxCardKey);
        // The grades have no zero that could stand for "not set".
        builder.Property(e => e.Grade).HasSentinel(ReviewGrade.Again);
        builder.HasOne<Person>().WithMany().HasForeignKey(e => e.StudentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<StudySession>().WithMany().HasForeignKey(e => e.SessionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(e => e.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(e => new { e.StudentId, e.CardKey, e.ReviewedAt }).IsUnique();
        builder.HasIndex(e => new { e.StudentId, e.ReviewedAt });
        builder.HasIndex(e => e.SessionId);
        builder.HasIndex(e => e.ImportId);
    }
}
