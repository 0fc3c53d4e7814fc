using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>A calendar address without its secret.</summary>
public sealed record FeedView(int Id, string Name, FeedScope Scope, bool BusyOnly, DateTime CreatedAt, DateTime? LastUsedAt);

/// <summary>An address just made.</summary>
/// <param name="Secret">Its secret, which can never be read again.</param>
/// <param name="Feed">The rest.</param>
public sealed record NewFeed(string Secret, FeedView Feed);

/// <summary>What an address shows now.</summary>
/// <param name="Text">The calendar.</param>
/// <param name="ETag">The same for the same text, in quotes.</param>
public sealed record FeedContent(string Text, string ETag);

/// <summary>Makes, lists and revokes calendar addresses, and writes what each shows.</summary>
public sealed class CalendarFeeds(IDbContextFactory<StudyDbContext> contexts, IEnumerable<IFeedSource> sources, TimeProvider clock)
{
    /// <summary>Most addresses of a person that are not revoked.</summary>
    public const int MaxFeeds = 50;

    private const int ZoneYearsAhead = 3;

    /// <summary>Makes an address. The secret is in the answer and nowhere else.</summary>
    public async Task<Outcome<NewFeed>> CreateAsync(int personId, string name, FeedScope scope, bool busyOnly, CancellationToken cancellationToken)
    {
        name = name.Trim();
        if (name.Length is 0 or > CalendarFeed.MaxName)
        {
            return Refusal.Invalid(new FieldError("feed_name", CalendarTexts.Refused_Name.With(CalendarFeed.MaxName)));
        }
        var secret = LinkSecret.NewLink();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<CalendarFeed>().CountAsync(f => f.PersonId == personId && f.RevokedAt == null, cancellationToken) >= MaxFeeds)
        {
            return Refusal.Conflict(CalendarTexts.Refused_TooManyFeeds.With(MaxFeeds));
        }
        var feed = new CalendarFeed(personId, name, scope, busyOnly, LinkSecret.HashOf(secret), clock.NowUtc());
        context.Add(feed);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new NewFeed(secret, new FeedView(feed.Id, feed.Name, feed.Scope, feed.BusyOnly, feed.CreatedAt, null));
    }

    /// <summary>A person's addresses that are not revoked, newest first.</summary>
    public async Task<IReadOnlyList<FeedView>> ListAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<CalendarFeed>().AsNoTracking().Where(f => f.PersonId == personId && f.RevokedAt == null).OrderByDescending(f => f.Id)
            .Select(f => new FeedView(f.Id, f.Name, f.Scope, f.BusyOnly, f.CreatedAt, f.LastUsedAt)).ToListAsync(cancellationToken);
    }

    /// <summary>Ends an address for good: its secret may have gone astray, so there is no way back.</summary>
    public async Task<Refusal?> RevokeAsync(int personId, int feedId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.Set<CalendarFeed>().SingleOrDefaultAsync(f => f.Id == feedId && f.PersonId == personId, cancellationToken) is not { } feed)
        {
            return Refusal.NotFound(CalendarTexts.Refused_NotThere);
        }
        feed.Revoke(clock.NowUtc());
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }

    /// <summary>What an address shows; null when there is none such, or not any more.</summary>
    public async Task<FeedContent?> ReadAsync(string secret, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        var hash = LinkSecret.HashOf(secret);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Set<CalendarFeed>().AsNoTracking().Where(f => f.Hash == hash && f.RevokedAt == null)
            .Join(context.Users, f => f.PersonId, p => p.Id, (f, p) => new { Feed = f, p.DisplayName, p.LockoutEnd }).SingleOrDefaultAsync(cancellationToken);
        if (found is null || AdminQueries.IsLockedForGood(found.LockoutEnd))
        {
            return null;
        }
        var feed = found.Feed;
        if (feed.LastUsedAt is null || now - feed.LastUsedAt >= TimeSpan.FromMinutes(15))
        {
            await NoteUseAsync(feed.PersonId, feed.Id, now, cancellationToken);
        }
        var events = new List<WrittenEvent>();
        foreach (var source in sources.Where(s => feed.Scope == FeedScope.Both || s.Scope == feed.Scope))
        {
            events.AddRange(await source.ReadAsync(context, feed.PersonId, now, cancellationToken));
        }
        var shown = feed.BusyOnly ? events.Where(e => !e.Event.IsFree).Select(Veiled).ToList() : events;
        var text = CalendarWriter.Write(CalendarTexts.Feed_Name.With(found.DisplayName), shown, now.Year + ZoneYearsAhead);
        return new FeedContent(text, $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}\"");
    }

    /// <summary>The time without what it is for.</summary>
    private static WrittenEvent Veiled(WrittenEvent written) =>
        new(written.Event with { Title = CalendarTexts.Feed_Busy, Location = null }, written.StampUtc);

    private async Task NoteUseAsync(int personId, int feedId, DateTime now, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
            (await context.Set<CalendarFeed>().SingleAsync(f => f.Id == feedId, cancellationToken)).Use(now);
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            // The disk is full: reading goes on without the note.
        }
    }
}
