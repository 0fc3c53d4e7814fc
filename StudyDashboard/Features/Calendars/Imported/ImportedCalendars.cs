using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>What a person says of a calendar.</summary>
public sealed record CalendarDraft(string Name, CalendarColour Colour = CalendarColour.Grey, bool Blocks = true);

/// <summary>What a file would bring.</summary>
/// <param name="Name">What the calendar calls itself.</param>
/// <param name="Events">How many events, series counted once.</param>
/// <param name="First">The first start.</param>
/// <param name="Last">The last end; null when something goes on without one.</param>
/// <param name="Findings">What could not be read, or not quite.</param>
public sealed record CalendarPreview(string? Name, int Events, DateTime? First, DateTime? Last, CalendarFindings Findings);

/// <summary>An imported calendar as its person sees it in a list.</summary>
public sealed record CalendarSourceView(
    int Id, CalendarSourceKind Kind, string Name, CalendarColour Colour, bool Blocks, string? Address, string? FileName, DateTime? FetchedAt, string? LastError,
    int EventCount, int FindingCount, IReadOnlyList<CalendarFinding> Findings);

/// <summary>A person's calendars from elsewhere: files and subscriptions.</summary>
public sealed class ImportedCalendars(
    IDbContextFactory<StudyDbContext> contexts, CalendarDownload download, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most calendars of a person.</summary>
    public const int MaxSources = 50;

    /// <summary>How long a subscription's events stand before it is asked again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(3);

    /// <summary>A person's calendars, by name.</summary>
    public async Task<IReadOnlyList<CalendarSourceView>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<CalendarSource>().AsNoTracking().Where(s => s.PersonId == personId && s.DeletedAt == null).OrderBy(s => s.Name).ThenBy(s => s.Id)
            .Select(s => new CalendarSourceView(s.Id, s.Kind, s.Name, s.Colour, s.Blocks, s.Address, s.FileName, s.FetchedAt, s.LastError, s.EventCount, s.FindingCount, s.Findings))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Says what a file would bring and stores nothing.</summary>
    public async Task<Outcome<CalendarPreview>> PreviewAsync(int personId, byte[] file, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var here = await ZoneAsync(context, personId, cancellationToken);
        var read = Read(file, here, cancellationToken);
        return read.Refusal is { } refusal ? refusal : PreviewOf(read.Value);
    }

    /// <summary>Adds a file. What can be read of it is there at once.</summary>
    public async Task<Outcome<int>> AddFileAsync(int personId, CalendarDraft draft, string fileName, byte[] file, CancellationToken cancellationToken)
    {
        if (Check(draft) is { } refused)
        {
            return refused;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var here = await ZoneAsync(context, personId, cancellationToken);
        var read = Read(file, here, cancellationToken);
        return read.Refusal is { } unreadable ? unreadable
            : await AddAsync(context, new CalendarSource(personId, CalendarSourceKind.File, null, fileName, clock.NowUtc()), draft, read.Value, null, cancellationToken);
    }

    /// <summary>Subscribes to an address. It is asked first; one that gives no calendar is refused.</summary>
    public async Task<Outcome<int>> AddSubscriptionAsync(int personId, CalendarDraft draft, string address, CancellationToken cancellationToken)
    {
        var checkedAddress = CalendarDownload.AddressOf(address);
        if ((Check(draft) ?? checkedAddress.Refusal) is { } refused)
        {
            return refused;
        }
        var answer = await download.GetAsync(checkedAddress.Value, null, cancellationToken);
        if (answer.Refusal is { } unanswered)
        {
            return unanswered;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var here = await ZoneAsync(context, personId, cancellationToken);
        var read = Read(answer.Value.Bytes!, here, cancellationToken);
        if (read.Refusal is not null)
        {
            return Refusal.Invalid(new FieldError("address", CalendarTexts.Fetch_NoCalendar));
        }
        var source = new CalendarSource(personId, CalendarSourceKind.Subscription, checkedAddress.Value.AbsoluteUri, null, clock.NowUtc());
        return await AddAsync(context, source, draft, read.Value, answer.Value.ETag, cancellationToken);
    }

    /// <summary>Asks a subscription now. When that fails, the events of before stay and the reason is kept with them.</summary>
    public async Task<Refusal?> RefreshAsync(int personId, int sourceId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var source = await context.Set<CalendarSource>().AsNoTracking()
            .SingleOrDefaultAsync(s => s.Id == sourceId && s.PersonId == personId && s.DeletedAt == null && s.Address != null, cancellationToken);
        if (source is null)
        {
            return Refusal.NotFound(CalendarTexts.Refused_NotThere);
        }
        var here = await ZoneAsync(context, personId, cancellationToken);
        // Asked outside of the transaction: another server's slowness holds up nobody here.
        var answer = await download.GetAsync(new Uri(source.Address!), source.ETag, cancellationToken);
        var read = answer.Refusal is null && answer.Value.Bytes is { } bytes ? Read(bytes, here, cancellationToken) : null;
        var failure = answer.Refusal?.Message ?? (read?.Refusal is null ? null : CalendarTexts.Fetch_NoCalendar);
        return await WriteAsync(context, personId, sourceId, async stored =>
        {
            var now = clock.NowUtc();
            if (failure is not null)
            {
                stored.Failed(failure, now);
            }
            else if (read is null)
            {
                stored.Unchanged(now);
            }
            else
            {
                await context.Set<ImportedEvent>().Where(e => e.SourceId == sourceId).ExecuteDeleteAsync(cancellationToken);
                Store(stored, read.Value, answer.Value.ETag, now);
            }
        }, cancellationToken) ?? (failure is null ? null : Refusal.Invalid(new FieldError("address", failure)));
    }

    /// <summary>Changes name, colour and whether it counts for conflicts.</summary>
    public async Task<Refusal?> ChangeAsync(int personId, int sourceId, CalendarDraft draft, CancellationToken cancellationToken) =>
        Check(draft) ?? await WriteAsync(personId, sourceId, source => source.Describe(draft.Name.Trim(), draft.Colour, draft.Blocks), cancellationToken);

    /// <summary>Takes a calendar away; for 30 days it can come back.</summary>
    public Task<Refusal?> RemoveAsync(int personId, int sourceId, CancellationToken cancellationToken) =>
        WriteAsync(personId, sourceId, source => source.Delete(clock.NowUtc()), cancellationToken);

    /// <summary>Brings a removed calendar back.</summary>
    public Task<Refusal?> RestoreAsync(int personId, int sourceId, CancellationToken cancellationToken) =>
        WriteAsync(personId, sourceId, source => source.Restore(), cancellationToken);

    /// <summary>Asks every subscription whose events are no longer fresh, and erases what was removed long ago.</summary>
    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        List<(int Person, int Source)> due;
        var (stale, gone) = (asOfUtc - Fresh, asOfUtc - CalendarSource.Kept);
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            due = [.. (await context.Set<CalendarSource>().AsNoTracking().Where(s => s.Kind == CalendarSourceKind.Subscription && s.DeletedAt == null && (s.AskedAt == null || s.AskedAt <= stale))
                .OrderBy(s => s.AskedAt).Select(s => new { s.PersonId, s.Id }).ToListAsync(cancellationToken)).Select(s => (s.PersonId, s.Id))];
            if (await context.Set<CalendarSource>().AnyAsync(s => s.DeletedAt < gone, cancellationToken))
            {
                await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
                await context.Set<CalendarSource>().Where(s => s.DeletedAt < gone).ExecuteDeleteAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }
        }
        foreach (var (person, source) in due)
        {
            await RefreshAsync(person, source, cancellationToken);
        }
    }

    /// <summary>Puts what was read into a source that has no events.</summary>
    internal static void Store(CalendarSource source, CalendarText read, string? etag, DateTime nowUtc)
    {
        source.Events.AddRange(read.Events.Select(it => new ImportedEvent(it)));
        source.Fetched(source.Events.Count, read.Findings, etag, nowUtc);
    }

    private static CalendarPreview PreviewOf(CalendarText read)
    {
        DateTime? first = read.Events.Count == 0 ? null : read.Events.Min(e => e.Extent.First);
        var last = read.Events.Any(e => e.Extent.Last is null) ? null : read.Events.Max(e => e.Extent.Last);
        return new CalendarPreview(read.Name, read.Events.Count, first, last, read.Findings);
    }

    /// <summary>Reads a file; one that is no calendar, or of which nothing can be read, is refused with the first reason.</summary>
    internal static Outcome<CalendarText> Read(byte[] file, TimeZoneInfo here, CancellationToken cancellationToken)
    {
        var read = CalendarReader.Read(file, here, null, cancellationToken);
        var reason = !read.IsCalendar ? ICalendarTexts.Calendar_None
            : read.Events.Count == 0 && read.Findings.Lost > 0 ? read.Findings.Kept.First(f => f.IsLost).Reason
            : null;
        return reason is null ? read : Refusal.Invalid(new FieldError("file", reason));
    }

    private async Task<Outcome<int>> AddAsync(
        StudyDbContext context, CalendarSource source, CalendarDraft draft, CalendarText read, string? etag, CancellationToken cancellationToken)
    {
        source.Describe(draft.Name.Trim(), draft.Colour, draft.Blocks);
        Store(source, read, etag, clock.NowUtc());
        await using var transaction = await context.BeginWriteAsync(source.PersonId, cancellationToken);
        if (await context.Set<CalendarSource>().CountAsync(s => s.PersonId == source.PersonId && s.DeletedAt == null, cancellationToken) >= MaxSources)
        {
            return Refusal.Conflict(CalendarTexts.Refused_TooMany.With(MaxSources));
        }
        context.Add(source);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(source.PersonId, FeedTopic.Calendars);
        return source.Id;
    }

    private async Task<Refusal?> WriteAsync(int personId, int sourceId, Action<CalendarSource> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await WriteAsync(context, personId, sourceId, source =>
        {
            change(source);
            return Task.CompletedTask;
        }, cancellationToken);
    }

    private async Task<Refusal?> WriteAsync(
        StudyDbContext context, int personId, int sourceId, Func<CalendarSource, Task> change, CancellationToken cancellationToken)
    {
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<CalendarSource>().SingleOrDefaultAsync(s => s.Id == sourceId && s.PersonId == personId, cancellationToken) is not { } source)
        {
            return Refusal.NotFound(CalendarTexts.Refused_NotThere);
        }
        await change(source);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Calendars);
        return null;
    }

    private static Refusal? Check(CalendarDraft draft) =>
        draft.Name.Trim().Length is 0 or > CalendarSource.MaxName ? Refusal.Invalid(new FieldError("name", CalendarTexts.Refused_Name.With(CalendarSource.MaxName))) : null;

    private static async Task<TimeZoneInfo> ZoneAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) =>
        (await context.CalendarOfAsync(personId, cancellationToken)).Zone;
}
