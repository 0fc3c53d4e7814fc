using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Features.Tutoring.Whiteboards;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>Writes a person's lessons, as tutor and as student, into their archive.</summary>
internal static class TeachingExport
{
    public static async Task WriteAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("enrollments", "Courses: who taught you, and whom you taught.", () =>
            (from e in context.Set<Enrollment>().AsNoTracking()
             where e.StudentId == personId || e.TutorId == personId
             join tutor in context.Users on e.TutorId equals tutor.Id
             join student in context.Users on e.StudentId equals student.Id
             orderby e.Id
             select new ArchivedEnrollment
             {
                 Id = e.Id, Course = e.Course, Taught = e.TutorId == personId, OtherId = e.TutorId == personId ? e.StudentId : e.TutorId, Tutor = tutor.DisplayName,
                 Student = student.DisplayName, Status = e.Status, From = e.From, To = e.To,
             }).AsAsyncEnumerable(), cancellationToken);
        var lessons = context.Set<Lesson>().AsNoTracking().Where(l => l.StudentId == personId || l.TutorId == personId).OrderBy(l => l.Id);
        await archive.AddAsync("lesson_series", "Lessons that repeat, of those that you give: the rule, and what all of them share.", () => context.Set<LessonSeries>().AsNoTracking()
            .Where(s => s.TutorId == personId).OrderBy(s => s.Id)
            .Select(s => new ArchivedSeries
            {
                Id = s.Id, Uid = s.Uid, ParentId = s.ParentId, Start = s.Start, Minutes = (int)s.Length.TotalMinutes, TimeZone = s.TimeZone, Rule = s.Rule, Exceptions = s.Exceptions,
                Additions = s.Additions, Details = s.Details, FilledUntil = s.FilledUntil, CreatedAt = s.CreatedAt, Enrollments = s.Members.Select(m => m.EnrollmentId).ToList(),
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("lessons", "A lesson of one student a row, as tutor or as student. Times are those of the clock in its zone.", () => lessons
            .Select(l => new ArchivedLesson
            {
                Id = l.Id, CourseEnrollmentId = l.CourseEnrollmentId, Topics = l.Topics, TopicsCovered = l.TopicsCovered, TopicsPartly = l.TopicsPartly,
                TopicsCarried = l.TopicsCarried, CarriedToId = l.CarriedToId, SessionDate = l.SessionDate, StartTime = l.StartTime, EndTime = l.EndTime, Duration = l.Duration,
                TimeZone = l.TimeZone, StartsAt = l.StartsAt, EndsAt = l.EndsAt, SessionMode = l.SessionMode, Location = l.Location, JoinLink = l.JoinLink, WhiteboardId = l.WhiteboardId,
                TutorAttendanceStatus = l.TutorAttendanceStatus, TutorLateMinutes = l.TutorLateMinutes, StudentAttendanceStatus = l.StudentAttendanceStatus,
                StudentLateMinutes = l.StudentLateMinutes, Apology = l.Apology, ApologizedAt = l.ApologizedAt, PriorityLevel = l.PriorityLevel, IsRecurring = l.IsRecurring,
                SessionFrequency = l.SessionFrequency, RecurringPattern = l.RecurringPattern, NotificationEnabled = l.NotificationEnabled, AlarmEnabled = l.AlarmEnabled,
                AlarmBeforeMinutes = l.AlarmBeforeMinutes, IsFeatured = l.IsFeatured, Status = l.Status, CancelReason = l.CancelReason, Homework = l.Homework, Note = l.Note,
                SeriesId = l.SeriesId, OriginalStart = l.OriginalStart, GroupKey = l.GroupKey, CreatedAt = l.CreatedAt, UpdatedAt = l.UpdatedAt,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("lesson_reviews", "What was said of your lessons, as far as you may read it.", () => context.Set<LessonReview>().AsNoTracking()
            .Join(lessons, r => r.LessonId, l => l.Id, (r, l) => new { r, l.TutorId })
            .Where(x => x.TutorId == personId || x.r.Side != LessonSide.Guardian || x.r.AuthorId == personId).OrderBy(x => x.r.Id)
            .Select(x => new ArchivedLessonReview { LessonId = x.r.LessonId, Side = x.r.Side, Rating = x.r.Rating, Text = x.r.Text, CreatedAt = x.r.CreatedAt, UpdatedAt = x.r.UpdatedAt })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("whiteboard_events", "What was drawn on your lessons' whiteboards, in order.", () => context.Set<BoardEvent>().AsNoTracking()
            .Where(e => lessons.Any(l => l.WhiteboardId == e.BoardId)).OrderBy(e => e.Id)
            .Select(e => new ArchivedBoardEvent { WhiteboardId = e.BoardId, Mine = e.AuthorId == personId, Mark = e.Mark, At = e.At, UndoneAt = e.UndoneAt })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("closed_periods", "Days on which you give no lessons.", () => context.Set<ClosedPeriod>().AsNoTracking()
            .Where(c => c.TutorId == personId).OrderBy(c => c.Id)
            .Select(c => new ArchivedClosure { Name = c.Name, First = c.First, Last = c.Last, Handling = c.Handling }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("tutor_offers", "When you can be asked for lessons.", () => context.Set<TutorOffer>().AsNoTracking()
            .Where(o => o.TutorId == personId)
            .Select(o => new ArchivedOffer { IsPublished = o.IsPublished, Hours = o.Hours, LessonMinutes = o.LessonMinutes, BufferMinutes = o.BufferMinutes, NoticeHours = o.NoticeHours })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("slot_requests", "Lessons that were asked for, by you or of you.", () => context.Set<SlotRequest>().AsNoTracking()
            .Where(r => r.TutorId == personId || r.StudentId == personId || r.AskedById == personId).OrderBy(r => r.Id)
            .Select(r => new ArchivedRequest
            {
                Id = r.Id, EnrollmentId = r.EnrollmentId, Mine = r.AskedById == personId, StartsAt = r.StartsAt, Minutes = r.Minutes, Message = r.Message, Status = r.Status,
                Answer = r.Answer, LessonId = r.LessonId, CreatedAt = r.CreatedAt, AnsweredAt = r.AnsweredAt,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("attendance_terms", "When you want to hear of absences.", () => context.Set<AttendanceTerms>().AsNoTracking()
            .Where(t => t.TutorId == personId)
            .Select(t => new ArchivedAttendanceTerms { AbsencesInARow = t.AbsencesInARow, BelowPercent = t.BelowPercent }).AsAsyncEnumerable(), cancellationToken);
    }
}
