using System.Globalization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule.Layers;

/// <summary>Lessons as blocks of the schedule: the rows of a group are one.</summary>
internal static class LessonLayer
{
    public const string Word = "lessons";

    private const int NamesShown = 3;

    public static IReadOnlyList<LayerItem> Items(Profile viewer, IEnumerable<LessonRow> rows, DateTime nowUtc) =>
        [.. rows.GroupBy(r => r.Lesson.GroupKey is { } key ? (object)(r.Lesson.TutorId, key) : r.Lesson.Id).Select(g => Item(viewer, [.. g], nowUtc))];

    public static LayerItem Item(Profile viewer, IReadOnlyList<LessonRow> block, DateTime nowUtc)
    {
        var lesson = block[0].Lesson;
        var taught = lesson.TutorId == viewer.Id;
        var moved = lesson.OriginalStart is { } place && place != lesson.Slot.LocalStart;
        return new LayerItem
        {
            Key = KeyOf(lesson.Id),
            Layer = Word,
            Title = TitleOf(viewer, block),
            Detail = DetailOf(viewer, lesson, moved),
            StartsAt = lesson.StartsAt,
            EndsAt = lesson.EndsAt,
            IsMovable = taught && lesson.Status is LessonStatus.Scheduled or LessonStatus.InProgress,
            Lesson = new LessonMark(
                lesson.Id, lesson.Version, lesson.Status, lesson.PriorityLevel, lesson.IsFeatured, taught, moved,
                taught && block.Any(r => r.Lesson.NeedsClosing(nowUtc)), [lesson.TutorId, .. block.Select(r => r.Lesson.StudentId)]),
        };
    }

    public static string KeyOf(int lessonId) => string.Create(CultureInfo.InvariantCulture, $"{Word}-{lessonId}");

    /// <summary>The course and with whom, as the viewer sees it.</summary>
    public static string TitleOf(Profile viewer, IReadOnlyList<LessonRow> block)
    {
        var (course, mine) = (block[0].Course, block[0].Lesson.TutorId == viewer.Id);
        return mine ? ScheduleTexts.Item_Taught.With(Names(block), course)
            : block.Any(r => r.Lesson.StudentId == viewer.Id) ? ScheduleTexts.Item_Lesson.With(course, block[0].TutorName)
            : ScheduleTexts.Item_Lesson.With(course, ScheduleTexts.Item_ChildWith.With(Names(block), block[0].TutorName));
    }

    private static string Names(IReadOnlyList<LessonRow> block)
    {
        var names = string.Join(", ", block.Take(NamesShown).Select(r => block.Count == 1 ? r.StudentName : r.StudentName.Split(' ')[0]));
        return block.Count > NamesShown ? ScheduleTexts.Item_More.With(names, block.Count - NamesShown) : names;
    }

    private static string DetailOf(Profile viewer, Lesson lesson, bool moved)
    {
        var parts = new List<string>();
        if (!SameWall(viewer, lesson))
        {
            parts.Add(ScheduleTexts.Item_InZone.With(viewer.TimeOf(lesson.StartTime), lesson.TimeZone));
        }
        parts.Add(lesson.Status == LessonStatus.Cancelled ? ScheduleTexts.Item_Cancelled
            : lesson.PriorityLevel == LessonPriority.Urgent ? LessonLabels.Of(lesson.PriorityLevel)
            : string.IsNullOrWhiteSpace(lesson.Location) ? LessonLabels.Of(lesson.SessionMode) : lesson.Location);
        if (moved)
        {
            parts.Add(ScheduleTexts.Item_Moved.With(lesson.OriginalStart!.Value.ToString(ScheduleTexts.Format_DayMonth, CultureInfo.CurrentCulture)));
        }
        return string.Join(" · ", parts);
    }

    /// <summary>Whether the lesson's own clock shows what the viewer's does.</summary>
    public static bool SameWall(Profile viewer, Lesson lesson) =>
        lesson.TimeZone == viewer.TimeZone || viewer.Calendar.LocalOf(lesson.StartsAt) == StudyCalendar.For(lesson.TimeZone, 0).LocalOf(lesson.StartsAt);
}
