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
            .Select(s => new ArchivedCalendar
            {
                Id = s.Id, Name = s.Name, Kind = s.Kind, Colour = s.Colour, Blocks = s.Blocks, Address = s.Address, FileName = s.FileName, FetchedAt = s.FetchedAt, EventCount = s.EventCount,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("calendar_events", "What is in those calendars: wall times, and the rules of what repeats.", () => context.Set<CalendarSource>().AsNoTracking()
            .Where(s => s.PersonId == personId && s.DeletedAt == null).SelectMany(s => s.Events).OrderBy(e => e.Id)
            .Select(e => new ArchivedEvent
            {
                Calendar = e.SourceId, Uid = e.Uid, RecurrenceId = e.RecurrenceId, Title = e.Title, Location = e.Location, Start = e.Start, Zone = e.Zone, IsAllDay = e.IsAllDay,
                Seconds = e.Seconds, Rule = e.Rule, Exceptions = e.Exceptions, Additions = e.Additions, IsCancelled = e.IsCancelled, IsFree = e.IsFree, IsPrivate = e.IsPrivate,
                Sequence = e.Sequence,
            }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("calendar_addresses", "Secret addresses of your calendar, without their secrets.", () => context.Set<CalendarFeed>().AsNoTracking()
            .Where(f => f.PersonId == personId).OrderBy(f => f.Id)
            .Select(f => new { f.Name, f.Scope, f.BusyOnly, f.CreatedAt, f.LastUsedAt, f.RevokedAt }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
