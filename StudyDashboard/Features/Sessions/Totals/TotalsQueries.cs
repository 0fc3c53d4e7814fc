using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>The day totals for features above, on their own context. Each is one statement over days, never over sessions.</summary>
public static class TotalsQueries
{
    /// <summary>The days of a span, oldest first; a day without study has none.</summary>
    public static async Task<IReadOnlyList<AnalyticsDay>> DayTotalsAsync(
        this StudyDbContext context, int studentId, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        await context.Days.AsNoTracking().Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to)
            .OrderBy(r => r.StudyDay).ToListAsync(cancellationToken);

    /// <summary>The days of a span, counting only sessions of what is asked for.</summary>
    public static async Task<IReadOnlyList<AnalyticsDay>> DayTotalsAsync(
        this StudyDbContext context, int studentId, DateOnly from, DateOnly to, TotalsFilter filter, CancellationToken cancellationToken)
    {
        if (filter == TotalsFilter.None)
        {
            return await context.DayTotalsAsync(studentId, from, to, cancellationToken);
        }
        var rows = context.Snapshots.Where(r => r.StudentId == studentId && r.StudyDay >= from && r.StudyDay <= to);
        rows = filter.Kind is { } kind ? rows.Where(r => r.Kind == kind) : rows;
        rows = filter.Subject is { } subject ? rows.Where(r => r.Subject == subject) : rows;
        rows = filter.ClassId is { } inClass ? rows.Where(r => r.ClassId == inClass) : rows;
        rows = filter.DomainCode is { } domain ? rows.Where(r => r.DomainCode == domain) : rows;
        return await rows.GroupBy(r => r.StudyDay).OrderBy(g => g.Key)
            .Select(g => new AnalyticsDay
            {
                StudentId = studentId, StudyDay = g.Key, NetSeconds = g.Sum(r => r.NetSeconds), TimedSeconds = g.Sum(r => r.TimedSeconds),
                ManualSeconds = g.Sum(r => r.ManualSeconds), Sessions = g.Sum(r => r.Sessions), Answered = g.Sum(r => r.Answered),
                Correct = g.Sum(r => r.Correct), Cards = g.Sum(r => r.Cards),
            })
            .ToListAsync(cancellationToken);
    }

    /// <summary>What each student did for some classes; one who did nothing has none.</summary>
    public static async Task<IReadOnlyList<(int StudentId, TotalsShare Share)>> ClassTotalsAsync(
        this StudyDbContext context, IReadOnlyCollection<int> classIds, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var rows = await context.Snapshots.Where(r => classIds.Contains(r.ClassId) && r.StudyDay >= from && r.StudyDay <= to)
            .GroupBy(r => new { r.StudentId, r.ClassId })
            .Select(g => new
            {
                g.Key.StudentId,
                Share = new TotalsShare
                {
                    ClassId = g.Key.ClassId, NetSeconds = g.Sum(r => r.NetSeconds), Sessions = g.Sum(r => r.Sessions), Answered = g.Sum(r => r.Answered),
                    Correct = g.Sum(r => r.Correct), Cards = g.Sum(r => r.Cards),
                },
            })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(r => (r.StudentId, r.Share))];
    }
}

/// <summary>Which sessions count; null for any.</summary>
public sealed record TotalsFilter(SessionKind? Kind = null, string? Subject = null, int? ClassId = null, string? DomainCode = null)
{
    public static TotalsFilter None { get; } = new();
}

/// <summary>Totals of what sessions are about. A dimension that they lack is empty text or 0.</summary>
public sealed record TotalsShare
{
    public SessionKind Kind { get; init; }

    public string Subject { get; init; } = "";

    public int ClassId { get; init; }

    public int PlanId { get; init; }

    public string DomainCode { get; init; } = "";

    public int NetSeconds { get; init; }

    public int Sessions { get; init; }

    public int Answered { get; init; }

    public int Correct { get; init; }

    public int Cards { get; init; }
}
