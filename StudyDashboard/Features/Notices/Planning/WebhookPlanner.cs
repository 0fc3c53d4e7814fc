using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>Writes into the outbox that a webhook was switched off, on the ways by which its person hears of changes.</summary>
public sealed class WebhookPlanner(MailOptions mail, NoticeWake wake)
{
    private static readonly TimeSpan Useful = TimeSpan.FromDays(14);

    /// <summary>Tells a webhook's person at once, within the transaction that switched it off.</summary>
    public async Task TellOffAsync(StudyDbContext context, WebhookNotice webhook, int personId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var reader in (await context.RecipientsAsync([personId], cancellationToken)).Values)
        {
            // Each time anew: it may be resumed and fail again.
            var about = $"webhook:{Guid.NewGuid():n}";
            foreach (var channel in reader.ChangeChannels(mail))
            {
                context.Add(new Notice(
                    reader.Id, NoticeKind.WebhookSwitchedOff, channel, $"{about}:{Words<NoticeChannel>.Of(channel)}", about,
                    new NoticeContent { Webhook = webhook }, nowUtc, nowUtc + Useful, nowUtc));
            }
        }
        wake.Ring();
    }
}
