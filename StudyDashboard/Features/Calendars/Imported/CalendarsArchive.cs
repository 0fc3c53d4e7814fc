using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>
/// The calendars of an archive: files with their events, subscriptions with their address and the events of the last answer, until it is
/// asked again. Secret addresses of the person's own calendar are not in an archive; new ones are made in the settings.
/// </summary>
internal sealed class CalendarsArchive : IArchivePart
{
    private const string Calendars = "calendars";
    private const string Events = "calendar_events";

    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var calendars = new Dictionary<int, (int Record, ArchivedCalendar Row)>();
        file.Read<ArchivedCalendar>(Calendars, (record, row) =>
        {
            var reason = row.Name is not { Length: > 0 and <= CalendarSource.MaxName } ? CalendarTexts.Refused_Name.With(CalendarSource.MaxName)
                : row.Kind == CalendarSourceKind.Subscription ? CalendarDownload.AddressOf(row.Address ?? "").Refusal?.Message
                : null;
            reason ??= calendars.TryAdd(row.Id, (record, row)) ? null : ArchiveTexts.Row_Twice;
            if (reason is not null)
            {
                file.Refuse(Calendars, record, reason);
            }
        });
        var (zones, events) = (new Dictionary<string, CalendarZone?>(), calendars.Keys.ToDictionary(id => id, _ => new List<CalendarEvent>()));
        file.Read<ArchivedEvent>(Events, (record, row) =>
        {
            var it = row.Read(zones);
            var reason = it is null ? CalendarTexts.Archive_Event
                : !events.TryGetValue(row.Calendar, out var list) ? CalendarTexts.Archive_NoCalendar
                : list.Count >= CalendarLimits.Default.MaxEvents ? CalendarTexts.Archive_TooMany.With(CalendarLimits.Default.MaxEvents)
                : null;
            if (reason is not null)
            {
                file.Refuse(Events, record, reason);
                return;
            }
            events[row.Calendar].Add(it!);
        });
        return new Slice(file, [.. calendars.Values.Select(c => (c.Record, c.Row, events[c.Row.Id]))], nowUtc);
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        await job.Book.Context.Set<CalendarSource>().Where(s => s.ImportId == job.Run.Id && s.PersonId == job.Run.StudentId).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    private sealed class Slice(ArchiveFile file, List<(int Record, ArchivedCalendar Row, List<CalendarEvent> Events)> calendars, DateTime nowUtc) : ArchiveSlice
    {
        private readonly List<(ArchivedCalendar Row, List<ImportedEvent> Events)> _new = [];

        public override int Created => _new.Count + _new.Sum(c => c.Events.Count);

        public override string Summary => _new.Count == 0 ? "" : Plural.Of(CalendarTexts.ResourceManager, "Archive_Calendars", _new.Count);

        public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
        {
            var here = (await context.CalendarOfAsync(studentId, cancellationToken)).Zone;
            var own = context.Set<CalendarSource>().Where(s => s.PersonId == studentId && s.DeletedAt == null);
            var addresses = (await own.Where(s => s.Address != null).Select(s => s.Address!).ToListAsync(cancellationToken)).ToHashSet();
            var stored = (await own.SelectMany(s => s.Events.Select(e => e.Key)).ToListAsync(cancellationToken)).ToHashSet();
            var names = (await own.Where(s => s.Address == null).Select(s => s.Name).ToListAsync(cancellationToken)).ToHashSet();
            var room = ImportedCalendars.MaxSources - await own.CountAsync(cancellationToken);
            foreach (var (record, row, all) in calendars)
            {
                var events = all.Select(e => e.Measured(here)).OfType<CalendarEvent>().Select(e => new ImportedEvent(e)).ToList();
                var fresh = events.Where(e => !stored.Contains(e.Key)).ToList();
                var isThere = row.Kind == CalendarSourceKind.Subscription
                    ? !addresses.Add(CalendarDownload.AddressOf(row.Address!).Value.AbsoluteUri)
                    : fresh.Count == 0 && (events.Count > 0 || names.Contains(row.Name));
                if (isThere)
                {
                    Skipped += 1 + all.Count;
                }
                else if (room-- <= 0)
                {
                    file.Refuse(Calendars, record, CalendarTexts.Refused_TooMany.With(ImportedCalendars.MaxSources));
                }
                else
                {
                    // A subscription stands for its whole calendar; of a file, what another calendar has is not doubled.
                    var taken = row.Kind == CalendarSourceKind.Subscription ? events : fresh;
                    Skipped += all.Count - taken.Count;
                    _new.Add((row, taken));
                }
            }
        }

        public override Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            foreach (var (row, events) in _new)
            {
                var isSubscribed = row.Kind == CalendarSourceKind.Subscription;
                var source = new CalendarSource(
                    job.Run.StudentId, row.Kind, isSubscribed ? CalendarDownload.AddressOf(row.Address!).Value.AbsoluteUri : null, isSubscribed ? null : row.FileName, nowUtc);
                source.Describe(row.Name, row.Colour, row.Blocks);
                source.BelongTo(job.Run.Id);
                source.Events.AddRange(events);
                source.Came(events.Count, row.FetchedAt is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : null);
                job.Book.Context.Add(source);
            }
            return job.Book.Context.SaveChangesAsync(cancellationToken);
        }
    }
}
