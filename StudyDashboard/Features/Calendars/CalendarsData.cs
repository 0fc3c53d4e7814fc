using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Features.Calendars.Imported;

namespace StudyDashboard.Features.Calendars;

/// <summary>Calendars from elsewhere with their events, and addresses. The deletion of the person's row takes them along.</summary>
internal sealed class CalendarsData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("calendars", "Calendars of other programs that you see beside your own.", () => context.Set<CalendarSource>().AsNoTracking()
            .Where(s => s.PersonId == personId && s.DeletedAt == null).OrderBy(s => s.Id)
            .Select(s => new { s.Id, s.Name, s.Kind, s.Colour, s.Blocks, s.Address, s.FileName, s.FetchedAt, s.EventCount }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("calendar_events", "What is in those calendars: wall times, and the rules of what repeats.", () => context.Set<CalendarSource>().AsNoTracking()
            .Where(s => s.PersonId == personId && s.DeletedAt == null).SelectMany(s => s.Events).OrderBy(e => e.Id)
            .Select(e => new { Calendar = e.SourceId, e.Uid, e.RecurrenceId, e.Title, e.Location, e.Start, e.Zone, e.IsAllDay, e.Seconds, e.Rule, e.Exceptions, e.Additions, e.IsCancelled })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("calendar_addresses", "Secret addresses of your calendar, without their secrets.", () => context.Set<CalendarFeed>().AsNoTracking()
            .Where(f => f.PersonId == personId).OrderBy(f => f.Id)
            .Select(f => new { f.Name, f.Scope, f.BusyOnly, f.CreatedAt, f.LastUsedAt, f.RevokedAt }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
