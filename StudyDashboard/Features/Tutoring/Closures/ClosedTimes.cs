using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Closures;

/// <summary>
/// A tutor's closed periods are times at which they are not free: the conflict check names them, and the tutor says each time. A series
/// leaves out the days of those that are skipped before that.
/// </summary>
internal sealed class ClosedTimes(IDbContextFactory<StudyDbContext> contexts) : IBusyTimes
{
    public async Task<IReadOnlyList<BusyTime>> BetweenAsync(int personId, Interval span, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (first, last) = (DateOnly.FromDateTime(span.Start).AddDays(-1), DateOnly.FromDateTime(span.End).AddDays(1));
        var periods = await context.Set<ClosedPeriod>().AsNoTracking().Where(c => c.TutorId == personId && c.Last >= first && c.First <= last)
            .Join(context.Users, c => c.TutorId, p => p.Id, (c, p) => new { Period = c, p.TimeZone }).ToListAsync(cancellationToken);
        return [.. periods.Select(p => (p.Period, Span: ClosureService.SpanOf(p.TimeZone, p.Period))).Select(p => new BusyTime(new Interval(p.Span.From, p.Span.To), p.Period.Name))];
    }
}
