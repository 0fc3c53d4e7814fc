using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>The student and the study days whose derived rows are to follow from the facts, and the facts of these days, read once.</summary>
public sealed class Derivation(
    StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days, IEnumerable<ISessionDomains> sessionDomains, DerivationCause? cause = null)
{
    private Task<IReadOnlyList<SessionFact>>? _facts;

    /// <summary>The command that made it necessary; null for a rebuild and for a change of settings.</summary>
    public DerivationCause? Cause { get; } = cause;

    public StudyDbContext Context { get; } = context;

    public int StudentId { get; } = studentId;

    public IReadOnlySet<DateOnly> Days { get; } = days;

    /// <summary>The completed sessions that touch one of the days, in order of their start, with their shares of each day.</summary>
    public Task<IReadOnlyList<SessionFact>> FactsAsync(CancellationToken cancellationToken) => _facts ??= ReadAsync(cancellationToken);

    private async Task<IReadOnlyList<SessionFact>> ReadAsync(CancellationToken cancellationToken)
    {
        var facts = new List<SessionFact>();
        foreach (var (first, last) in DayRanges.Of(Days))
        {
            var counted = Context.Sessions.Where(s => s.StudentId == StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null);
            // Asked for apart: "or" between two columns would read the student's whole log.
            var earliest = await counted.Where(s => s.LastDay > s.StudyDay && s.LastDay >= first && s.StudyDay < first)
                .MinAsync(s => s.StudyDay, cancellationToken) ?? first;
            var sessions = await counted.AsNoTracking()
                .Where(s => s.StudyDay >= earliest && s.StudyDay <= last && s.LastDay >= first)
                .Include(s => s.Pauses).Include(s => s.Hours)
                .OrderBy(s => s.StudyDay).ThenBy(s => s.StartedAt).ThenBy(s => s.Id)
                .AsSplitQuery()
                .ToListAsync(cancellationToken);
            var embedded = sessions.Where(s => s.IsEmbedded && s.Span is not null).Select(s => s.Span!.Value)
                .Concat(await EmbeddedBesideAsync(counted, sessions, first, last, cancellationToken)).ToList();
            facts.AddRange(sessions.Where(s => s.StudyDay!.Value <= last && s.LastDay!.Value >= first).Select(s => SessionFact.Of(s, Within(s, embedded))));
        }
        return await DivideAsync([.. facts.DistinctBy(f => f.Id)], cancellationToken);
    }

    /// <summary>
    /// What lies inside a host and counts on a day beside those that were read: past the boundary of the day, or because it was recorded
    /// in another zone. A study day differs from the date in UTC by at most two.
    /// </summary>
    private static async Task<IEnumerable<Interval>> EmbeddedBesideAsync(
        IQueryable<StudySession> counted, List<StudySession> sessions, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var hosts = sessions.Where(s => s.IsHost).Select(s => s.Span).OfType<Interval>().ToList();
        if (hosts.Count == 0)
        {
            return [];
        }
        var (start, end, before, after) = (hosts.Min(h => h.Start), hosts.Max(h => h.End), first.AddDays(-4), last.AddDays(4));
        var beside = await counted.Where(s => ((s.StudyDay >= before && s.StudyDay < first) || (s.StudyDay > last && s.StudyDay <= after)) && s.StartedAt < end && s.EndedAt > start)
            .Select(s => new { s.StartedAt, s.EndedAt, s.Source, s.Kind }).ToListAsync(cancellationToken);
        return beside.Where(s => StudySession.LiesInside(s.Source, s.Kind)).Select(s => new Interval(s.StartedAt!.Value, s.EndedAt!.Value));
    }

    /// <summary>Divides those over several domains (rules.md 27).</summary>
    private async Task<IReadOnlyList<SessionFact>> DivideAsync(List<SessionFact> facts, CancellationToken cancellationToken)
    {
        foreach (var source in sessionDomains)
        {
            var ids = facts.Where(f => f.Source == source.Source && f.DomainCode.Length == 0).Select(f => f.SourceId).OfType<int>().ToList();
            var domains = ids.Count == 0 ? null : (await source.OfAsync(Context, ids, cancellationToken)).ToLookup(d => d.SourceId);
            facts = domains is null ? facts : [.. facts.Select(f => f.Source == source.Source && f.SourceId is { } id && f.DomainCode.Length == 0 ? f.Divided([.. domains[id]]) : f)];
        }
        return facts;
    }

    /// <summary>Only what lies inside: to cut every embedded span of a long range out of every host would take the square of their number.</summary>
    private static IReadOnlyList<Interval> Within(StudySession session, List<Interval> embedded) =>
        session is { IsHost: true, Span: { } span } ? embedded.FindAll(e => e.Start < span.End && e.End > span.Start) : [];
}

/// <summary>Study days as runs of days that lie near one another, so that a change of two far days does not read what lies between.</summary>
public static class DayRanges
{
    private const int NearDays = 14;

    /// <summary>The runs, in order.</summary>
    public static IEnumerable<(DateOnly First, DateOnly Last)> Of(IEnumerable<DateOnly> days)
    {
        (DateOnly First, DateOnly Last)? run = null;
        foreach (var day in days.Order())
        {
            if (run is { } open && day.DayNumber - open.Last.DayNumber <= NearDays)
            {
                run = (open.First, day);
                continue;
            }
            if (run is { } done)
            {
                yield return done;
            }
            run = (day, day);
        }
        if (run is { } last)
        {
            yield return last;
        }
    }
}
