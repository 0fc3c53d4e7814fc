using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Overview;

/// <summary>Gathers what Today shows, from day totals and never from the log.</summary>
public sealed class TodayService(DayTotals totals, StreakService streaks, TimeProvider clock)
{
    public async Task<TodayModel> GetAsync(Profile student, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        var today = student.Calendar.DayOf(now);
        var days = await totals.DaysAsync(student.Id, DateOnly.MinValue, today, cancellationToken);
        var seconds = days.ToDictionary(d => d.StudyDay, d => d.NetSeconds);
        var streak = await streaks.OfAsync(student.Id, seconds, today, cancellationToken);
        return new TodayModel
        {
            Today = today,
            Hour = student.Calendar.LocalOf(now).Hour,
            NetSecondsToday = seconds.GetValueOrDefault(today),
            StreakDays = streak.Current,
        };
    }
}
