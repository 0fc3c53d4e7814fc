using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Overview;

/// <summary>
/// Gathers what Today shows, from day totals and never from the log, in three statements and what the cards of other features need.
/// </summary>
public sealed class TodayService(
    DayTotals totals, GlanceReader glances, StreakService streaks, IEnumerable<ITodayCards> cards, TimeProvider clock)
{
    /// <summary>How many of the latest runs are named when a person asks what decides the streak.</summary>
    private const int RunsShown = 3;

    /// <summary>All of it.</summary>
    /// <param name="student">Whose Today.</param>
    /// <param name="year">The calendar year of the heatmap, or null for the last 53 weeks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TodayModel> GetAsync(Profile student, int? year = null, CancellationToken cancellationToken = default)
    {
        var now = clock.NowUtc();
        var calendar = student.Calendar;
        var today = calendar.DayOf(now);
        var week = student.WeekOf(today);
        var (rows, recalled) = await totals.WithRecallAsync(student.Id, today.AddDays(-27), cancellationToken);
        var days = rows.ToDictionary(d => d.StudyDay);
        var glance = await glances.ReadAsync(student.Id, today, week, cancellationToken);
        var cardsNow = await CardsAsync(new TodayRequest(student, today, now, glance), cancellationToken);
        var rewards = await streaks.GlanceAsync(student.Id, days.ToDictionary(d => d.Key, d => d.Value.NetSeconds), today, cancellationToken);
        return new TodayModel
        {
            Today = today,
            AskedYear = year,
            Cards = cardsNow,
            Week = WeekFigures.Of(week, days, glance.PlannedThisWeek),
            Year = HeatDays.Of(HeatWindow.Of(year, today, week, [.. rows.Select(r => r.StudyDay)]), days),
            Streak = FiguresOf(rewards, days.GetValueOrDefault(today)?.NetSeconds ?? 0),
            Points = rewards.Points,
            TodaySoFar = SpanFigures.Of(rows, recalled, today, today),
            ThisWeek = SpanFigures.Of(rows, recalled, week, week.AddDays(6)),
            Last28Days = SpanFigures.Of(rows, recalled, today.AddDays(-27), today),
            Latest = glance.Latest,
            HasAnything = rows.Count > 0 || glance is not { Running: null, Waiting: [], PlannedThisWeek: [], Latest: [] } || cardsNow.Any(c => c.Source != TimerCards.Name),
        };
    }

    /// <summary>A student's week and the days of the streak alone, for who looks after them.</summary>
    public async Task<(WeekFigures Week, int StreakDays)> WeekAsync(Profile student, CancellationToken cancellationToken)
    {
        var today = student.Calendar.DayOf(clock.NowUtc());
        var week = student.WeekOf(today);
        var rows = await totals.DaysAsync(student.Id, DateOnly.MinValue, today, cancellationToken);
        var glance = await glances.ReadAsync(student.Id, today, week, cancellationToken);
        var streak = await streaks.OfAsync(student.Id, rows.ToDictionary(d => d.StudyDay, d => d.NetSeconds), today, cancellationToken);
        return (WeekFigures.Of(week, rows.ToDictionary(d => d.StudyDay), glance.PlannedThisWeek), streak.Current);
    }

    private async Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken)
    {
        var all = new List<TodayCard>();
        foreach (var source in cards.OrderBy(c => c.Order))
        {
            all.AddRange((await source.CardsAsync(request, cancellationToken)).Select(card => card with { Source = source.Source }));
        }
        return all;
    }

    private static StreakFigures FiguresOf(RewardGlance rewards, int secondsToday)
    {
        var (streak, needed) = (rewards.Streak, rewards.Terms.StreakMinutes);
        return new StreakFigures(
            streak.Current, streak.Longest, needed, secondsToday >= 60 * needed,
            streak.Current > 0 ? streak.Runs[^1].First : null, [.. streak.Runs.Reverse().Take(RunsShown)]);
    }
}
