namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>One start of a series.</summary>
/// <param name="Local">
/// The wall-clock time in the series' zone as the rule names it, even where the clock skips it: the key of the instance, whatever
/// becomes of it later (RFC 5545, 3.8.4.4, RECURRENCE-ID).
/// </param>
/// <param name="Utc">Its instant; of a skipped time the one moved forward by the gap, of a repeated one the first (rules.md 23).</param>
public readonly record struct Occurrence(DateTime Local, DateTime Utc);
