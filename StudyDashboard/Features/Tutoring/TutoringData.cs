using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring;

/// <summary>
/// Who teaches the person, whom the person teaches, and their lessons. Lessons that were held belong to both sides: when one goes, the
/// other keeps them beside a nameless placeholder (rules.md 19).
/// </summary>
internal sealed class TutoringData(TimeProvider clock) : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("enrollments", "Courses: who taught you, and whom you taught.", () =>
            (from e in context.Set<Enrollment>().AsNoTracking()
             where e.StudentId == personId || e.TutorId == personId
             join tutor in context.Users on e.TutorId equals tutor.Id
             join student in context.Users on e.StudentId equals student.Id
             orderby e.Id
             select new { e.Id, e.Course, Tutor = tutor.DisplayName, Student = student.DisplayName, e.Status, e.From, e.To }).AsAsyncEnumerable(), cancellationToken);
        var lessons = context.Set<Lesson>().AsNoTracking().Where(l => l.StudentId == personId || l.TutorId == personId).OrderBy(l => l.Id);
        await archive.AddAsync("lessons", "A lesson of one student a row, as tutor or as student. Times are those of the clock in its zone.", () => lessons
            .Select(l => new
            {
                l.Id, l.CourseEnrollmentId, l.Topics, l.TopicsCovered, l.TopicsPartly, l.SessionDate, l.StartTime, l.EndTime, l.Duration, l.TimeZone, l.StartsAt, l.EndsAt,
                l.SessionMode, l.Location, l.JoinLink, l.TutorAttendanceStatus, l.TutorLateMinutes, l.StudentAttendanceStatus, l.StudentLateMinutes, l.Apology, l.PriorityLevel,
                l.IsRecurring, l.SessionFrequency, l.RecurringPattern, l.NotificationEnabled, l.AlarmEnabled, l.AlarmBeforeMinutes, l.IsFeatured, l.Status, l.CancelReason,
                l.Homework, l.Note, l.SeriesId, l.GroupKey, l.CreatedAt, l.UpdatedAt,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("lesson_reviews", "What was said of your lessons, as far as you may read it.", () => context.Set<LessonReview>().AsNoTracking()
            .Join(lessons, r => r.LessonId, l => l.Id, (r, l) => new { r, l.TutorId })
            .Where(x => x.TutorId == personId || x.r.Side != LessonSide.Guardian || x.r.AuthorId == personId).OrderBy(x => x.r.Id)
            .Select(x => new { x.r.LessonId, x.r.Side, x.r.Rating, x.r.Text, x.r.CreatedAt, x.r.UpdatedAt }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("closed_periods", "Days on which you give no lessons.", () => context.Set<ClosedPeriod>().AsNoTracking()
            .Where(c => c.TutorId == personId).OrderBy(c => c.Id).Select(c => new { c.Name, c.First, c.Last, c.Handling }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("tutor_offers", "When you can be asked for lessons.", () => context.Set<TutorOffer>().AsNoTracking()
            .Where(o => o.TutorId == personId).Select(o => new { o.IsPublished, o.Hours, o.LessonMinutes, o.BufferMinutes, o.NoticeHours }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("slot_requests", "Lessons that were asked for, by you or of you.", () => context.Set<SlotRequest>().AsNoTracking()
            .Where(r => r.TutorId == personId || r.StudentId == personId || r.AskedById == personId).OrderBy(r => r.Id)
            .Select(r => new { r.Id, r.StartsAt, r.Minutes, r.Message, r.Status, r.Answer, r.LessonId, r.CreatedAt, r.AnsweredAt }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("attendance_terms", "When you want to hear of absences.", () => context.Set<AttendanceTerms>().AsNoTracking()
            .Where(t => t.TutorId == personId).Select(t => new { t.AbsencesInARow, t.BelowPercent }).AsAsyncEnumerable(), cancellationToken);
    }

    public async Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lessons = context.Set<Lesson>().Where(l => l.StudentId == personId || l.TutorId == personId);
        var tutors = await lessons.Select(l => l.TutorId).Distinct().ToListAsync(cancellationToken);
        // The journal holds lessons as they were, with names' ids and words; it goes, and with it the undo of these changes.
        await context.Set<LessonChange>().Where(c => tutors.Contains(c.TutorId)).ExecuteDeleteAsync(cancellationToken);
        await context.Set<LessonReview>().Where(r => r.AuthorId == personId).ExecuteUpdateAsync(r => r.SetProperty(x => x.Text, ""), cancellationToken);
        // What is to come does not take place; what was held stays for the other side.
        await lessons.Where(l => l.StartsAt > now).ExecuteDeleteAsync(cancellationToken);
        await EndSeriesAsync(context, personId, cancellationToken);
        if (await lessons.AnyAsync(l => l.StudentId == personId, cancellationToken))
        {
            var nobody = (await context.AddUnclaimedStudentAsync(ClosingTexts.Former_Student, "UTC", now, cancellationToken)).Id;
            await context.Set<Lesson>().Where(l => l.StudentId == personId).ExecuteUpdateAsync(
                l => l.SetProperty(x => x.StudentId, nobody).SetProperty(x => x.Apology, (string?)null).SetProperty(x => x.Note, (string?)null), cancellationToken);
            await context.Set<Enrollment>().Where(e => e.StudentId == personId && context.Set<Lesson>().Any(l => l.CourseEnrollmentId == e.Id)).ExecuteUpdateAsync(
                e => e.SetProperty(x => x.StudentId, nobody).SetProperty(x => x.Status, EnrollmentStatus.Ended), cancellationToken);
        }
        if (await lessons.AnyAsync(l => l.TutorId == personId, cancellationToken))
        {
            var nobody = Person.CreateUnclaimed(ClosingTexts.Former_Tutor, now);
            nobody.NormalizedUserName = nobody.UserName!.ToUpperInvariant();
            nobody.SecurityStamp = Guid.NewGuid().ToString("n");
            context.Users.Add(nobody);
            await context.SaveChangesAsync(cancellationToken);
            await context.Set<Lesson>().Where(l => l.TutorId == personId).ExecuteUpdateAsync(l => l.SetProperty(x => x.TutorId, nobody.Id), cancellationToken);
            await context.Set<Whiteboard>().Where(b => b.TutorId == personId).ExecuteUpdateAsync(b => b.SetProperty(x => x.TutorId, nobody.Id), cancellationToken);
            await context.Set<Enrollment>().Where(e => e.TutorId == personId && context.Set<Lesson>().Any(l => l.CourseEnrollmentId == e.Id)).ExecuteUpdateAsync(
                e => e.SetProperty(x => x.TutorId, nobody.Id).SetProperty(x => x.Status, EnrollmentStatus.Ended), cancellationToken);
        }
    }

    /// <summary>Lessons of the person's series become single ones; a series without a member is none.</summary>
    private static async Task EndSeriesAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await context.Set<Lesson>().Where(l => (l.StudentId == personId || l.TutorId == personId) && l.SeriesId != null).ExecuteUpdateAsync(
            l => l.SetProperty(x => x.SeriesId, (int?)null).SetProperty(x => x.OriginalStart, (DateTime?)null).SetProperty(x => x.IsRecurring, false)
                .SetProperty(x => x.SessionFrequency, SessionFrequency.OneTime), cancellationToken);
        await context.Set<SeriesMember>().Where(m => context.Set<Enrollment>().Any(e => e.Id == m.EnrollmentId && (e.StudentId == personId || e.TutorId == personId)))
            .ExecuteDeleteAsync(cancellationToken);
        await context.Set<LessonSeries>().Where(s => s.Members.Count == 0 && !context.Set<Lesson>().Any(l => l.SeriesId == s.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
