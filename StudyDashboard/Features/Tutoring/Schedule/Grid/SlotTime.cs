using System.Globalization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Schedule.Grid;

/// <summary>Places of the grid: a date and a minute of the viewer's wall clock, in steps.</summary>
public static class SlotTime
{
    /// <summary>Minutes of a step.</summary>
    public const int Step = 15;

    /// <summary>The nearest step within a day. What a browser sends is never taken as it comes.</summary>
    public static int Snap(int minute) => Math.Clamp((int)Math.Round(minute / (double)Step, MidpointRounding.AwayFromZero) * Step, 0, DayLayout.Day);

    /// <summary>A date as the browser names it, or null.</summary>
    public static DateOnly? DateOf(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2200 ? day : null;

    /// <summary>The instant of a place; one that the clocks leave out moves forward, one that comes twice is the first.</summary>
    public static DateTime InstantOf(StudyCalendar zone, DateOnly day, int minute) => zone.InstantOf(day.ToDateTime(default).AddMinutes(minute));

    /// <summary>A lesson's slot when it starts at another instant: in its own zone, as long as before by its own clock.</summary>
    public static LessonSlot StartingAt(LessonSlot slot, DateTime startUtc) =>
        LessonSlot.At(StudyCalendar.For(slot.TimeZone, 0).LocalOf(startUtc), slot.LocalEnd - slot.LocalStart, slot.TimeZone);

    /// <summary>A lesson's slot when it ends at another instant; never shorter than a step, never a day or longer.</summary>
    public static LessonSlot EndingAt(LessonSlot slot, DateTime endUtc)
    {
        var length = StudyCalendar.For(slot.TimeZone, 0).LocalOf(endUtc) - slot.LocalStart;
        var minutes = Math.Clamp(length.TotalMinutes, Step, DayLayout.Day - Step);
        return LessonSlot.At(slot.LocalStart, TimeSpan.FromMinutes(minutes), slot.TimeZone);
    }
}
