using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>Something in an imported calendar, at one time.</summary>
/// <param name="SourceId">The calendar.</param>
/// <param name="Calendar">Its name.</param>
/// <param name="Colour">Its colour.</param>
/// <param name="Uid">What the other program calls the event.</param>
/// <param name="Title">What it is; empty when it has no title.</param>
/// <param name="Location">Where it is.</param>
/// <param name="Span">From when to when.</param>
/// <param name="IsAllDay">Whether it is whole days of the person.</param>
/// <param name="IsCancelled">Whether it was called off.</param>
/// <param name="IsBusy">Whether its time is taken: it counts for conflicts.</param>
/// <param name="IsPrivate">Whether only its person should read what it is.</param>
public sealed record ImportedOccurrence(
    int SourceId, string Calendar, CalendarColour Colour, string Uid, string Title, string? Location, Interval Span, bool IsAllDay, bool IsCancelled, bool IsBusy,
    bool IsPrivate);

/// <summary>
/// The read-only layer of imported calendars. Rules are stored and their dates found by the recurrence engine for the span asked about: it
/// looks at the periods within that span and at no others, so a question costs the same however old, rare or long a series is.
/// </summary>
public sealed class CalendarLayer(IDbContextFactory<StudyDbContext> contexts) : IBusyTimes
{
    /// <summary>Most occurrences of one answer.</summary>
    public const int MaxOccurrences = 5_000;

    /// <summary>Most times of one answer to a conflict check, which may ask for two years.</summary>
    private const int MaxBusyTimes = 50_000;

    // A floating time is stored where its person was then; they may have moved by as much as a day since.
    private static readonly TimeSpan Moved = TimeSpan.FromDays(1);

    /// <summary>What shares time with a span, by start; an event that two calendars hold comes once.</summary>
    public Task<IReadOnlyList<ImportedOccurrence>> BetweenAsync(int personId, DateTime fromUtc, DateTime toUtc, CancellationToken cancellationToken) =>
        BetweenAsync(personId, new Interval(fromUtc, toUtc), MaxOccurrences, cancellationToken);

    async Task<IReadOnlyList<BusyTime>> IBusyTimes.BetweenAsync(int personId, Interval span, CancellationToken cancellationToken) =>
        [.. (await BetweenAsync(personId, span, MaxBusyTimes, cancellationToken)).Where(o => o.IsBusy)
            .Select(o => new BusyTime(o.Span, o.Title.Length > 0 ? $"{o.Title} ({o.Calendar})" : o.Calendar))];

    private async Task<IReadOnlyList<ImportedOccurrence>> BetweenAsync(int personId, Interval span, int most, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var (low, high) = (span.Start - Moved, span.End + Moved);
        var rows = await context.Set<CalendarSource>().AsNoTracking().Where(s => s.PersonId == personId && s.DeletedAt == null)
            .SelectMany(s => s.Events.Where(e => e.FirstAt < high && (e.LastAt == null || e.LastAt >= low)), (s, e) => new { s.Id, s.Name, s.Colour, s.Blocks, Event = e })
            .ToListAsync(cancellationToken);
        if (rows.Count == 0)
        {
            return [];
        }
        var here = (await context.CalendarOfAsync(personId, cancellationToken)).Zone;
        var zones = new Dictionary<string, CalendarZone?>();
        var found = new List<ImportedOccurrence>();
        foreach (var row in rows)
        {
            if (row.Event.Read(zones, span) is { } it)
            {
                found.AddRange(it.Between(here, span, most).Select(o => new ImportedOccurrence(
                    row.Id, row.Name, row.Colour, it.Uid, it.Title, it.Location, o.Span, it.IsAllDay, it.IsCancelled, row.Blocks && !it.IsFree && !it.IsCancelled, it.IsPrivate)));
            }
            if (found.Count > most)
            {
                break;
            }
        }
        return [.. found.OrderBy(o => o.Span.Start).ThenByDescending(o => o.IsBusy).ThenBy(o => o.SourceId).DistinctBy(o => (o.Uid, o.Span, o.Title)).Take(most)];
    }
}
