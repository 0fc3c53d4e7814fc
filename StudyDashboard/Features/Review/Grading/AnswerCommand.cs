using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Grading;

/// <summary>A person's answer to a card.</summary>
/// <param name="CardId">The card.</param>
/// <param name="Grade">How well it was remembered.</param>
/// <param name="DurationMs">How long it took; what is out of range is cut.</param>
/// <param name="AgoMs">How long ago it was given, for one that had to wait for the connection.</param>
/// <param name="ClientKey">The browser's own id of the answer: sent again, it gets the first result.</param>
public sealed record AnswerCommand(int CardId, ReviewGrade Grade, int DurationMs = 0, long AgoMs = 0, string? ClientKey = null)
{
    public const int MaxClientKey = 64;

    /// <summary>An answer that waited longer counts as given then.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);
}

/// <summary>An answer that was taken.</summary>
/// <param name="EntryId">Its row in the log.</param>
/// <param name="CardId">The card.</param>
/// <param name="Grade">The answer.</param>
/// <param name="At">When it was given, UTC.</param>
/// <param name="Before">The card before.</param>
/// <param name="After">The card after.</param>
/// <param name="NamedLeech">Whether it became a leech.</param>
/// <param name="Suspended">Whether it was set aside for that.</param>
/// <param name="SessionId">The sitting; null when it was taken back.</param>
/// <param name="IsRepeat">Whether it had been taken before.</param>
/// <param name="IsVoided">Whether it has been taken back since.</param>
public sealed record AnswerTaken(
    long EntryId, int CardId, ReviewGrade Grade, DateTime At, FsrsCard Before, FsrsCard After, bool NamedLeech, bool Suspended, int? SessionId, bool IsRepeat, bool IsVoided)
{
    internal static AnswerTaken Of(ReviewLogEntry entry, bool isRepeat) => new(
        entry.Id, entry.CardId ?? 0, entry.Grade, entry.ReviewedAt, entry.Before ?? default, entry.After ?? default, entry.NamedLeech, entry.Suspended,
        entry.SessionId, isRepeat, entry.VoidedAt is not null);
}

/// <summary>Answers that were taken back, the latest first.</summary>
public sealed record AnswersUndone(IReadOnlyList<int> CardIds);
