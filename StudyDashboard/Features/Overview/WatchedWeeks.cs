using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Overview;

/// <summary>The weeks of the students whom someone looks after or teaches, as far as this person may see them.</summary>
public sealed class WatchedWeeks(
    GuardianService guardians, EnrollmentService enrollments, StudentAccess access, ProfileService profiles, TodayService today, PlanReader plans,
    TimeProvider clock)
{
    /// <summary>A guardian's children, then a tutor's students, each by name.</summary>
    public async Task<IReadOnlyList<WatchedWeek>> OfAsync(Profile viewer, CancellationToken cancellationToken)
    {
        var watched = new List<WatchedWeek>();
        if (viewer.IsGuardian)
        {
            foreach (var child in await guardians.ChildrenAsync(viewer.Id, cancellationToken))
            {
                await AddAsync(watched, viewer, child.Id, null, cancellationToken);
            }
        }
        if (viewer.IsTutor)
        {
            foreach (var student in (await enrollments.OfTutorAsync(viewer.Id, cancellationToken)).GroupBy(s => s.StudentId))
            {
                await AddAsync(watched, viewer, student.Key, string.Join(", ", student.Select(s => s.Course)), cancellationToken);
            }
        }
        return [.. watched.DistinctBy(w => w.StudentId)];
    }

    private async Task AddAsync(List<WatchedWeek> watched, Profile viewer, int studentId, string? courses, CancellationToken cancellationToken)
    {
        if (await access.MayAsync(viewer.Id, studentId, StudentView.Totals, cancellationToken)
            && await profiles.GetAsync(studentId, cancellationToken) is { } student)
        {
            var (week, streakDays) = await today.WeekAsync(student, cancellationToken);
            var plan = await plans.ActiveAsync(studentId, cancellationToken);
            watched.Add(new WatchedWeek(studentId, student.DisplayName, courses, student.Calendar.DayOf(clock.NowUtc()), week, streakDays, plan));
        }
    }
}

/// <summary>A student's week as a guardian or tutor sees it.</summary>
/// <param name="StudentId">The student.</param>
/// <param name="Name">Their name.</param>
/// <param name="Courses">What the tutor teaches them; null for a guardian's child.</param>
/// <param name="Today">The student's study day, which need not be the viewer's.</param>
/// <param name="Week">Planned against done.</param>
/// <param name="StreakDays">Days of the streak that goes on.</param>
/// <param name="PlanId">Their active plan, if they have one.</param>
public sealed record WatchedWeek(int StudentId, string Name, string? Courses, DateOnly Today, WeekFigures Week, int StreakDays, int? PlanId);
