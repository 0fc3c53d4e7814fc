using System.Globalization;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>The words of lessons for a person.</summary>
internal static class ClosingLabels
{
    public static string Of(LessonMode mode) => Text($"Mode_{mode}");

    public static string Of(LessonStatus status) => Text($"Status_{status}");

    public static string Of(Attendance mark) => Text($"Attendance_{mark}");

    public static string Of(LessonSide side) => Text($"Side_{side}");

    public static string Of(Attendance? mark, int? lateMinutes) => mark switch
    {
        null => ClosingTexts.Attendance_Unmarked,
        Attendance.Late when lateMinutes is { } minutes => ClosingTexts.Attendance_LateBy.With(minutes),
        { } known => Of(known),
    };

    public static string Of(AttendanceFigures figures) => figures.Rate is { } rate
        ? ClosingTexts.Rate_Of.With(Percent(rate), figures.Came, figures.Held)
        : ClosingTexts.Rate_None;

    /// <summary>Why a tutor is told: "2 absences in a row, attendance 50 %".</summary>
    public static string Of(AttendanceAlert alert) => string.Join(", ", new[]
    {
        alert.IsInARow ? Plural.Of(ClosingTexts.ResourceManager, "Alert_InARow", alert.Enrollment.Figures.AbsentInARow) : null,
        alert.IsTooLow ? ClosingTexts.Alert_Low.With(Percent(alert.Enrollment.Figures.Rate!.Value)) : null,
    }.OfType<string>());

    /// <summary>A share in whole percent. One that is just under a threshold is not rounded onto it.</summary>
    public static string Percent(double share) => Math.Floor(share * 100 + 1e-9).ToString("0", CultureInfo.CurrentCulture);

    private static string Text(string key) => ClosingTexts.ResourceManager.GetString(key, ClosingTexts.Culture)!;
}
