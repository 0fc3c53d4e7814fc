using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>The student and the study days whose derived rows are to follow from the facts, and the facts of these days, read once.</summary>
public sealed class Derivation(StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days)
{
    private Task<IReadOnlyList<SessionFact>>? _facts;

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
            var sessions = await counted.AsNoTrackingWithIdentityResolution()
                .Where(s => s.StudyDay >= earliest && s.StudyDay <= last && s.LastDay >= first)
                .Include(s => s.Pauses).Include(s => s.Hours)
                .OrderBy(s => s.StudyDay).ThenBy(s => s.StartedAt).ThenBy(s => s.Id)
                .AsSplitQuery()
                .ToListAsync(cancellationToken);
            var embedded = sessions.Where(s => s.IsEmbedded && s.Span is not null).Select(s => s.Span!.Value).ToList();
            facts.AddRange(sessions.Where(s => s.StudyDay!.Value <= last && s.LastDay!.Value >= first).Select(s => SessionFact.Of(s, Within(s, embedded))));
        }
        return [.. facts.DistinctBy(f => f.Id)];
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
