using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>
/// Sends what is told by e-mail, each once also across a kill -9 (docs/decisions/0009): a commit claims it, a commit stands between its
/// text and its end, a commit notes that it was taken. One found claimed without the middle one cannot have been taken and is sent again;
/// one with it is not.
/// </summary>
public sealed class MailPost(IDbContextFactory<StudyDbContext> contexts, MailSender sender, MailOptions options, StudyFeed feed, TimeProvider clock)
{
    /// <summary>After this a claim of which nothing is heard is given up; longer than any sending takes.</summary>
    public static TimeSpan Lease { get; } = 3 * MailSender.Patience;

    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Takes up what an earlier life of this process left behind, at once. Only for a process that is alone on its database.</summary>
    public async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await context.Set<Notice>().AnyAsync(n => n.State == NoticeState.Sending, cancellationToken))
        {
            return;
        }
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        await context.Set<Notice>().Where(n => n.State == NoticeState.Sending)
            .ExecuteUpdateAsync(update => update.SetProperty(n => n.NextAt, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Sends what is due.</summary>
    /// <returns>When the next is due; null when nothing waits.</returns>
    public async Task<DateTime?> DeliverAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<OutboxEntry> next;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            next = await Outbox.NextAsync(context, mail: true, cancellationToken);
        }
        var now = clock.NowUtc();
        foreach (var entry in next.Where(n => n.NextAt <= now))
        {
            if (await ClaimAsync(entry, cancellationToken) is var (letter, attempt))
            {
                // A stop of the server lets the letter that is on its way arrive.
                var result = await sender.SendAsync(letter, () => ChangeAsync(entry, attempt, n => n.HandOver(clock.NowUtc())), CancellationToken.None);
                await ChangeAsync(entry, attempt, n => Settle(n, result, clock.NowUtc()));
                if (result.IsAway)
                {
                    // The others would fare no better, and each would wait for the same.
                    return clock.NowUtc() + PauseAfter(1);
                }
            }
        }
        return next.Count == Outbox.Batch && next[^1].NextAt <= now ? now : next.FirstOrDefault(n => n.NextAt > now)?.NextAt;
    }

    /// <summary>How long to wait after a failed attempt: a minute, then twice as long each time, to an hour.</summary>
    public static TimeSpan PauseAfter(int attempts) => TimeSpan.FromMinutes(Math.Min(Math.Pow(2, Math.Max(0, attempts - 1)), LongestPause.TotalMinutes));

    private static void Settle(Notice notice, MailResult result, DateTime now)
    {
        switch (result.Fate)
        {
            case MailFate.Taken:
                notice.Confirm(now);
                break;
            case MailFate.Later:
                notice.TryAgain(now + PauseAfter(notice.Attempts), result.Error);
                break;
            case MailFate.Refused:
                notice.Fail(result.Error);
                notice.List(now);
                break;
            default:
                notice.LeaveUnconfirmed(now);
                notice.List(now);
                break;
        }
    }

    private async Task<(Letter Letter, int Attempt)?> ClaimAsync(OutboxEntry entry, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(entry.PersonId, cancellationToken);
        var notice = await context.Set<Notice>().SingleOrDefaultAsync(n => n.Id == entry.Id && n.NextAt <= now, cancellationToken);
        if (notice is null)
        {
            return null;
        }
        var letter = await TakeUpAsync(context, notice, now, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (notice.ListedAt == now)
        {
            feed.Publish(notice.PersonId, FeedTopic.Notices);
        }
        return letter is null ? null : (letter, notice.Attempts);
    }

    private async Task<Letter?> TakeUpAsync(StudyDbContext context, Notice notice, DateTime now, CancellationToken cancellationToken)
    {
        var reader = (await context.RecipientsAsync([notice.PersonId], cancellationToken)).GetValueOrDefault(notice.PersonId);
        if (notice is { State: NoticeState.Sending, HandedOverAt: not null })
        {
            notice.LeaveUnconfirmed(now);
            notice.List(now);
            return null;
        }
        if (reader?.Email is not { Length: > 0 } address)
        {
            context.Remove(notice);
            return null;
        }
        if (notice.IsWaiting)
        {
            var others = await context.Set<Notice>().Where(n => n.PersonId == notice.PersonId && n.Channel == NoticeChannel.Email && n.State == NoticeState.Waiting && n.Attempts == 0 && n.Id != notice.Id)
                .ToListAsync(cancellationToken);
            var group = notice.Attempts > 0 ? [notice] : NoticeGroups.Of([notice, .. others], now).Single(g => g.Contains(notice));
            notice = group[0];
            if (!NoticeGroups.Gather(group, now))
            {
                notice.Join(now);
                return null;
            }
        }
        var names = await context.NamesAsync([.. NoticeWriter.NamedIn(notice.Content).Distinct()], cancellationToken);
        var (title, body) = NoticeWriter.Write(notice.Kind, notice.Content, reader, names);
        notice.Word(title, body);
        if (now > notice.UsefulUntil)
        {
            notice.LogLate();
            if (!(await Outbox.ListedAsync(context, notice.PersonId, [notice.About], cancellationToken)).Contains((notice.About, notice.DueAt)))
            {
                notice.List(now);
            }
            return null;
        }
        if (!options.IsOn)
        {
            return Later(notice, notice.UsefulUntil.AddSeconds(1));
        }
        if (notice.IsWaiting && QuietHours.EndOf(reader, now) is { } end && end <= notice.UsefulUntil)
        {
            return Later(notice, end);
        }
        notice.Claim(now + Lease);
        return new Letter(notice.Key, address, title, Text(notice, body));
    }

    private static Letter? Later(Notice notice, DateTime until)
    {
        if (notice.IsWaiting)
        {
            notice.Wait(until);
        }
        else
        {
            notice.TryAgain(until, "");
        }
        return null;
    }

    private string Text(Notice notice, string body) => string.Join("\n\n", new[]
    {
        body, options.LinkTo(notice.Address) is { } link ? NoticeTexts.Mail_Open.With(link) : null, NoticeTexts.Mail_Foot,
    }.OfType<string>());

    // Only while the claim is this attempt's: one that took too long may have been given to another.
    private async Task ChangeAsync(OutboxEntry entry, int attempt, Action<Notice> change)
    {
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        await using var transaction = await context.BeginWriteAsync(entry.PersonId, CancellationToken.None);
        var notice = await context.Set<Notice>().SingleOrDefaultAsync(n => n.Id == entry.Id && n.State == NoticeState.Sending && n.Attempts == attempt)
            ?? throw new InvalidOperationException("The claim of this e-mail was given up.");
        change(notice);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        if (notice.ListedAt is not null)
        {
            feed.Publish(notice.PersonId, FeedTopic.Notices);
        }
    }
}
