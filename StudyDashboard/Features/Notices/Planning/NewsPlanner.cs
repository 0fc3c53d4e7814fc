using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>Writes into the outbox what one person is told at once, on the ways by which they hear of changes.</summary>
public sealed class NewsPlanner(MailOptions mail, NoticeWake wake)
{
    private static readonly TimeSpan Useful = TimeSpan.FromDays(14);

    /// <summary>Tells it within the transaction that gives the reason.</summary>
    /// <param name="context">The open transaction's context.</param>
    /// <param name="kind">What it is about.</param>
    /// <param name="content">What it says.</param>
    /// <param name="about">The name under which it stands; it is told once under it.</param>
    /// <param name="personId">Who hears it.</param>
    /// <param name="nowUtc">The instant of the command.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task TellAsync(
        StudyDbContext context, NoticeKind kind, NoticeContent content, string about, int personId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var reader in (await context.RecipientsAsync([personId], cancellationToken)).Values)
        {
            foreach (var channel in reader.ChangeChannels(mail))
            {
                context.Add(new Notice(reader.Id, kind, channel, $"{about}:{Words<NoticeChannel>.Of(channel)}", about, content, nowUtc, nowUtc + Useful, nowUtc));
            }
        }
        context.AfterCommit(wake.Ring);
    }
}
