using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// Works out the seconds of changed sessions and which study days they touch. A quiz, scenario, review or lesson inside a timer or
/// reader session is cut out of that session's net, so a change of the one settles the other too (rules.md 12).
/// </summary>
internal sealed class Settlement(SessionBook book)
{
    private const int HostsAtOnce = 500;

    private static readonly TimeSpan NearSpans = TimeSpan.FromDays(3);

    /// <summary>Settles the sessions, and those whose net moves because of them.</summary>
    /// <returns>The study days whose derived rows no longer hold.</returns>
    public async Task<IReadOnlySet<DateOnly>> SettleAsync(IReadOnlyList<StudySession> touched, CancellationToken cancellationToken)
    {
        var hosts = await HostsAroundAsync([.. touched.Where(s => s.IsEmbedded).SelectMany(SpansBeforeAndAfter)], cancellationToken);
        List<StudySession> all = [.. touched, .. hosts.Except(touched)];
        foreach (var session in all.Where(s => s.Status == SessionStatus.Completed && s.Span is not null))
        {
            session.Settle(session.IsHost ? await EmbeddedWithinAsync(session.Span!.Value, touched, cancellationToken) : []);
        }
        return all.Where(WasOrIsCounted).SelectMany(DaysBeforeAndAfter).Concat(all.SelectMany(PlansThatMoved)).ToHashSet();
    }

    private async Task<List<StudySession>> HostsAroundAsync(IReadOnlyList<Interval> spans, CancellationToken cancellationToken)
    {
        var found = new HashSet<int>();
        foreach (var run in RunsOf(spans))
        {
            var (first, end) = (run[0].Start, run.Max(s => s.End));
            var near = (await AroundAsync(new Interval(first, end), cancellationToken)).Where(s => StudySession.HostsOthers(s.Source));
            found.UnionWith(near.Where(h => run.Exists(h.Span.Overlaps)).Select(h => h.Id));
        }
        var hosts = new List<StudySession>();
        foreach (var ids in found.Chunk(HostsAtOnce))
        {
            hosts.AddRange(await book.Context.Sessions.Where(s => ids.Contains(s.Id))
                .Include(s => s.Pauses).Include(s => s.Activities).Include(s => s.Hours).AsSplitQuery()
                .ToListAsync(cancellationToken));
        }
        return hosts;
    }

    /// <summary>Spans near one another, together: an import touches hundreds, and a query for each would be hundreds.</summary>
    private static List<List<Interval>> RunsOf(IReadOnlyList<Interval> spans)
    {
        var runs = new List<List<Interval>>();
        var end = DateTime.MinValue;
        foreach (var span in spans.Distinct().OrderBy(s => s.Start))
        {
            if (runs.Count == 0 || span.Start - end > NearSpans)
            {
                runs.Add([]);
            }
            runs[^1].Add(span);
            end = Clock.Later(end, span.End);
        }
        return runs;
    }

    private async Task<List<Interval>> EmbeddedWithinAsync(Interval host, IReadOnlyList<StudySession> touched, CancellationToken cancellationToken)
    {
        var stored = (await AroundAsync(host, cancellationToken)).Where(s => StudySession.LiesInside(s.Source, s.Kind));
        // What this command changes is not stored yet: its own state counts.
        var changed = touched.Select(s => s.Id).ToHashSet();
        return [.. stored.Where(s => !changed.Contains(s.Id)).Select(s => s.Span)
            .Concat(touched.Where(s => s.IsEmbedded && s.DeletedAt is null && s.Status == SessionStatus.Completed && s.Span is not null)
                .Select(s => s.Span!.Value))];
    }

    /// <summary>
    /// The student's completed sessions that share time with a span. Found by their study days, in two parts, so that each has an
    /// index and neither walks the history before or after.
    /// </summary>
    private async Task<List<Stored>> AroundAsync(Interval span, CancellationToken cancellationToken)
    {
        // A study day differs from the date in UTC by at most two.
        var (first, last) = (DateOnly.FromDateTime(span.Start).AddDays(-2), DateOnly.FromDateTime(span.End).AddDays(2));
        var counted = book.Context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == book.StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null)
            .Where(s => s.StartedAt < span.End && s.EndedAt > span.Start);
        var rows = await counted.Where(s => s.StudyDay >= first && s.StudyDay <= last)
            .Concat(counted.Where(s => s.LastDay > s.StudyDay && s.LastDay >= first && s.StudyDay < first))
            .Select(s => new { s.Id, s.StartedAt, s.EndedAt, s.Source, s.Kind }).ToListAsync(cancellationToken);
        return [.. rows.Select(r => new Stored(r.Id, new Interval(r.StartedAt!.Value, r.EndedAt!.Value), r.Source, r.Kind))];
    }

    private IEnumerable<Interval> SpansBeforeAndAfter(StudySession session)
    {
        if (session.Span is { } span)
        {
            yield return span;
        }
        if (book.Before.GetValueOrDefault(session)?.Span is { } before)
        {
            yield return before;
        }
    }

    private bool WasOrIsCounted(StudySession session) =>
        session.Status == SessionStatus.Completed || book.Before.GetValueOrDefault(session)?.Status == SessionStatus.Completed;

    private IEnumerable<DateOnly> DaysBeforeAndAfter(StudySession session)
    {
        var before = book.Before.GetValueOrDefault(session);
        return Days(before?.StudyDay, before?.LastDay).Concat(Days(session.StudyDay, session.LastDay));
    }

    /// <summary>What was done as planned is derived, too: the days whose plan is another now.</summary>
    private IEnumerable<DateOnly> PlansThatMoved(StudySession session)
    {
        var before = book.Before.GetValueOrDefault(session)?.Plan;
        var now = session.DeletedAt is null && session.PlannedDay is { } day ? (day, session.Status == SessionStatus.Completed) : ((DateOnly, bool)?)null;
        return before == now ? [] : new[] { before?.Day, now?.Item1 }.OfType<DateOnly>();
    }

    private static IEnumerable<DateOnly> Days(DateOnly? first, DateOnly? last)
    {
        for (var day = first; day <= last; day = day.Value.AddDays(1))
        {
            yield return day.Value;
        }
    }

    private sealed record Stored(int Id, Interval Span, SessionSource Source, SessionKind Kind);
}
