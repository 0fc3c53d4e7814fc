using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Accounts;

public static class CalendarQueries
{
    /// <summary>A person's calendar, read on an open context.</summary>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public static async Task<StudyCalendar> CalendarOfAsync(this StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var days = await context.Users.Where(p => p.Id == personId).Select(p => new { p.TimeZone, p.DayStartHour }).SingleAsync(cancellationToken);
        return StudyCalendar.For(days.TimeZone, days.DayStartHour);
    }
}
