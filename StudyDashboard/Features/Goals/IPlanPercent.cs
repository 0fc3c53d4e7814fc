using StudyDashboard.Data;

namespace StudyDashboard.Features.Goals;

/// <summary>Says how far a plan is, for goals about it. The feature of plans implements it.</summary>
public interface IPlanPercent
{
    /// <summary>The student's plans, to choose one for a goal.</summary>
    Task<IReadOnlyList<GoalChoice>> ChoicesAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken);

    /// <summary>
    /// How the progress of a plan (null: the active one), or of one of its domains, grew up to a study day, read at once on the open
    /// transaction's context; null when there is no such plan or domain.
    /// </summary>
    Task<PlanCourse?> CourseAsync(StudyDbContext context, int studentId, int? planId, string? domainCode, DateOnly through, CancellationToken cancellationToken);

    /// <summary>
    /// What a domain's code means in each of the student's plans, on the open transaction's context: asked with a plan (0: none) and the code
    /// of a session, it says whether the session is of that domain. Where the plan does not know the domain, the codes themselves must be the same.
    /// </summary>
    Task<Func<int, string, bool>> MeaningAsync(StudyDbContext context, int studentId, string domainCode, CancellationToken cancellationToken);
}

/// <summary>The progress of a plan or a domain over the days.</summary>
/// <param name="Days">The study days on which it may have grown, in order.</param>
/// <param name="PercentOn">0 to 100, as of the end of a study day.</param>
public sealed record PlanCourse(IReadOnlyList<DateOnly> Days, Func<DateOnly, double> PercentOn);

/// <summary>A class or a plan that a goal can be about.</summary>
public sealed record GoalChoice(int Id, string Name);
