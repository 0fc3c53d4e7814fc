using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Fsrs;

internal static class StudyDays
{
    /// <summary>
    /// The same time of day so many study days later, also where clocks change between: waiting is counted in study days, so a card
    /// must not come a day early. In UTC that is as many times 24 hours.
    /// </summary>
    public static DateTime SameTimeAfter(this StudyCalendar calendar, DateTime utc, int days)
    {
        utc = DateTime.SpecifyKind(utc, DateTimeKind.Utc);
        var due = utc.AddDays(days);
        if (calendar.OffsetAt(due) == calendar.OffsetAt(utc))
        {
            return due;
        }
        due = calendar.InstantOf(calendar.LocalOf(utc).AddDays(days));
        var day = calendar.DayOf(utc).AddDays(days);
        // A time that clocks skip may move over the day's boundary.
        return calendar.DayOf(due) == day ? due : calendar.StartOf(day);
    }
}
