using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Fsrs;

internal static class StudyDays
{
    /// <summary>
    /// The same time of day so many study days later: a card is due so many study days on, also where clocks change between.
    /// In UTC that is as many times 24 hours.
    /// </summary>
    public static DateTime SameTimeAfter(this StudyCalendar calendar, DateTime utc, int days)
    {
        if (calendar.Zone == TimeZoneInfo.Utc)
        {
            return utc.AddDays(days);
        }
        var due = calendar.InstantOf(calendar.LocalOf(utc).AddDays(days));
        var day = calendar.DayOf(utc).AddDays(days);
        // A time that clocks skip may move over the day's boundary.
        return calendar.DayOf(due) == day ? due : calendar.StartOf(day);
    }
}
