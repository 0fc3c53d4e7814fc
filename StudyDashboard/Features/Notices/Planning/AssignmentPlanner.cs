using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>
/// Writes into the outbox what is to be told of assignments, within the transaction that gives the reason, on the ways by which a person
/// hears of changes. Planning the same again changes nothing.
/// </summary>
public sealed class AssignmentPlanner(MailOptions mail, NoticeWake wake)
{
    /// <summary>The reader's wall time at which they hear that something is due today.</summary>
    public static TimeOnly DueAt { get; } = new(8, 0);

    /// <summary>How long the news of a new assignment is of use when it has no day.</summary>
    private static readonly TimeSpan Useful = TimeSpan.FromDays(14);

    /// <summary>The name under which an assignment's notices stand.</summary>
    public static string About(int assignmentId) => string.Create(CultureInfo.InvariantCulture, $"assignment:{assignmentId}");

    /// <summary>Tells people at once of a new assignment.</summary>
    public async Task TellGivenAsync(
        StudyDbContext context, AssignmentNotice assignment, IReadOnlyCollection<int> people, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var reader in (await context.RecipientsAsync(people, cancellationToken)).Values)
        {
            var until = assignment.DueOn is { } due ? Clock.Later(EndOf(reader, due), nowUtc) : nowUtc + Useful;
            foreach (var channel in reader.ChangeChannels(mail))
            {
                context.Add(new Notice(
                    reader.Id, NoticeKind.AssignmentGiven, channel, Key(assignment, "given", channel, reader), $"{About(assignment.AssignmentId)}:given",
                    new NoticeContent { Assignment = assignment }, nowUtc, until, nowUtc));
            }
        }
        context.AfterCommit(wake.Ring);
    }

    /// <summary>Brings what waits about the assignment's day in line: these people hear of it on that day, and nobody else.</summary>
    public async Task PlanDueAsync(
        StudyDbContext context, AssignmentNotice assignment, IReadOnlyCollection<int> people, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var about = About(assignment.AssignmentId);
        var there = await context.Set<Notice>().Where(n => n.About == about && n.Kind == NoticeKind.AssignmentDue).ToDictionaryAsync(n => n.Key, cancellationToken);
        foreach (var reader in (await context.RecipientsAsync(people, cancellationToken)).Values)
        {
            if (assignment.DueOn is not { } due)
            {
                break;
            }
            var (at, until) = (MorningOf(reader, due), EndOf(reader, due));
            foreach (var channel in at > nowUtc ? reader.ChangeChannels(mail) : [])
            {
                var key = Key(assignment, DateParser.Write(due), channel, reader);
                var content = new NoticeContent { Assignment = assignment };
                if (!there.Remove(key, out var notice))
                {
                    context.Add(new Notice(reader.Id, NoticeKind.AssignmentDue, channel, key, about, content, at, until, nowUtc));
                }
                else if (notice.IsWaiting)
                {
                    notice.Say(content, at, until);
                }
            }
        }
        // What is left is no longer wanted: another day, done, or gone from the class.
        context.RemoveRange(there.Values.Where(n => n.IsWaiting));
        context.AfterCommit(wake.Ring);
    }

    /// <summary>Takes back what waits about assignments, for everyone or for one person. What was told stays told.</summary>
    public async Task WithdrawAsync(StudyDbContext context, IReadOnlyCollection<int> assignmentIds, int? personId, CancellationToken cancellationToken)
    {
        foreach (var some in assignmentIds.SelectMany(id => new[] { About(id), $"{About(id)}:given" }).Chunk(500))
        {
            context.RemoveRange(await context.Set<Notice>()
                .Where(n => some.Contains(n.About) && n.State == NoticeState.Waiting && (personId == null || n.PersonId == personId)).ToListAsync(cancellationToken));
        }
    }

    private static string Key(AssignmentNotice assignment, string what, NoticeChannel channel, Recipient reader) =>
        string.Create(CultureInfo.InvariantCulture, $"{About(assignment.AssignmentId)}:{what}:{Words<NoticeChannel>.Of(channel)}:{reader.Id}");

    private static DateTime MorningOf(Recipient reader, DateOnly day) => StudyCalendar.For(reader.TimeZone, 0).InstantOf(day.ToDateTime(DueAt));

    private static DateTime EndOf(Recipient reader, DateOnly day) => StudyCalendar.For(reader.TimeZone, 0).StartOf(day.AddDays(1));
}
