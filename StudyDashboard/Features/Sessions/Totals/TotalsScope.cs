using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>A part of a student's learning: only what has all of these; null leaves a dimension open.</summary>
public sealed record TotalsScope(string? Subject = null, int? ClassId = null, int? PlanId = null, string? DomainCode = null, SessionKind? Kind = null)
{
    /// <summary>
    /// Whether a code in a session of a plan (0: of none) is that of <see cref="DomainCode"/>; without it the codes are compared as they stand.
    /// </summary>
    public Func<int, string, bool>? IsDomain { get; init; }

    public bool Holds(AnalyticsSnapshot row) =>
        (Subject is null || row.Subject == Subject) && (ClassId is null || row.ClassId == ClassId) && (PlanId is null || row.PlanId == PlanId)
        && IsOfDomain(row.PlanId, row.DomainCode) && (Kind is null || row.Kind == Kind);

    /// <summary>
    /// Sums of the study days of a range that have any, in order.
    /// </summary>
    /// <param name="context">To read from.</param>
    /// <param name="studentId">The student.</param>
    /// <param name="from">First study day.</param>
    /// <param name="to">Last study day.</param>
    /// <param name="pending">Days whose rows were derived on <paramref name="context"/> and not saved yet: they are taken from there.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SortedDictionary<DateOnly, DaySum>> SumsAsync(
        StudyDbContext context, int studentId, DateOnly from, DateOnly to, IReadOnlySet<DateOnly> pending, CancellationToken cancellationToken)
    {
        var rows = In(context.Snapshots.AsNoTracking().Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to));
        var sums = new SortedDictionary<DateOnly, DaySum>();
        foreach (var (day, sum) in IsDomain is null ? await ByDayAsync(rows, cancellationToken) : await ByDayOfDomainAsync(rows, cancellationToken))
        {
            if (!pending.Contains(day))
            {
                sums[day] = sums.GetValueOrDefault(day).And(sum);
            }
        }
        foreach (var row in pending.Count == 0 ? [] : context.Snapshots.Local.Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to
                     && pending.Contains(r.StudyDay) && Holds(r)))
        {
            sums[row.StudyDay] = sums.GetValueOrDefault(row.StudyDay).And(row);
        }
        return sums;
    }

    private static async Task<IEnumerable<(DateOnly, DaySum)>> ByDayAsync(IQueryable<AnalyticsSnapshot> rows, CancellationToken cancellationToken) =>
        (await rows.GroupBy(r => r.StudyDay)
            .Select(g => new
            {
                Day = g.Key,
                Sum = new DaySum(
                    g.Sum(r => r.NetSeconds), g.Sum(r => r.Sessions), g.Sum(r => r.Answered), g.Sum(r => r.Correct), g.Sum(r => r.Cards), g.Sum(r => r.ProgressPoints)),
            })
            .ToListAsync(cancellationToken)).Select(s => (s.Day, s.Sum));

    /// <summary>By code as well: which of them are meant is not for the database to say.</summary>
    private async Task<IEnumerable<(DateOnly, DaySum)>> ByDayOfDomainAsync(IQueryable<AnalyticsSnapshot> rows, CancellationToken cancellationToken) =>
        (await rows.Where(r => r.DomainCode != "").GroupBy(r => new { r.StudyDay, r.PlanId, r.DomainCode })
            .Select(g => new
            {
                g.Key,
                Sum = new DaySum(
                    g.Sum(r => r.NetSeconds), g.Sum(r => r.Sessions), g.Sum(r => r.Answered), g.Sum(r => r.Correct), g.Sum(r => r.Cards), g.Sum(r => r.ProgressPoints)),
            })
            .ToListAsync(cancellationToken)).Where(s => IsOfDomain(s.Key.PlanId, s.Key.DomainCode)).Select(s => (s.Key.StudyDay, s.Sum));

    private bool IsOfDomain(int planId, string code) => DomainCode is null || (IsDomain is null ? code == DomainCode : IsDomain(planId, code));

    private IQueryable<AnalyticsSnapshot> In(IQueryable<AnalyticsSnapshot> rows)
    {
        rows = Subject is null ? rows : rows.Where(r => r.Subject == Subject);
        rows = ClassId is null ? rows : rows.Where(r => r.ClassId == ClassId);
        rows = PlanId is null ? rows : rows.Where(r => r.PlanId == PlanId);
        rows = DomainCode is null || IsDomain is not null ? rows : rows.Where(r => r.DomainCode == DomainCode);
        return Kind is null ? rows : rows.Where(r => r.Kind == Kind);
    }
}

/// <summary>What a study day came to within a scope.</summary>
public readonly record struct DaySum(int NetSeconds, int Sessions, int Answered, int Correct, int Cards, double ProgressPoints)
{
    public DaySum And(AnalyticsSnapshot row) => And(new DaySum(row.NetSeconds, row.Sessions, row.Answered, row.Correct, row.Cards, row.ProgressPoints));

    public DaySum And(DaySum other) => new(
        NetSeconds + other.NetSeconds, Sessions + other.Sessions, Answered + other.Answered, Correct + other.Correct, Cards + other.Cards, ProgressPoints + other.ProgressPoints);
}
