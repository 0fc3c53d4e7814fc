using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Archive;

/// <summary>A record with its place in its table, from 1.</summary>
internal sealed record Recorded<T>(int Record, T Row);

/// <summary>What an archive says of lessons, read and checked record by record.</summary>
internal sealed class TeachingTables
{
    public const string Enrollments = "enrollments";
    public const string Lessons = "lessons";
    public const string Requests = "slot_requests";

    private readonly DateTime _nowUtc;

    public TeachingTables(ArchiveFile file, DateTime nowUtc)
    {
        _nowUtc = nowUtc;
        AllEnrollments = Keyed<ArchivedEnrollment>(file, Enrollments, e => e.Id, e => e.Course is { Length: > 0 and <= Enrollment.MaxCourse } ? null : PeopleTexts.Refused_Course);
        AllSeries = Keyed<ArchivedSeries>(file, "lesson_series", s => s.Id, WhyNot);
        AllLessons = Keyed<ArchivedLesson>(file, Lessons, l => l.Id, l =>
            AllEnrollments.ContainsKey(l.CourseEnrollmentId) ? WhyNot(l) : TeachingTexts.Row_NoEnrollment);
        Reviews = Of<ArchivedLessonReview>(file, "lesson_reviews", r => !AllLessons.ContainsKey(r.LessonId) ? TeachingTexts.Row_NoLesson
                : r.Rating is < 1 or > 5 || r.Text?.Length > LessonReview.MaxText ? TeachingTexts.Row_Review : null)
            .Select(r => r.Row).DistinctBy(r => (r.LessonId, r.Side)).ToLookup(r => r.LessonId);
        var boards = AllLessons.Values.Select(l => l.Row.WhiteboardId).OfType<int>().ToHashSet();
        Marks = Of<ArchivedBoardEvent>(file, "whiteboard_events", e => !boards.Contains(e.WhiteboardId) ? TeachingTexts.Row_NoLesson
                : e.Mark is null ? TeachingTexts.Row_Mark : e.Mark.Check()?.Message)
            .Select(e => e.Row).DistinctBy(e => (e.WhiteboardId, e.Mark.Uid)).ToLookup(e => e.WhiteboardId);
        Closures = [.. Of<ArchivedClosure>(file, "closed_periods", c => c.Name is { Length: > 0 and <= ClosedPeriod.MaxName } && c.Last >= c.First
            && c.Last.DayNumber - c.First.DayNumber < ClosureService.MaxDays ? null : TeachingTexts.Row_Closure).Select(c => c.Row)];
        Offer = Of<ArchivedOffer>(file, "tutor_offers", o => o.LessonMinutes is >= 15 and <= 480 && o.BufferMinutes is >= 0 and <= 240 && o.NoticeHours is >= 0 and <= 336
            && (o.Hours ?? []).All(h => h is not null && Enum.IsDefined(h.Day) && h.To > h.From) ? null : TeachingTexts.Row_Offer).FirstOrDefault()?.Row;
        Terms = Of<ArchivedAttendanceTerms>(file, "attendance_terms", t => t.AbsencesInARow is >= 1 and <= AttendanceTerms.MaxAbsences && t.BelowPercent is >= 0 and <= 100
            ? null : TeachingTexts.Row_Terms).FirstOrDefault()?.Row;
        AllRequests = Keyed<ArchivedRequest>(file, Requests, r => r.Id, r => !AllEnrollments.ContainsKey(r.EnrollmentId) ? TeachingTexts.Row_NoEnrollment
            : r.Minutes is >= 5 and <= 1440 && (r.Message?.Length ?? 0) <= SlotRequest.MaxText && (r.Answer?.Length ?? 0) <= SlotRequest.MaxText && IsInRange(r.StartsAt)
                ? null : TeachingTexts.Row_Request);
    }

    public IReadOnlyDictionary<int, Recorded<ArchivedEnrollment>> AllEnrollments { get; }

    public IReadOnlyDictionary<int, Recorded<ArchivedSeries>> AllSeries { get; }

    public IReadOnlyDictionary<int, Recorded<ArchivedLesson>> AllLessons { get; }

    public IReadOnlyDictionary<int, Recorded<ArchivedRequest>> AllRequests { get; }

    public ILookup<int, ArchivedLessonReview> Reviews { get; }

    public ILookup<int, ArchivedBoardEvent> Marks { get; }

    public IReadOnlyList<ArchivedClosure> Closures { get; }

    public ArchivedOffer? Offer { get; }

    public ArchivedAttendanceTerms? Terms { get; }

    public static LessonSlot SlotOf(ArchivedLesson row) => new(row.SessionDate, row.StartTime, row.EndTime, row.TimeZone);

    public static LessonDetails DetailsOf(ArchivedLesson row) => new()
    {
        Topics = row.Topics ?? [], Mode = row.SessionMode, Location = row.Location, JoinLink = row.JoinLink, Priority = row.PriorityLevel,
        NotificationEnabled = row.NotificationEnabled, AlarmEnabled = row.AlarmEnabled, AlarmBeforeMinutes = row.AlarmBeforeMinutes,
        IsFeatured = row.IsFeatured, Homework = row.Homework, Note = row.Note,
    };

    public static RecurrenceSeries RecurrenceOf(ArchivedSeries row) => new(
        row.Start, TimeZoneInfo.FindSystemTimeZoneById(row.TimeZone), row.Rule is null ? null : RuleParser.Parse(row.Rule).Value, row.Exceptions, row.Additions);

    /// <summary>An instant of the archive, UTC.</summary>
    public static DateTime Utc(DateTime at) => at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);

    private static bool IsInRange(DateTime at) => at.Year is >= 2000 and <= 2200;

    private string? WhyNot(ArchivedLesson row)
    {
        if (row.TimeZone is null || new[] { row.Topics, row.TopicsCovered, row.TopicsPartly, row.TopicsCarried }.OfType<IReadOnlyList<string>>().Any(
            list => list.Count > LessonDetails.MaxTopics * 2 || list.Any(t => string.IsNullOrWhiteSpace(t) || t.Length > LessonDetails.MaxText)))
        {
            return TeachingTexts.Row_Topics;
        }
        if (new LessonDraft { Slot = SlotOf(row), Details = DetailsOf(row) }.Check().FirstOrDefault() is { } fault)
        {
            return $"{fault.Field}: {fault.Message}";
        }
        return row.StudentLateMinutes is < 0 or > Lesson.MaxLateMinutes || row.TutorLateMinutes is < 0 or > Lesson.MaxLateMinutes ? TeachingTexts.Row_Late
            : row.Apology?.Length > LessonDetails.MaxText || row.CancelReason?.Length > LessonDetails.MaxText ? LessonTexts.Refused_TooLong.With(LessonDetails.MaxText)
            : !IsInRange(row.CreatedAt) ? TeachingTexts.Row_Created
            // It would be a fact of what nobody did.
            : row.Status is LessonStatus.Completed && SlotOf(row).StartsAt > _nowUtc.AddDays(1) ? TeachingTexts.Row_TooSoon
            : null;
    }

    private static string? WhyNot(ArchivedSeries row)
    {
        if (row.Uid is not { Length: > 0 and <= 64 } || row.Minutes is < 1 or > 1440 || !IsInRange(row.Start) || !IsInRange(row.CreatedAt) || row.Enrollments is not { Count: > 0 }
            || row.Exceptions is { Count: > MaxDates } || row.Additions is { Count: > MaxDates } || row.Details is not { Topics: not null })
        {
            return TeachingTexts.Row_Series;
        }
        var slot = LessonSlot.At(row.Start, TimeSpan.FromMinutes(row.Minutes), row.TimeZone ?? "");
        if (new LessonDraft { Slot = slot, Details = row.Details }.Check().FirstOrDefault() is { } fault)
        {
            return $"{fault.Field}: {fault.Message}";
        }
        return row.Rule is null || RuleParser.Parse(row.Rule) is not { Refusal: { } refusal } ? null : refusal.Message;
    }

    private const int MaxDates = 5000;

    private static Dictionary<int, Recorded<T>> Keyed<T>(ArchiveFile file, string table, Func<T, int> keyOf, Func<T, string?> whyNot)
        where T : class
    {
        var rows = new Dictionary<int, Recorded<T>>();
        file.Read<T>(table, (record, row) =>
        {
            var reason = whyNot(row) ?? (rows.TryAdd(keyOf(row), new Recorded<T>(record, row)) ? null : ArchiveTexts.Row_Twice);
            if (reason is not null)
            {
                file.Refuse(table, record, reason);
            }
        });
        return rows;
    }

    private static List<Recorded<T>> Of<T>(ArchiveFile file, string table, Func<T, string?> whyNot)
        where T : class
    {
        var rows = new List<Recorded<T>>();
        file.Read<T>(table, (record, row) =>
        {
            if (whyNot(row) is { } reason)
            {
                file.Refuse(table, record, reason);
                return;
            }
            rows.Add(new Recorded<T>(record, row));
        });
        return rows;
    }
}
