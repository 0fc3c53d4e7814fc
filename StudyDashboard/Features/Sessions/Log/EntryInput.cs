using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>What stands in the fields of an entry, as typed.</summary>
public sealed class EntryInput
{
    /// <summary>An end that lies before the start by the clock means the next day, up to this length; beyond it is a slip.</summary>
    private static readonly TimeSpan LongestOverMidnight = TimeSpan.FromHours(12);

    public SessionKind Kind { get; set; } = SessionKind.Theory;

    public string? Subject { get; set; }

    public string? Domain { get; set; }

    public int? ClassId { get; set; }

    public int? AssignmentId { get; set; }

    public string? Date { get; set; }

    public string? Start { get; set; }

    public string? End { get; set; }

    public string? Duration { get; set; }

    public int? Answered { get; set; }

    public int? Correct { get; set; }

    public int? Rating { get; set; }

    public string? Tags { get; set; }

    public string? Note { get; set; }

    /// <summary>What the session was about: the fields show a part of it, and the rest stays.</summary>
    private SessionAbout? AboutBefore { get; init; }

    /// <summary>The length that was there and how it stands in the field: a field that is left alone loses no second.</summary>
    private (string Text, int Seconds)? LengthBefore { get; init; }

    public static EntryInput New(DateOnly today) => new() { Date = DateParser.Write(today) };

    public static EntryInput Of(StudySession session)
    {
        var start = session.StartedAt is { } at ? session.Calendar.LocalOf(at) : (DateTime?)null;
        return new EntryInput
        {
            AboutBefore = session.About,
            Kind = session.Kind,
            Subject = session.Subject,
            Domain = session.DomainCode,
            ClassId = session.ClassId,
            AssignmentId = session.AssignmentId,
            Date = DateParser.Write(start is { } day ? DateOnly.FromDateTime(day) : session.StudyDay!.Value),
            Start = start?.ToString("HH:mm", CultureInfo.InvariantCulture),
            End = session.EndedAt is { } end ? session.Calendar.LocalOf(end).ToString("HH:mm", CultureInfo.InvariantCulture) : null,
            Duration = start is null ? DurationParser.Write(session.NetSeconds) : null,
            LengthBefore = (DurationParser.Write(session.NetSeconds), session.NetSeconds),
            Answered = session.QuestionsAnswered,
            Correct = session.CorrectAnswers,
            Rating = session.SelfRating,
            Tags = string.Join(", ", session.Tags),
            Note = session.Note,
        };
    }

    /// <summary>Reads the fields, or says which cannot be read.</summary>
    /// <param name="calendar">Whose wall clock the times are typed in.</param>
    /// <param name="today">The person's study day, which gives a missing year.</param>
    /// <param name="timeOf">The session whose time is not to change, or null.</param>
    /// <param name="fix">What to do about an overlap.</param>
    public Outcome<SessionEntry> ToEntry(StudyCalendar calendar, DateOnly today, StudySession? timeOf, OverlapFix? fix)
    {
        var entry = new SessionEntry
        {
            About = (AboutBefore ?? new SessionAbout { Kind = Kind }) with
            {
                Kind = Kind,
                Subject = Subject,
                DomainCode = Domain,
                // Another domain is looked for in the active plan.
                PlanId = Domain == AboutBefore?.DomainCode ? AboutBefore?.PlanId : null,
                ClassId = ClassId,
                AssignmentId = AssignmentId,
                Tags = [.. (Tags ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()],
            },
            QuestionsAnswered = Answered ?? 0,
            CorrectAnswers = Correct ?? 0,
            SelfRating = Rating,
            Note = Note ?? "",
            Fix = fix,
        };
        if (timeOf is not null)
        {
            return entry with { StartedAt = timeOf.StartedAt, EndedAt = timeOf.EndedAt };
        }
        var date = DateParser.Parse(Date, today, "study_day");
        return date.Refusal is { } unreadable ? unreadable : WithTime(entry, date.Value, calendar);
    }

    private Outcome<SessionEntry> WithTime(SessionEntry entry, DateOnly date, StudyCalendar calendar)
    {
        var hasLength = !string.IsNullOrWhiteSpace(Duration);
        var length = hasLength ? ReadLength() : 0;
        if (length.Refusal is { } unreadable)
        {
            return unreadable;
        }
        if (string.IsNullOrWhiteSpace(Start) && string.IsNullOrWhiteSpace(End))
        {
            return hasLength
                ? entry with { Day = date, NetSeconds = length.Value }
                : Refusal.Invalid(new FieldError("started_at", SessionTexts.Refused_StartMissing));
        }
        var from = TimeOfDayParser.Parse(Start, "started_at");
        if (from.Refusal is { } noStart)
        {
            return noStart;
        }
        var start = calendar.InstantOf(date.ToDateTime(from.Value));
        if (hasLength && string.IsNullOrWhiteSpace(End))
        {
            return entry with { StartedAt = start, EndedAt = start.AddSeconds(length.Value) };
        }
        if (string.IsNullOrWhiteSpace(End))
        {
            return Refusal.Invalid(new FieldError("ended_at", SessionTexts.Refused_EndMissing));
        }
        var to = TimeOfDayParser.Parse(End, "ended_at");
        if (to.Refusal is { } noEnd)
        {
            return noEnd;
        }
        var nextDay = to.Value < from.Value && to.Value - from.Value <= LongestOverMidnight;
        return entry with { StartedAt = start, EndedAt = calendar.InstantOf(date.AddDays(nextDay ? 1 : 0).ToDateTime(to.Value)) };
    }

    private Outcome<int> ReadLength() => LengthBefore is { } before && before.Text == Duration
        ? before.Seconds
        : DurationParser.Parse(Duration, field: "net_seconds");
}
