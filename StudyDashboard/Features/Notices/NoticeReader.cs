using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices;

/// <summary>Reads a person's notices.</summary>
public sealed class NoticeReader(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>Lines on one page of the history.</summary>
    public const int PageSize = 25;

    /// <summary>Unread lines are counted up to this.</summary>
    public const int MostCounted = 99;

    private static readonly Func<StudyDbContext, int, IAsyncEnumerable<Unread>> UnreadOf = ReadyQuery.Of((StudyDbContext context, int personId) =>
        context.Set<Notice>()
            .Where(n => n.PersonId == personId && n.ReadAt == null && n.State != NoticeState.Waiting && n.State != NoticeState.Sending)
            .OrderByDescending(n => n.SentAt).Take(3 * (MostCounted + 1))
            .Select(n => new Unread(n.Id, n.Channel, n.State, n.ListedAt != null, n.ShownAt != null, n.UsefulUntil, n.Title, n.Address, n.Attempts)));

    /// <summary>What the bell shows, in one statement: what is unread, what sounds, what a browser has still to show.</summary>
    public async Task<NoticeGlance> GlanceAsync(int personId, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await UnreadOf(context, personId).ToListAsync(cancellationToken);
        return new NoticeGlance(
            Math.Min(rows.Count(r => r.IsListed), MostCounted + 1),
            [.. rows.Where(r => r is { Channel: NoticeChannel.Alarm, State: NoticeState.Sent } && r.UsefulUntil >= now).OrderBy(r => r.Id)
                .Select(r => new NoticeSignal(r.Id, r.Attempts, r.Title, r.Address, r.IsShown))],
            [.. rows.Where(r => r is { Channel: NoticeChannel.System, State: NoticeState.Sent, IsShown: false } && r.UsefulUntil >= now).OrderBy(r => r.Id)
                .Select(r => new NoticeSignal(r.Id, r.Attempts, r.Title, r.Address, false))]);
    }

    /// <summary>The newest lines of the list.</summary>
    public async Task<IReadOnlyList<NoticeLine>> NewestAsync(int personId, int count, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Lines(context, personId).Take(count).ToListAsync(cancellationToken);
    }

    /// <summary>One page of the history, the newest first; a page beyond the last is the last.</summary>
    public async Task<NoticePageModel> PageAsync(int personId, int page, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var total = await context.Set<Notice>().CountAsync(n => n.PersonId == personId && n.ListedAt != null, cancellationToken);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var shown = Math.Clamp(page, 1, pages);
        return new NoticePageModel(shown, pages, await Lines(context, personId).Skip((shown - 1) * PageSize).Take(PageSize).ToListAsync(cancellationToken));
    }

    private static IQueryable<NoticeLine> Lines(StudyDbContext context, int personId) => context.Set<Notice>().AsNoTracking()
        .Where(n => n.PersonId == personId && n.ListedAt != null).OrderByDescending(n => n.ListedAt).ThenByDescending(n => n.Id)
        .Select(n => new NoticeLine(n.Id, n.Kind, n.State, n.Title, n.Body, n.Address, n.ListedAt!.Value, n.ReadAt != null, n.Error));

    private sealed record Unread(
        int Id, NoticeChannel Channel, NoticeState State, bool IsListed, bool IsShown, DateTime? UsefulUntil, string Title, string? Address, int Attempts);
}

/// <summary>What the bell shows.</summary>
/// <param name="Unread">Lines not read, at most one more than <see cref="NoticeReader.MostCounted"/>.</param>
/// <param name="Alarms">What sounds until it is dismissed or put off.</param>
/// <param name="System">System notices that no browser has shown yet.</param>
public sealed record NoticeGlance(int Unread, IReadOnlyList<NoticeSignal> Alarms, IReadOnlyList<NoticeSignal> System)
{
    /// <summary>How often the person's pages had been told something before it was read.</summary>
    public int ToldBefore { get; init; }

    public bool Equals(NoticeGlance? other) =>
        other is not null && Unread == other.Unread && Alarms.SequenceEqual(other.Alarms) && System.SequenceEqual(other.System);

    public override int GetHashCode() => HashCode.Combine(Unread, Alarms.Count, System.Count);
}

/// <summary>Something that a browser sounds or shows.</summary>
/// <param name="Id">The notice.</param>
/// <param name="Round">Counts how often it came: a snoozed alarm sounds anew.</param>
/// <param name="Title">What it says.</param>
/// <param name="Address">The page to open.</param>
/// <param name="IsSilent">Whether it does so without a sound: it came in quiet hours.</param>
public sealed record NoticeSignal(int Id, int Round, string Title, string? Address, bool IsSilent);

/// <summary>A line of the list.</summary>
public sealed record NoticeLine(int Id, NoticeKind Kind, NoticeState State, string Title, string Body, string? Address, DateTime At, bool IsRead, string? Error);

/// <summary>A page of the history.</summary>
public sealed record NoticePageModel(int Page, int Pages, IReadOnlyList<NoticeLine> Lines);
