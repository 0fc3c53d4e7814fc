using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Rewards.Achievements;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Rewards;

/// <summary>Reads the page of rewards, from the day tables and one page of the ledger.</summary>
public sealed class RewardsReader(
    IDbContextFactory<StudyDbContext> contexts, DayTotals totals, PointsService points, AchievementReader achievements, TimeProvider clock)
{
    /// <summary>Lines on a page of the ledger.</summary>
    public const int PageSize = 20;

    /// <summary>Days that are shown when a person asks what decides the streak.</summary>
    public const int DecidingDays = 35;

    /// <summary>Everything on the page.</summary>
    /// <param name="student">Whose.</param>
    /// <param name="page">Page of the ledger, from 1.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<RewardsModel> GetAsync(Profile student, int page, CancellationToken cancellationToken)
    {
        var today = student.Calendar.DayOf(clock.NowUtc());
        var week = student.WeekOf(today);
        var studied = (await totals.DaysAsync(student.Id, DateOnly.MinValue, DateOnly.MaxValue, cancellationToken)).ToDictionary(d => d.StudyDay, d => d.NetSeconds);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (terms, frozen) = await context.StreakRulesAsync(student.Id, cancellationToken);
        var streak = Streak.Of(studied, today, terms, frozen);
        int Net(DateOnly from, DateOnly to) => studied.Where(d => d.Key >= from && d.Key <= to).Sum(d => d.Value);
        return new RewardsModel
        {
            Today = today,
            Points = await points.OfAsync(student.Id, today, cancellationToken),
            Streak = streak with { Runs = [.. streak.Runs.Reverse()] },
            MinutesADay = RewardTerms.On(today, terms).StreakMinutes,
            Deciding = [.. Streak.DaysOf(today.AddDays(1 - DecidingDays), today, studied, today, terms, frozen)],
            Frozen = [.. frozen.Where(d => d > today).Order()],
            ThisWeek = Net(week, week.AddDays(6)),
            LastWeek = Net(week.AddDays(-7), week.AddDays(-1)),
            LastWeekSoFar = Net(week.AddDays(-7), today.AddDays(-7)),
            Achievements = await achievements.ListAsync(student.Id, cancellationToken),
            Ledger = await LedgerAsync(context, student.Id, page, cancellationToken),
            LedgerTotal = await context.Points.CountAsync(p => p.StudentId == student.Id, cancellationToken),
            Page = page,
        };
    }

    private static async Task<IReadOnlyList<LedgerLine>> LedgerAsync(StudyDbContext context, int studentId, int page, CancellationToken cancellationToken) =>
        await context.Points.AsNoTracking().Where(p => p.StudentId == studentId)
            .OrderByDescending(p => p.StudyDay).ThenByDescending(p => p.SessionId).Skip((page - 1) * PageSize).Take(PageSize)
            .Join(context.Sessions.AsNoTracking(), p => p.SessionId, s => s.Id, (p, s) => new { Line = p, Session = s })
            .OrderByDescending(l => l.Line.StudyDay).ThenByDescending(l => l.Line.SessionId)
            .Select(l => new LedgerLine(l.Line.SessionId, l.Line.StudyDay, l.Session.Kind, l.Session.Subject, l.Session.NetSeconds, l.Line.Points))
            .ToListAsync(cancellationToken);
}

/// <summary>A line of the ledger, with its reason.</summary>
public sealed record LedgerLine(int SessionId, DateOnly StudyDay, SessionKind Kind, string? Subject, int NetSeconds, int Points);

/// <summary>What the page of rewards shows. It goes from the prerendered page to the circuit.</summary>
public sealed record RewardsModel
{
    public required DateOnly Today { get; init; }

    public required PointsStanding Points { get; init; }

    /// <summary>Its runs newest first.</summary>
    public required Streak Streak { get; init; }

    /// <summary>Net minutes that make a day count.</summary>
    public required int MinutesADay { get; init; }

    /// <summary>The latest days, oldest first.</summary>
    public required IReadOnlyList<StreakDay> Deciding { get; init; }

    /// <summary>Days to come that are frozen.</summary>
    public required IReadOnlyList<DateOnly> Frozen { get; init; }

    /// <summary>Net seconds.</summary>
    public required int ThisWeek { get; init; }

    /// <summary>Net seconds.</summary>
    public required int LastWeek { get; init; }

    /// <summary>Net seconds of last week up to the same weekday.</summary>
    public required int LastWeekSoFar { get; init; }

    public required IReadOnlyList<AchievementView> Achievements { get; init; }

    public required IReadOnlyList<LedgerLine> Ledger { get; init; }

    /// <summary>Lines on all pages.</summary>
    public required int LedgerTotal { get; init; }

    /// <summary>The page of the ledger, from 1.</summary>
    public required int Page { get; init; }
}
