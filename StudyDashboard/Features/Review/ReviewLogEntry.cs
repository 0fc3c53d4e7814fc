using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
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
        (SessionId, ImportId, Source) = (sessionId, importId, ReviewSource.Import);
    }

    internal ReviewLogEntry(Card card, CardAnswer answer, in FsrsCard before, int elapsedDays, LeechStrike strike, int weightsVersion)
    {
        (StudentId, CardId, CardKey) = (card.StudentId, card.Id, KeyOf(card.Id));
        (ReviewedAt, Grade, DurationMs, Source, SessionId, ClientKey) = (answer.AtUtc, answer.Grade, answer.DurationMs, answer.Source, answer.SessionId, answer.ClientKey);
        (StateBefore, IntervalBefore, ElapsedDays, WeightsVersion) = (before.State, before.ScheduledDays, elapsedDays, weightsVersion);
        (NamedLeech, Suspended) = (strike.Named, strike.Suspended);
        (Before, After) = (before, card.Schedule);
    }

    /// <summary>A seeded answer, for measuring.</summary>
    internal ReviewLogEntry(int cardId, int studentId, DateTime at, int durationMs)
    {
        (CardId, StudentId, CardKey, ReviewedAt, DurationMs) = (cardId, studentId, KeyOf(cardId), at, durationMs);
        (Grade, Source, StateBefore, IntervalBefore) = (ReviewGrade.Good, ReviewSource.Review, CardState.Review, 10);
    }

    public long Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>The card; null for a log whose cards are elsewhere, and after the card was purged.</summary>
    public int? CardId { get; private set; }

    /// <summary>The card's id in the tool that it comes from, or <see cref="KeyOf"/> a card of ours.</summary>
    public string CardKey { get; private set; } = "";

    /// <summary>When it was answered, to the millisecond: with the card, the identity of a review (rules.md 18).</summary>
    public DateTime ReviewedAt { get; private set; }

    public ReviewGrade Grade { get; private set; }

    /// <summary>How long the answer took. Stored as measured; sittings count at most a minute of it.</summary>
    public int DurationMs { get; private set; }

    /// <summary>The study session of its sitting; null when that was purged after the person deleted it.</summary>
    public int? SessionId { get; private set; }

    public int? ImportId { get; private set; }

    public ReviewSource Source { get; private set; }

    /// <summary>The browser's own id of the answer; unique for the student.</summary>
    public string? ClientKey { get; private set; }

    /// <summary>Where the card stood; null where only the answer is known.</summary>
    public CardState? StateBefore { get; private set; }

    /// <summary>The interval in days that the card had waited for.</summary>
    public int IntervalBefore { get; private set; }

    /// <summary>Study days since the answer before.</summary>
    public int ElapsedDays { get; private set; }

    /// <summary>The deck's weights at the time (<see cref="Deck.WeightsVersion"/>).</summary>
    public int WeightsVersion { get; private set; }

    /// <summary>Whether this answer made the card a leech, which it was not before.</summary>
    public bool NamedLeech { get; private set; }

    /// <summary>Whether this answer set the card aside as a leech.</summary>
    public bool Suspended { get; private set; }

    /// <summary>The card before; null where only the answer is known.</summary>
    public FsrsCard? Before { get; private set; }

    /// <summary>The card after.</summary>
    public FsrsCard? After { get; private set; }

    /// <summary>When the person took it back; such a row counts nowhere.</summary>
    public DateTime? VoidedAt { get; private set; }

    /// <summary>The key under which the answers to a card of ours are logged.</summary>
    internal static string KeyOf(int cardId) => string.Create(CultureInfo.InvariantCulture, $"#{cardId}");

    /// <summary>An answer from elsewhere that was replayed through the scheduler: what it did to a card of ours.</summary>
    internal void Replayed(int cardId, in ReplayedReview step, int weightsVersion)
    {
        (CardId, StateBefore, IntervalBefore, ElapsedDays, WeightsVersion) = (cardId, step.Before.State, step.Before.ScheduledDays, step.ElapsedDays, weightsVersion);
        (Before, After) = (step.Before, step.After);
    }

    /// <summary>An answer as an archive kept it.</summary>
    internal void Restore(int? cardId, Archive.ArchivedReview row)
    {
        (CardId, Source, StateBefore, IntervalBefore, ElapsedDays) = (cardId, row.Source, row.StateBefore, row.IntervalBefore, row.ElapsedDays);
        Before = row.Before is { } before && ScheduleText.TryRead(before, out var earlier) ? earlier : null;
        After = row.After is { } after && ScheduleText.TryRead(after, out var later) ? later : null;
    }

    internal void JoinSitting(int sessionId) => SessionId = sessionId;

    internal void Void(DateTime nowUtc) => (VoidedAt, SessionId) = (nowUtc, null);
}

/// <summary>What an answer did to a card that is forgotten again and again.</summary>
/// <param name="Named">It became a leech.</param>
/// <param name="Suspended">It was set aside.</param>
internal readonly record struct LeechStrike(bool Named, bool Suspended);

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
        builder.HasOne<Card>().WithMany().HasForeignKey(e => e.CardId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(e => e.ClientKey).HasMaxLength(64);
        builder.Property(e => e.Before).HasConversion(card => ScheduleText.Of(card!.Value), text => ScheduleText.Read(text));
        builder.Property(e => e.After).HasConversion(card => ScheduleText.Of(card!.Value), text => ScheduleText.Read(text));
        // What was taken back frees its moment: the card may be answered anew at once.
        builder.HasIndex(e => new { e.StudentId, e.CardKey, e.ReviewedAt }).IsUnique().HasFilter("voided_at IS NULL");
        builder.HasIndex(e => new { e.StudentId, e.ClientKey }).IsUnique().HasFilter("client_key IS NOT NULL");
        builder.HasIndex(e => new { e.CardId, e.ReviewedAt });
        builder.HasIndex(e => new { e.StudentId, e.ReviewedAt });
        builder.HasIndex(e => e.SessionId);
        builder.HasIndex(e => e.ImportId);
    }
}
