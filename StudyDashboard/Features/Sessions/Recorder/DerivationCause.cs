namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>Why something is derived anew.</summary>
/// <param name="Verb">What was done.</param>
/// <param name="Sessions">The sessions that it changed, as they are now.</param>
/// <param name="At">When, UTC.</param>
/// <param name="CountedBefore">Those of the sessions that counted before: finished and not deleted.</param>
public sealed record DerivationCause(ChangeVerb Verb, IReadOnlyList<StudySession> Sessions, DateTime At, IReadOnlySet<StudySession> CountedBefore);
