using StudyDashboard.Data;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>What follows from a change of lessons, in the same transaction. A feature joins by registering one.</summary>
public interface ILessonConsequence
{
    /// <summary>Adds what follows on the open context, without committing.</summary>
    Task FollowAsync(StudyDbContext context, LessonVerb verb, IReadOnlyList<LessonDelta> deltas, DateTime nowUtc, CancellationToken cancellationToken);
}
