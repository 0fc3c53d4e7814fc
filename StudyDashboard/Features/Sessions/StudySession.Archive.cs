using StudyDashboard.Features.Sessions.Archive;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions;

/// <content>How a session comes back from an archive.</content>
public sealed partial class StudySession
{
    /// <summary>The session that left with <see cref="ArchivedSession"/>; to be asked for when <see cref="ArchivedWhole.WhyNot"/> has nothing against it.</summary>
    internal static StudySession Restored(int studentId, ArchivedWhole whole)
    {
        var row = whole.Row;
        var about = new SessionAbout
        {
            Kind = row.SessionType, Subject = row.Subject, Language = row.Language, DomainCode = row.DomainCode, Tags = [.. (row.Tags ?? []).OfType<string>()],
        };
        var session = New(studentId, about, row.Source, null, StudyCalendar.For(row.TimeZone, row.DayStartHour));
        session.Status = row.Status == SessionStatus.InProgress ? SessionStatus.NeedsReview : row.Status;
        (session.PlannedDay, session.PlannedTime, session.PlannedMinutes) = (row.PlannedDay, row.PlannedTime, row.PlannedMinutes);
        session.Timer = row.Timer?.Clamped();
        session.Rate(row.QuestionsAnswered, row.CorrectAnswers, row.SelfRating);
        session.CardsReviewed = row.CardsReviewed;
        session.Note = row.Note ?? "";
        session.SetTimes(row);
        // After the span, which would make plain pauses of breaks that have a planned length.
        session.ReplaceParts(
            whole.Pauses.Select(p => new SessionPause(Utc(p.StartedAt), p.EndedAt is { } end ? Utc(end) : null, p.Reason, p.PlannedSeconds)),
            whole.Activities.Select(a => new SessionActivity(a.ActivityType, Utc(a.StartedAt), a.EndedAt is { } end ? Utc(end) : null, a.Count, a.Correct)),
            whole.Hours.Select(h => new SessionHour(h.StudyDay, h.Hour, h.NetSeconds)));
        if (row is { NetIsGiven: true, StartedAt: not null })
        {
            (session.NetIsGiven, session.NetSeconds) = (true, row.NetSeconds);
            session.LastDay = whole.Hours.Select(h => h.StudyDay).Append(session.StudyDay!.Value).Max();
        }
        session.Settle([]);
        return session;
    }

    private void SetTimes(ArchivedSession row)
    {
        if (row is { StartedAt: { } from, EndedAt: { } to })
        {
            SetSpan(Utc(from), Utc(to));
        }
        else if (row.StartedAt is { } start)
        {
            StartedAt = Utc(start);
            StudyDay = LastDay = Calendar.DayOf(Utc(start));
        }
        else if (Status == SessionStatus.Completed)
        {
            SetDuration(row.StudyDay!.Value, row.NetSeconds);
        }
        LastHeartbeatAt = row.LastHeartbeatAt is { } heard ? Utc(heard) : Status == SessionStatus.NeedsReview ? StartedAt : null;
    }

    /// <summary>An archive gives instants in UTC; one with another offset is the same instant.</summary>
    private static DateTime Utc(DateTime at) => Clock.ToSecond(at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : at);
}
