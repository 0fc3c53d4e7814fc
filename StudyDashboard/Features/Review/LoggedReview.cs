namespace StudyDashboard.Features.Review;

/// <summary>A review as sittings are made of it.</summary>
/// <param name="CardKey">The card.</param>
/// <param name="At">When it was answered, UTC, to the millisecond.</param>
/// <param name="Grade">How well.</param>
/// <param name="DurationMs">How long the answer took.</param>
/// <param name="SessionId">The sitting it is stored with; null for one that is not stored yet.</param>
/// <param name="ImportId">The import that brought it.</param>
public readonly record struct LoggedReview(
    string CardKey, DateTime At, ReviewGrade Grade, int DurationMs, int? SessionId = null, int? ImportId = null);
