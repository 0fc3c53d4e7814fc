namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// Derives what follows from a student's facts. It recomputes the asked days from the facts and never increments, so an edit, a
/// delete, an undo and a rebuild all come to the same rows. A feature joins by registering one.
/// </summary>
public interface ISessionConsequence
{
    /// <summary>
    /// Brings the derived rows of <see cref="Derivation.Days"/> in line with the facts, on <see cref="Derivation.Context"/>,
    /// without saving: the recorder saves and commits.
    /// </summary>
    /// <returns>What a person may want to hear of.</returns>
    Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken);
}

/// <summary>Something that followed from a recording.</summary>
/// <param name="SessionId">The session it belongs to, if it belongs to one.</param>
/// <param name="PointsAwarded">Points that the session earns now.</param>
/// <param name="GoalId">A goal whose progress moved.</param>
/// <param name="Achievement">The code of an achievement reached.</param>
public sealed record StudyNotice(int? SessionId = null, int? PointsAwarded = null, int? GoalId = null, string? Achievement = null);
