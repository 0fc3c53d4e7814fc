using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Notices;

/// <summary>What a person does with their notices. Each change tells their open pages.</summary>
public sealed class NoticeService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, NoticeWake wake, MailOptions mail, TimeProvider clock)
{
    /// <summary>Longest time an alarm can be put off, in minutes.</summary>
    public const int MaxSnooze = 60;

    /// <summary>Marks a line of the list as read, and with it all that tells the same; an alarm of it ends.</summary>
    public Task<Refusal?> ReadAsync(int personId, int noticeId, CancellationToken cancellationToken) =>
        WithEventAsync(personId, noticeId, (_, same, now) =>
        {
            same.ForEach(n => Settle(n, now));
            return null;
        }, cancellationToken);

    /// <summary>Marks everything as read; alarms end.</summary>
    public async Task ReadAllAsync(int personId, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var unread = await context.Set<Notice>().Where(n => n.PersonId == personId && n.ReadAt == null && n.State != NoticeState.Waiting && n.State != NoticeState.Sending)
            .ToListAsync(cancellationToken);
        unread.ForEach(n => Settle(n, now));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Notices);
    }

    /// <summary>Puts a sounding alarm off; a second call for the same sounding changes nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Minutes outside 1 to <see cref="MaxSnooze"/>.</exception>
    public async Task<Refusal?> SnoozeAsync(int personId, int noticeId, int minutes, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(minutes, Math.Clamp(minutes, 1, MaxSnooze));
        var refusal = await WithEventAsync(personId, noticeId, (alarm, _, now) =>
        {
            if (alarm is not { Channel: NoticeChannel.Alarm, State: NoticeState.Sent })
            {
                return Refusal.Conflict(NoticeTexts.Refused_Alarm);
            }
            alarm.Snooze(now.AddMinutes(minutes));
            return null;
        }, cancellationToken);
        wake.Ring();
        return refusal;
    }

    /// <summary>Takes on to show a system notice, or to sound an alarm silently no more: true for the first who asks, on whatever device.</summary>
    public async Task<bool> ClaimShowingAsync(int personId, int noticeId, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var claimed = await context.Set<Notice>().Where(n => n.Id == noticeId && n.PersonId == personId && n.ShownAt == null && n.ReadAt == null && n.UsefulUntil >= now)
            .ExecuteUpdateAsync(update => update.SetProperty(n => n.ShownAt, now), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return claimed == 1;
    }

    /// <summary>Sends a test on every way that can be used.</summary>
    public async Task SendTestAsync(int personId, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var about = $"test:{Guid.NewGuid():n}";
        foreach (var channel in Enum.GetValues<NoticeChannel>().Where(c => c != NoticeChannel.Email || mail.IsOn))
        {
            context.Add(new Notice(
                personId, NoticeKind.Test, channel, $"{about}:{Words<NoticeChannel>.Of(channel)}", about, new NoticeContent(), now, now.AddMinutes(10), now));
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        wake.Ring();
    }

    private static void Settle(Notice notice, DateTime now)
    {
        if (notice is { Channel: NoticeChannel.Alarm, State: NoticeState.Sent or NoticeState.Snoozed })
        {
            notice.Dismiss(now);
        }
        notice.Read(now);
    }

    private async Task<Refusal?> WithEventAsync(
        int personId, int noticeId, Func<Notice, List<Notice>, DateTime, Refusal?> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var notice = await context.Set<Notice>().SingleOrDefaultAsync(n => n.Id == noticeId && n.PersonId == personId, cancellationToken);
        if (notice is null)
        {
            return Refusal.NotFound(NoticeTexts.Refused_Gone);
        }
        var same = await context.Set<Notice>().Where(n => n.PersonId == personId && n.About == notice.About && n.DueAt == notice.DueAt
            && n.State != NoticeState.Waiting && n.State != NoticeState.Sending).ToListAsync(cancellationToken);
        if (change(notice, same, clock.NowUtc()) is { } refusal)
        {
            return refusal;
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Notices);
        return null;
    }
}
