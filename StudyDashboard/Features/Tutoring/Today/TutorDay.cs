using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Today;

/// <summary>What a tutor looks at first: today's lessons, those that wait to be closed, and whose attendance to look at.</summary>
public sealed class TutorDay(LessonReader reader, AttendanceService attendances, TimeProvider clock)
{
    /// <summary>All of it, for the study day of now.</summary>
    public async Task<TutorToday> OfAsync(Profile tutor, CancellationToken cancellationToken)
    {
        var today = tutor.Calendar.DayOf(clock.NowUtc());
        var lessons = await reader.BetweenAsync(
            tutor.Id, tutor.Calendar.StartOf(today), tutor.Calendar.StartOf(today.AddDays(1)), new LessonFilter(TutorId: tutor.Id), cancellationToken);
        return new TutorToday(
            Blocks(lessons.Value.Where(r => r.Lesson.Status != LessonStatus.Cancelled)),
            await WaitingAsync(tutor.Id, cancellationToken),
            [.. await attendances.AlertsAsync(tutor.Id, cancellationToken)]);
    }

    /// <summary>The lessons that wait to be closed, the oldest first.</summary>
    public async Task<IReadOnlyList<DayLesson>> WaitingAsync(int tutorId, CancellationToken cancellationToken) =>
        Blocks(await reader.NeedingCloseAsync(tutorId, cancellationToken));

    /// <summary>A group lesson is one.</summary>
    private static IReadOnlyList<DayLesson> Blocks(IEnumerable<LessonRow> rows) =>
    [
        .. rows.GroupBy(r => r.Block).Select(g => new DayLesson(
            g.First().Lesson.Id, g.First().Course, string.Join(", ", g.Select(r => r.StudentName)), g.First().Lesson.StartsAt, g.First().Lesson.EndsAt, g.First().Lesson.JoinLink)),
    ];
}

/// <summary>A tutor's Today.</summary>
public sealed record TutorToday(IReadOnlyList<DayLesson> Lessons, IReadOnlyList<DayLesson> Waiting, IReadOnlyList<AttendanceAlert> Alerts);

/// <summary>A lesson in a list.</summary>
public sealed record DayLesson(int Id, string Course, string Students, DateTime StartsAt, DateTime EndsAt, string? JoinLink);
