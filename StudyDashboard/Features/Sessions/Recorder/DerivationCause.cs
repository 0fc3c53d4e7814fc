namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>Why something is derived anew.</summary>
/// <param name="Verb">What was done.</param>
/// <param name="Sessions">The sessions that it changed, as they are now.</param>
/// <param name="At">When, UTC.</param>
public sealed record DerivationCause(ChangeVerb Verb, IReadOnlyList<StudySession> Sessions, DateTime At);
