using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Plans.Tasks;

/// <summary>A week of a plan: what was planned for it and what was studied in it.</summary>
/// <param name="First">Its first day.</param>
/// <param name="PlannedMinutes">Of all sessions planned for it, whatever became of them.</param>
/// <param name="ActualSeconds">Net time of the plan's sessions, planned or not.</param>
public sealed record WeekLoad(DateOnly First, int PlannedMinutes, int ActualSeconds);

/// <summary>That one kind of session takes longer or shorter than planned.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Ratio">Time that it took by time that was planned.</param>
/// <param name="Sessions">How many finished planned sessions that is about.</param>
public sealed record BiasHint(SessionKind Kind, double Ratio, int Sessions);

/// <summary>Planned against actual.</summary>
public sealed record LoadView(List<WeekLoad> Weeks, List<BiasHint> Hints);

/// <summary>Compares what was planned for a plan with what was done.</summary>
public sealed class WeekLoads(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>Weeks back, this one too.</summary>
    public const int Weeks = 8;

    /// <summary>Fewer finished sessions of a kind say nothing about it.</summary>
    public const int LeastSessions = 3;

    /// <summary>A ratio within these two is no hint.</summary>
    public const double Shorter = 0.8;

    /// <inheritdoc cref="Shorter"/>
    public const double Longer = 1.25;

    /// <summary>The last weeks and what they say about the plan's lengths.</summary>
    public async Task<LoadView> OfAsync(Profile student, int planId, CancellationToken cancellationToken)
    {
        var week = student.WeekOf(student.Calendar.DayOf(clock.NowUtc()));
        var (first, last) = (week.AddDays(-7 * (Weeks - 1)), week.AddDays(6));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var planned = await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == student.Id && s.PlanId == planId && s.DeletedAt == null && s.PlannedDay >= first && s.PlannedDay <= last)
            .Select(s => new PlannedRow(s.PlannedDay!.Value, s.PlannedMinutes ?? 0, s.Status == SessionStatus.Completed, s.Kind, s.NetSeconds)).ToListAsync(cancellationToken);
        var actual = await context.Snapshots.Where(r => r.StudentId == student.Id && r.PlanId == planId && r.StudyDay >= first && r.StudyDay <= last)
            .GroupBy(r => r.StudyDay).Select(g => new { Day = g.Key, Seconds = g.Sum(r => r.NetSeconds) }).ToListAsync(cancellationToken);
        var weeks = Enumerable.Range(0, Weeks).Select(w => first.AddDays(7 * w)).Select(day => new WeekLoad(
            day, planned.Where(p => student.WeekOf(p.Day) == day).Sum(p => p.Minutes), actual.Where(a => student.WeekOf(a.Day) == day).Sum(a => a.Seconds)));
        return new LoadView([.. weeks], [.. HintsOf(planned.Where(p => p.IsDone && p.Minutes > 0))]);
    }

    /// <summary>Kinds whose finished sessions took clearly longer or shorter than planned.</summary>
    internal static IEnumerable<BiasHint> HintsOf(IEnumerable<PlannedRow> done) => done.GroupBy(p => p.Kind)
        .Select(g => new BiasHint(g.Key, g.Sum(p => p.NetSeconds) / 60d / g.Sum(p => p.Minutes), g.Count()))
        .Where(h => h.Sessions >= LeastSessions && h.Ratio is (<= Shorter or >= Longer))
        .OrderBy(h => h.Kind);

    /// <summary>A planned session and what became of it.</summary>
    internal sealed record PlannedRow(DateOnly Day, int Minutes, bool IsDone, SessionKind Kind, int NetSeconds);
}
