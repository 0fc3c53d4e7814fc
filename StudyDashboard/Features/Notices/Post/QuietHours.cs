using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>When a person does not want to be disturbed, by the wall clock of their zone.</summary>
public static class QuietHours
{
    /// <summary>The end of the quiet hours in which an instant lies, or null when it lies in none.</summary>
    public static DateTime? EndOf(Recipient recipient, DateTime utc)
    {
        if (recipient.Choices is not { QuietFrom: { } from, QuietTo: { } to } || from == to)
        {
            return null;
        }
        var calendar = StudyCalendar.For(recipient.TimeZone, 0);
        var local = calendar.LocalOf(utc);
        var time = TimeOnly.FromDateTime(local);
        // TimeOnly knows spans over midnight.
        return time.IsBetween(from, to) ? calendar.InstantOf(local.Date.AddDays(time < to ? 0 : 1) + to.ToTimeSpan()) : null;
    }
}
