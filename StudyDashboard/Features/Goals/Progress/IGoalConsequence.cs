using StudyDashboard.Data;

namespace StudyDashboard.Features.Goals.Progress;

/// <summary>What follows when a count by hand moves a goal, in the same transaction. A feature joins by registering one.</summary>
public interface IGoalConsequence
{
    /// <summary>Adds what follows from the progress that is derived on the context and not saved; the caller saves and commits.</summary>
    Task FollowAsync(StudyDbContext context, int studentId, DateTime nowUtc, CancellationToken cancellationToken);
}
