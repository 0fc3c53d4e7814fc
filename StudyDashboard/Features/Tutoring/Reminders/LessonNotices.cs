using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Reminders;

/// <summary>Lets reminders follow the lessons, and tells students and guardians what their tutor changed, in the change's own transaction.</summary>
internal sealed class LessonNotices(NoticePlanner planner) : ILessonConsequence, IReminderSource
{
    public async Task FollowAsync(
        StudyDbContext context, LessonVerb verb, IReadOnlyList<LessonDelta> deltas, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var courses = await CoursesAsync(context, deltas.Select(d => d.Any.CourseEnrollmentId), cancellationToken);
        var lines = deltas.Select(d => new LessonLine(NoticeOf(d.Before, courses), NoticeOf(d.After, courses))).ToList();
        await planner.WithdrawAsync(context, [.. deltas.Where(d => d.After is null).Select(d => d.Any.Id)], cancellationToken);
        // One that was put off beyond the horizon still has reminders of its former time: those further away than both need none.
        var near = nowUtc + NoticePlanner.Horizon;
        await planner.PlanRemindersAsync(
            context, [.. lines.Where(l => l.After is not null && (l.After.StartsAt <= near || l.Before?.StartsAt <= near)).Select(l => l.After!)], nowUtc, cancellationToken);
        // What is stored ahead by the duty was told when the series was made; what is imported is history.
        if (verb is not (LessonVerb.Fill or LessonVerb.Import))
        {
            var tutor = deltas.Select(d => (int?)d.Any.TutorId).FirstOrDefault();
            await planner.AnnounceChangesAsync(context, lines, tutor, nowUtc, cancellationToken);
        }
        if (verb == LessonVerb.Apologize)
        {
            await TellOfApologiesAsync(context, deltas, courses, nowUtc, cancellationToken);
        }
    }

    public async Task<IReadOnlyList<LessonNotice>> BeginningAsync(
        StudyDbContext context, int? personId, DateTime fromUtc, DateTime toUtc, CancellationToken cancellationToken)
    {
        var lessons = context.Set<Lesson>().AsNoTracking().Where(l => l.StartsAt >= fromUtc && l.StartsAt < toUtc && l.Status == LessonStatus.Scheduled);
        if (personId is { } id)
        {
            var students = await context.StudentsSeenByAsync(id, cancellationToken);
            lessons = lessons.Where(l => l.TutorId == id || students.Contains(l.StudentId));
        }
        var found = await lessons.OrderBy(l => l.StartsAt).ToListAsync(cancellationToken);
        var courses = await CoursesAsync(context, found.Select(l => l.CourseEnrollmentId), cancellationToken);
        return [.. found.Select(l => NoticeOf(l, courses)!)];
    }

    /// <summary>The tutor hears of an apology, of other words for it, and that it is taken back; of the same words twice only once.</summary>
    private async Task TellOfApologiesAsync(
        StudyDbContext context, IReadOnlyList<LessonDelta> deltas, Dictionary<int, string> courses, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var (before, after) in deltas)
        {
            if (before is not null && after is not null && before.Apology != after.Apology)
            {
                var kind = after.Apology is null ? NoticeKind.LessonApologyWithdrawn : NoticeKind.LessonApology;
                await planner.TellAsync(context, kind, NoticeOf(after, courses)! with { Reason = after.Apology }, [after.TutorId], nowUtc, cancellationToken);
            }
        }
    }

    private static async Task<Dictionary<int, string>> CoursesAsync(StudyDbContext context, IEnumerable<int> enrollments, CancellationToken cancellationToken)
    {
        var ids = enrollments.ToHashSet();
        return await context.Set<Enrollment>().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Course, cancellationToken);
    }

    private static LessonNotice? NoticeOf(Lesson? lesson, Dictionary<int, string> courses) => lesson is null ? null : new LessonNotice
    {
        LessonId = lesson.Id,
        Title = courses.GetValueOrDefault(lesson.CourseEnrollmentId, ""),
        StartsAt = lesson.StartsAt,
        EndsAt = lesson.EndsAt,
        Zone = lesson.TimeZone,
        Mode = Words<LessonMode>.Of(lesson.SessionMode),
        JoinLink = lesson.JoinLink,
        Place = lesson.Location,
        Reason = lesson.CancelReason,
        TutorId = lesson.TutorId,
        StudentId = lesson.StudentId,
        // A completed one is over, not called off.
        IsOn = lesson.Status != LessonStatus.Cancelled,
        NotificationEnabled = lesson.NotificationEnabled,
        AlarmEnabled = lesson.AlarmEnabled,
        AlarmBeforeMinutes = lesson.AlarmBeforeMinutes,
        Address = PageAddresses.Lesson(lesson.Id),
    };
}
