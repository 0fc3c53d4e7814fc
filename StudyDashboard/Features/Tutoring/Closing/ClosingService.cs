using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>
/// Says how lessons went: attendance, topics, note, homework, their end. What the student learned, and the topics that go to the next
/// lesson, follow in the same transaction.
/// </summary>
public sealed class ClosingService(LessonRecorder recorder)
{
    /// <summary>Closes a lesson, or saves its form without completing it; a group lesson as one block.</summary>
    public async Task<Outcome<LessonRecording<Lesson>>> CloseAsync(int tutorId, int lessonId, LessonClosing closing, CancellationToken cancellationToken)
    {
        if (closing.Check().ToRefusal() is { } refusal)
        {
            return refusal;
        }
        return await RecordAsync(tutorId, LessonVerb.Close, lessonId, async (book, lesson, block) =>
        {
            if (Stale(block, closing) is { } stale)
            {
                return stale;
            }
            if (closing.Completes && !HasBegun(lesson, book))
            {
                return Refusal.Conflict(ClosingTexts.Refused_NotBegun);
            }
            var planned = block.SelectMany(l => l.Topics).ToHashSet();
            foreach (var row in block)
            {
                if (closing.Students.FirstOrDefault(s => s.LessonId == row.Id) is { } said && Mark(book, row, said.Mark, closing.Tutor) is { } early)
                {
                    return early;
                }
                row.Cover(Own(closing.Covered, row, planned), Own(closing.Partly.Except(closing.Covered), row, planned));
                row.WriteNote(closing.Note.NullIfBlank());
                row.WriteHomework(closing.Homework.NullIfBlank());
                if (closing.Completes)
                {
                    row.Complete();
                }
                if (row.Status == LessonStatus.Completed)
                {
                    await TopicCarry.GiveAsync(book, row, cancellationToken);
                }
            }
            return null;
        }, cancellationToken);
    }

    /// <summary>Says parts of how a lesson went.</summary>
    /// <param name="tutorId">Whose lesson.</param>
    /// <param name="lessonId">The lesson.</param>
    /// <param name="version">The version that was read; null to write over whatever is there.</param>
    /// <param name="report">What is said.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    public async Task<Outcome<LessonRecording<Lesson>>> ReportAsync(
        int tutorId, int lessonId, int? version, LessonReport report, CancellationToken cancellationToken)
    {
        return await RecordAsync(tutorId, LessonVerb.Attend, lessonId, async (book, lesson, block) =>
        {
            if (version is not null && lesson.Version != version)
            {
                return Refusal.Stale(LessonTexts.Refused_Stale);
            }
            if (report.Check().ToRefusal() is { } refusal)
            {
                return refusal;
            }
            foreach (var row in block)
            {
                var student = row.Id == lesson.Id || report.IsForAll ? report.Student : null;
                if (Mark(book, row, student, report.Tutor) is { } early)
                {
                    return early;
                }
                if (report.HasTexts)
                {
                    row.WriteNote(report.Note.NullIfBlank());
                    row.WriteHomework(report.Homework.NullIfBlank());
                }
                row.Cover(report.Covered ?? row.TopicsCovered, report.Partly ?? row.TopicsPartly);
                if (report.Status is { } status && Move(book, row, status) is { } refused)
                {
                    return refused;
                }
                await (row.Status == LessonStatus.Completed ? TopicCarry.GiveAsync(book, row, cancellationToken) : TopicCarry.TakeBackAsync(book, row, cancellationToken));
            }
            return null;
        }, cancellationToken);
    }

    /// <summary>Marks all students of a lesson as present.</summary>
    public Task<Outcome<LessonRecording<Lesson>>> AllPresentAsync(int tutorId, int lessonId, CancellationToken cancellationToken) =>
        ReportAsync(tutorId, lessonId, null, new LessonReport { Student = AttendanceMark.Present, IsForAll = true }, cancellationToken);

    /// <summary>Opens a closed lesson again. Attendance and topics stay to be corrected; what followed is taken back.</summary>
    public Task<Outcome<LessonRecording<Lesson>>> ReopenAsync(int tutorId, int lessonId, int? version, CancellationToken cancellationToken) =>
        ReportAsync(tutorId, lessonId, version, new LessonReport { Status = LessonStatus.Scheduled }, cancellationToken);

    /// <summary>Takes a student's apology as an excuse.</summary>
    public Task<Outcome<LessonRecording<Lesson>>> ExcuseAsync(int tutorId, int lessonId, CancellationToken cancellationToken) =>
        ReportAsync(tutorId, lessonId, null, new LessonReport { Student = new AttendanceMark(Attendance.Excused) }, cancellationToken);

    private Task<Outcome<LessonRecording<Lesson>>> RecordAsync(
        int tutorId, LessonVerb verb, int lessonId, Func<LessonBook, Lesson, List<Lesson>, Task<Refusal?>> command, CancellationToken cancellationToken) =>
        recorder.RecordAsync<Lesson>(tutorId, verb, async book =>
        {
            if (await book.FindAsync(lessonId, cancellationToken) is not { } lesson)
            {
                return Refusal.NotFound(LessonTexts.Refused_NotThere);
            }
            if (lesson.Status == LessonStatus.Cancelled)
            {
                return Refusal.Conflict(ClosingTexts.Refused_Cancelled);
            }
            var block = (await book.BlockOfAsync(lesson, cancellationToken)).FindAll(l => l.Status != LessonStatus.Cancelled);
            return await command(book, lesson, block) is { } refusal ? refusal : lesson;
        }, cancellationToken: cancellationToken);

    private static Refusal? Stale(List<Lesson> block, LessonClosing closing) =>
        closing.Students.Any(s => s.Version is { } read && block.Find(l => l.Id == s.LessonId)?.Version != read)
            ? Refusal.Stale(LessonTexts.Refused_Stale)
            : null;

    /// <summary>Before the start only an excuse can be known.</summary>
    private static Refusal? Mark(LessonBook book, Lesson lesson, AttendanceMark? student, AttendanceMark? tutor)
    {
        var isEarly = !HasBegun(lesson, book)
            && ((student is not null && student.Status is not (null or Attendance.Excused) && student.Status != lesson.StudentAttendanceStatus)
                || (tutor is not null && tutor.Status is not (null or Attendance.Excused) && tutor.Status != lesson.TutorAttendanceStatus));
        if (isEarly)
        {
            return Refusal.Conflict(ClosingTexts.Refused_NotBegun);
        }
        if (student is not null)
        {
            lesson.MarkStudent(student.Status, student.LateMinutes);
        }
        if (tutor is not null)
        {
            lesson.MarkTutor(tutor.Status, tutor.LateMinutes);
        }
        return null;
    }

    private static Refusal? Move(LessonBook book, Lesson lesson, LessonStatus status)
    {
        if (status == lesson.Status)
        {
            return null;
        }
        if (status is LessonStatus.Completed or LessonStatus.InProgress && !HasBegun(lesson, book))
        {
            return Refusal.Conflict(ClosingTexts.Refused_NotBegun);
        }
        switch (status)
        {
            case LessonStatus.Completed: lesson.Complete(); break;
            case LessonStatus.InProgress when lesson.Status == LessonStatus.Scheduled: lesson.Begin(); break;
            case LessonStatus.InProgress:
                lesson.Reopen();
                lesson.Begin();
                break;
            case LessonStatus.Scheduled: lesson.Reopen(); break;
            default: throw new ArgumentOutOfRangeException(nameof(status), status, null);
        }
        return null;
    }

    private static bool HasBegun(Lesson lesson, LessonBook book) => lesson.StartsAt <= book.NowUtc;

    /// <summary>The topics that a row of a group has in its own plan, and those that nobody planned.</summary>
    private static IEnumerable<string> Own(IEnumerable<string> topics, Lesson row, HashSet<string> planned) =>
        topics.Where(t => row.Topics.Contains(t) || !planned.Contains(t));
}
