using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Archive;

/// <summary>A session of an archive with its parts.</summary>
public sealed record ArchivedWhole(
    ArchivedSession Row, IReadOnlyList<ArchivedPause> Pauses, IReadOnlyList<ArchivedActivity> Activities, IReadOnlyList<ArchivedHour> Hours)
{
    /// <summary>Longest import key.</summary>
    public const int MaxKey = 64;

    // Longer than any session that the product lets a person record; a broken row must not fill years of days.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(31);
    private static readonly DateOnly Earliest = new(1980, 1, 1);

    private bool IsWaiting => Row.Status is SessionStatus.Planned or SessionStatus.Skipped;

    private bool IsOpen => Row.Status is SessionStatus.InProgress or SessionStatus.NeedsReview;

    /// <summary>What tells it from the person's other sessions: its start, for one without clock times its day and length, for one not begun its plan.</summary>
    public static string IdentityOf(ArchivedSession row) =>
        row.Status is SessionStatus.Planned or SessionStatus.Skipped ? PlanOf(row)
        : row.StartedAt is { } at ? $"{Words<SessionSource>.Of(row.Source)} {at:yyyy-MM-ddTHH:mm:ss}"
        : $"{row.StudyDay:yyyy-MM-dd} {row.NetSeconds} {Words<SessionKind>.Of(row.SessionType)} {row.Subject}";

    /// <summary>What tells a plan from the person's other plans.</summary>
    public static string PlanOf(ArchivedSession row) =>
        $"plan {row.PlannedDay:yyyy-MM-dd} {row.PlannedTime:HH:mm} {Words<SessionKind>.Of(row.SessionType)} {row.Subject}";

    /// <summary>Why it cannot come in, or null.</summary>
    public string? WhyNot(DateTime nowUtc)
    {
        var about = new SessionAbout
        {
            Kind = Row.SessionType, Subject = Row.Subject, Language = Row.Language, DomainCode = Row.DomainCode,
            Tags = [.. (Row.Tags ?? []).Select(t => t ?? "")],
        };
        var errors = SessionValidation.About(about).Concat(SessionValidation.Note(Row.Note)).Concat(SessionValidation.PlannedMinutes(Row.PlannedMinutes))
            .Concat(SessionValidation.Result(Row.QuestionsAnswered, Row.CorrectAnswers, Row.SelfRating));
        return errors.FirstOrDefault()?.Message
            ?? (!TimeZoneInfo.TryFindSystemTimeZoneById(Row.TimeZone ?? "", out _) || Row.DayStartHour is < 0 or > 23 ? SessionTexts.Archive_Zone
            : !FormHolds(nowUtc) ? SessionTexts.Archive_Form
            : !PausesHold() ? SessionTexts.Archive_Pauses
            : Activities.Any(a => a.EndedAt < a.StartedAt || SessionValidation.Activity(a.Count, a.Correct, null).Any()) ? SessionTexts.Archive_Activities
            : !HoursHold() ? SessionTexts.Archive_Hours
            : null);
    }

    /// <summary>
    /// The session. Its source stays, so what a timer measured earns points here too. What runs has nobody who looks after it any
    /// more: it waits for its end to be settled. Numbers of classes, plans and sources mean nothing elsewhere and are left out.
    /// </summary>
    public StudySession ToSession(int studentId) => StudySession.Restored(studentId, this);

    private bool FormHolds(DateTime nowUtc)
    {
        if (Row.CardsReviewed < 0 || Row.NetSeconds < 0 || Row.ImportKey?.Length > MaxKey || (Row.PlannedDay is { } plan && (plan < Earliest || plan.Year > 2200)))
        {
            return false;
        }
        if (IsWaiting)
        {
            return Row is { PlannedDay: not null, StartedAt: null, EndedAt: null };
        }
        if (Row.StartedAt is { } start)
        {
            return start >= Earliest.ToDateTime(default) && start <= nowUtc.AddDays(1)
                && (IsOpen ? Row.EndedAt is null : Row.EndedAt is { } end && end >= start && end - start <= Longest && end <= nowUtc.AddDays(1));
        }
        return !IsOpen && Row is { EndedAt: null, NetIsGiven: true, StudyDay: { } day } && day >= Earliest
            && day <= DateOnly.FromDateTime(nowUtc).AddDays(2) && Row.NetSeconds <= Longest.TotalSeconds;
    }

    private bool PausesHold() => (Pauses.Count == 0 || Row.StartedAt is not null)
        && Pauses.Count(p => p.EndedAt is null) <= (IsOpen ? 1 : 0)
        && Pauses.All(p => p.StartedAt >= Row.StartedAt && !(p.EndedAt < p.StartedAt) && !(p.EndedAt > Row.EndedAt) && !(p.PlannedSeconds < 0));

    private bool HoursHold()
    {
        if (Hours.Count == 0)
        {
            return true;
        }
        var day = Row is { NetIsGiven: true, StartedAt: { } start } ? DateOnly.FromDateTime(start) : default;
        return day != default && Hours.Sum(h => (long)h.NetSeconds) == Row.NetSeconds
            && Hours.All(h => h.Hour is >= 0 and <= 23 && h.NetSeconds >= 0 && h.StudyDay >= day.AddDays(-2) && h.StudyDay <= day.AddDays(33))
            && Hours.DistinctBy(h => (h.StudyDay, h.Hour)).Count() == Hours.Count;
    }
}
