using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

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
            var sessions = await Context.Sessions.AsNoTrackingWithIdentityResolution()
                .Where(s => s.StudentId == StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null)
                .Where(s => (s.StudyDay >= first && s.StudyDay <= last) || (s.LastDay > s.StudyDay && s.LastDay >= first && s.StudyDay < first))
                .Include(s => s.Pauses).Include(s => s.Hours)
                .OrderBy(s => s.StudyDay).ThenBy(s => s.StartedAt).ThenBy(s => s.Id)
                .AsSplitQuery()
                .ToListAsync(cancellationToken);
            var embedded = sessions.Where(s => s.IsEmbedded && s.Span is not null).Select(s => s.Span!.Value).ToList();
            facts.AddRange(sessions.Where(s => s.StudyDay!.Value <= last && s.LastDay!.Value >= first).Select(s => SessionFact.Of(s, embedded)));
        }
        return [.. facts.DistinctBy(f => f.Id)];
    }
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
