using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>
/// Writes what is to be told into the outbox, within the transaction of the command that gives the reason: either both are stored or
/// neither. Planning the same again changes nothing; a reminder that still waits follows its lesson.
/// </summary>
public sealed class NoticePlanner(MailOptions mail, NoticeWake wake)
{
    /// <summary>How far ahead reminders stand in the outbox: the earliest comes a week before, and the duty looks twice a day.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromDays(8);

    /// <summary>How long changes are gathered into one notice.</summary>
    public static TimeSpan Gathering { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The name under which a lesson's notices stand.</summary>
    public static string AboutLesson(int lessonId) => string.Create(CultureInfo.InvariantCulture, $"lesson:{lessonId}");

    /// <summary>
    /// Brings the waiting reminders of these lessons in line with their times and with what their people want. Those beyond
    /// <see cref="Horizon"/> wait for the duty.
    /// </summary>
    public async Task PlanRemindersAsync(StudyDbContext context, IReadOnlyList<LessonNotice> lessons, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var people = await PeopleOfAsync(context, lessons, cancellationToken);
        foreach (var some in lessons.Chunk(200))
        {
            var abouts = some.Select(l => AboutLesson(l.LessonId)).ToList();
            var there = (await context.Set<Notice>().Where(n => abouts.Contains(n.About) && n.Kind == NoticeKind.LessonReminder).ToListAsync(cancellationToken))
                .ToDictionary(n => n.Key);
            foreach (var lesson in some)
            {
                var ofLesson = lesson.StartsAt > nowUtc + Horizon ? [] : Wanted(lesson, people, nowUtc);
                foreach (var (recipient, reminder) in ofLesson)
                {
                    Put(context, there, lesson, recipient, reminder, nowUtc);
                }
            }
            // What is left is no longer wanted: another time, another channel, a lesson that is off.
            context.RemoveRange(there.Values.Where(n => n.IsWaiting));
        }
        context.AfterCommit(wake.Ring);
    }

    /// <summary>Takes back what waits about lessons that are gone. What was told stays told.</summary>
    public async Task WithdrawAsync(StudyDbContext context, IReadOnlyCollection<int> lessonIds, CancellationToken cancellationToken)
    {
        foreach (var some in lessonIds.Select(AboutLesson).Chunk(500))
        {
            var waiting = await context.Set<Notice>()
                .Where(n => some.Contains(n.About) && n.State == NoticeState.Waiting && n.Kind == NoticeKind.LessonReminder).ToListAsync(cancellationToken);
            context.RemoveRange(waiting);
        }
    }

    /// <summary>
    /// Tells tutor, student and guardians what changed about lessons to come, but not who changed it: one notice a person and channel, to
    /// which the changes of the same minute are added when it is handed out.
    /// </summary>
    /// <param name="context">The open context.</param>
    /// <param name="changes">Each lesson as it was (null when it is new) and as it is (null when it is gone).</param>
    /// <param name="actorId">Who made the change.</param>
    /// <param name="nowUtc">The instant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task AnnounceChangesAsync(
        StudyDbContext context, IReadOnlyList<LessonLine> changes, int? actorId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var told = changes.Where(c => !c.IsNothing && c.UsefulUntil > nowUtc).ToList();
        var people = await PeopleOfAsync(context, [.. told.Select(c => (c.After ?? c.Before)!)], cancellationToken);
        var ofPeople = told.SelectMany(c => Concerned((c.After ?? c.Before)!, people).Where(p => p.Id != actorId).Select(p => (p, c)));
        foreach (var ofPerson in ofPeople.GroupBy(x => x.p, x => x.c))
        {
            Announce(context, ofPerson.Key, [.. ofPerson], nowUtc);
        }
        context.AfterCommit(wake.Ring);
    }

    /// <summary>Tells people at once of what someone did about one lesson: asked for it, answered, apologized.</summary>
    /// <param name="context">The open context.</param>
    /// <param name="kind">What was done.</param>
    /// <param name="lesson">The lesson, also one that is only asked for; its reason is what was written beside.</param>
    /// <param name="people">Who is told.</param>
    /// <param name="nowUtc">The instant.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task TellAsync(
        StudyDbContext context, NoticeKind kind, LessonNotice lesson, IReadOnlyCollection<int> people, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var recipient in (await context.RecipientsAsync([.. people.Distinct()], cancellationToken)).Values)
        {
            var about = $"act:{Guid.NewGuid():n}";
            foreach (var channel in recipient.ChangeChannels(mail))
            {
                context.Add(new Notice(
                    recipient.Id, kind, channel, $"{about}:{Words<NoticeChannel>.Of(channel)}", about, NoticeContent.Of([new LessonLine(null, lesson)]), nowUtc,
                    lesson.StartsAt > nowUtc ? lesson.StartsAt : nowUtc, nowUtc));
            }
        }
        context.AfterCommit(wake.Ring);
    }

    private void Announce(StudyDbContext context, Recipient recipient, IReadOnlyCollection<LessonLine> lines, DateTime nowUtc)
    {
        var kind = lines.All(l => l.IsAdded) ? NoticeKind.LessonAdded : lines.All(l => l.IsCancelled) ? NoticeKind.LessonCancelled : NoticeKind.LessonChanged;
        var content = NoticeContent.Of(lines);
        var about = $"change:{Guid.NewGuid():n}";
        foreach (var channel in recipient.ChangeChannels(mail))
        {
            context.Add(new Notice(
                recipient.Id, kind, channel, $"{about}:{Words<NoticeChannel>.Of(channel)}", about, content, nowUtc + Gathering,
                lines.Max(l => l.UsefulUntil) is var until && until > nowUtc + Gathering ? until : nowUtc + Gathering, nowUtc));
        }
    }

    private List<(Recipient Recipient, Reminder Reminder)> Wanted(LessonNotice lesson, People people, DateTime nowUtc) =>
        [.. Concerned(lesson, people).SelectMany(p => ReminderRules.For(lesson, p, mail.IsOn, nowUtc).Select(r => (p, r)))];

    private static void Put(
        StudyDbContext context, Dictionary<string, Notice> there, LessonNotice lesson, Recipient recipient, Reminder reminder, DateTime nowUtc)
    {
        var key = string.Create(CultureInfo.InvariantCulture,
            $"lesson:{lesson.LessonId}:{new DateTimeOffset(lesson.StartsAt).ToUnixTimeSeconds()}:{reminder.MinutesBefore}:{Words<NoticeChannel>.Of(reminder.Channel)}:{recipient.Id}");
        var content = NoticeContent.Of([new LessonLine(null, lesson)]);
        if (!there.Remove(key, out var notice))
        {
            context.Add(new Notice(
                recipient.Id, NoticeKind.LessonReminder, reminder.Channel, key, AboutLesson(lesson.LessonId), content, reminder.DueAt, ReminderRules.UsefulUntil(lesson), nowUtc));
        }
        else if (notice.IsWaiting)
        {
            notice.Say(content, reminder.DueAt, ReminderRules.UsefulUntil(lesson));
        }
    }

    private static async Task<People> PeopleOfAsync(StudyDbContext context, IReadOnlyList<LessonNotice> lessons, CancellationToken cancellationToken)
    {
        var students = lessons.Select(l => l.StudentId).ToHashSet();
        var guardians = (await context.Set<Guardianship>().AsNoTracking().Where(g => students.Contains(g.StudentId)).ToListAsync(cancellationToken))
            .ToLookup(g => g.StudentId, g => g.GuardianId);
        var ids = lessons.Select(l => l.TutorId).Concat(students).Concat(guardians.SelectMany(g => g)).ToHashSet();
        return new People(await context.RecipientsAsync(ids, cancellationToken), guardians);
    }

    private static IEnumerable<Recipient> Concerned(LessonNotice lesson, People people) =>
        people.Guardians[lesson.StudentId].Prepend(lesson.StudentId).Prepend(lesson.TutorId).Distinct()
            .Select(people.Recipients.GetValueOrDefault).OfType<Recipient>();

    private sealed record People(IReadOnlyDictionary<int, Recipient> Recipients, ILookup<int, int> Guardians);
}
