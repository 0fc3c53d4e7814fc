using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>A lesson's words for people.</summary>
public static class LessonLabels
{
    public static string Of(LessonMode mode) => Text($"Mode_{mode}");

    public static string Of(LessonPriority priority) => Text($"Priority_{priority}");

    public static string Of(LessonStatus status) => Text($"Status_{status}");

    public static string Of(ScheduleView view) => Text($"View_{view}");

    private static string Text(string key) =>
        ScheduleTexts.ResourceManager.GetString(key, ScheduleTexts.Culture) ?? throw new InvalidOperationException($"No text {key}.");
}
