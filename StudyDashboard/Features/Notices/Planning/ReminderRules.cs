using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>Which reminders a person gets before a lesson.</summary>
public static class ReminderRules
{
    /// <summary>How long after its start a reminder still helps someone to come late.</summary>
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(10);

    private static readonly int UsualMinutes = new NoticeChoices().Reminders[0].MinutesBefore;

    /// <summary>
    /// The person's own reminders for this kind of lesson; the lesson's alarm for who takes part in it; and where the lesson asks that
    /// everyone be reminded, one in the app for who would get none. A time that has passed is left out, except the last one of a channel
    /// that has none to come: a lesson made ten minutes before its start is still told of.
    /// </summary>
    public static IReadOnlyList<Reminder> For(LessonNotice lesson, Recipient recipient, bool hasMail, DateTime nowUtc)
    {
        if (!lesson.IsOn || lesson.StartsAt <= nowUtc)
        {
            return [];
        }
        var wanted = recipient.Choices.Reminders.Where(r => r.Mode is null || r.Mode == lesson.Mode)
            .Where(r => r.Channel != NoticeChannel.Email || (hasMail && recipient.Email is not null))
            .Select(r => (r.Channel, r.MinutesBefore)).ToList();
        if (lesson.AlarmEnabled && (recipient.Id == lesson.TutorId || recipient.Id == lesson.StudentId))
        {
            wanted.Add((NoticeChannel.Alarm, lesson.AlarmBeforeMinutes));
        }
        if (lesson.NotificationEnabled && wanted.Count == 0)
        {
            wanted.Add((NoticeChannel.InApp, UsualMinutes));
        }
        return [.. wanted.Distinct().Select(w => new Reminder(w.Channel, w.MinutesBefore, lesson.StartsAt.AddMinutes(-w.MinutesBefore)))
            .GroupBy(r => r.Channel).SelectMany(ofChannel => NotTooLate([.. ofChannel.OrderBy(r => r.DueAt)], nowUtc))];
    }

    /// <summary>Until when a reminder of the lesson helps.</summary>
    public static DateTime UsefulUntil(LessonNotice lesson) => Clock.Earlier(lesson.EndsAt, lesson.StartsAt + Lateness);

    private static List<Reminder> NotTooLate(List<Reminder> byTime, DateTime nowUtc)
    {
        var coming = byTime.FindAll(r => r.DueAt > nowUtc);
        return coming.Count > 0 ? coming : byTime[^1..];
    }
}

/// <summary>One reminder of one person.</summary>
public sealed record Reminder(NoticeChannel Channel, int MinutesBefore, DateTime DueAt);
