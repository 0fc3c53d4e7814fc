using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts;

/// <summary>A feature above that minds when a change of zone or day start moves a person's study day.</summary>
public interface IDayShift
{
    /// <summary>The study day of one and the same instant was <paramref name="before"/> and is <paramref name="after"/>; on the open transaction, without saving.</summary>
    Task ShiftAsync(StudyDbContext context, int personId, DateOnly before, DateOnly after, CancellationToken cancellationToken);
}
