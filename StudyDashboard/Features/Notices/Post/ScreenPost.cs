using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>
/// Hands out what is told on the pages: in the app, by system notice, by alarm. One commit a person makes it told; open pages then look.
/// </summary>
public sealed class ScreenPost(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Hands out what is due.</summary>
    /// <returns>When the next is due; null when nothing waits.</returns>
    public async Task<DateTime?> DeliverAsync(CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        IReadOnlyList<OutboxEntry> next;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            next = await Outbox.NextAsync(context, mail: false, cancellationToken);
        }
        foreach (var personId in next.Where(n => n.NextAt <= now).Select(n => n.PersonId).Distinct())
        {
            await DeliverToAsync(personId, now, cancellationToken);
        }
        return next.Count == Outbox.Batch && next[^1].NextAt <= now ? now : next.FirstOrDefault(n => n.NextAt > now)?.NextAt;
    }

    private async Task DeliverToAsync(int personId, DateTime now, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var rows = await context.Set<Notice>().Where(n => n.PersonId == personId && n.Channel != NoticeChannel.Email)
            .Where(n => n.NextAt <= now || (n.State == NoticeState.Waiting && (n.Kind == NoticeKind.LessonAdded || n.Kind == NoticeKind.LessonChanged || n.Kind == NoticeKind.LessonCancelled)))
            .ToListAsync(cancellationToken);
        var reader = (await context.RecipientsAsync([personId], cancellationToken)).GetValueOrDefault(personId);
        if (reader is null)
        {
            rows.ForEach(n => context.Remove(n));
        }
        else
        {
            await HandOutAsync(context, reader, rows, now, cancellationToken);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Notices);
    }

    private static async Task HandOutAsync(StudyDbContext context, Recipient reader, List<Notice> rows, DateTime now, CancellationToken cancellationToken)
    {
        var names = await context.NamesAsync([.. rows.SelectMany(n => NoticeWriter.NamedIn(n.Content)).Distinct()], cancellationToken);
        var listed = await Outbox.ListedAsync(context, reader.Id, [.. rows.Select(n => n.About).Distinct()], cancellationToken);
        var isQuiet = QuietHours.EndOf(reader, now) is not null;
        foreach (var snoozed in rows.Where(n => n.State == NoticeState.Snoozed && n.NextAt <= now))
        {
            snoozed.HandOut(now, isSilent: false);
        }
        foreach (var group in NoticeGroups.Of(rows.Where(n => n.IsWaiting), now))
        {
            var notice = group[0];
            if (!NoticeGroups.Gather(group, now))
            {
                notice.Join(now);
                continue;
            }
            var (title, body) = NoticeWriter.Write(notice.Kind, notice.Content, reader, names);
            notice.Word(title, body);
            if (now > notice.UsefulUntil)
            {
                notice.LogLate();
            }
            else
            {
                notice.HandOut(now, isQuiet);
            }
            // One line a thing, whichever ways tell it.
            if (listed.Add((notice.About, notice.DueAt)))
            {
                notice.List(now);
            }
        }
    }
}
