using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>What may be done by hand to a session in the log.</summary>
public static class LogRules
{
    /// <summary>Whether start and end may be typed: not those of a sitting, a quiz, a scenario, whose time other facts give.</summary>
    public static bool CanRetime(StudySession session) =>
        session is { Status: SessionStatus.Completed } and not { NetIsGiven: true, StartedAt: not null }
        && session.Source is SessionSource.Timer or SessionSource.Manual or SessionSource.Material or SessionSource.Import;

    /// <summary>Whether its kind may be changed: what a feature recorded stays what it is.</summary>
    public static bool CanChangeKind(StudySession session) =>
        !session.IsEmbedded && session.Source != SessionSource.Material;

    /// <summary>A lesson's fact is read-only in the log (rules.md 25).</summary>
    public static bool IsReadOnly(StudySession session) => session.Source == SessionSource.Lesson;

    internal static Refusal? WhyNotEditable(StudySession session, int? version) =>
        version is { } read && read != session.Version ? Refusal.Stale(SessionTexts.Refused_Stale)
        : IsReadOnly(session) ? Refusal.Conflict(SessionTexts.Refused_Lesson)
        : session.Status != SessionStatus.Completed ? Refusal.Conflict(SessionTexts.Refused_NotCompleted)
        : null;

    internal static Refusal? WhyNotDeletable(StudySession session) => IsReadOnly(session) ? Refusal.Conflict(SessionTexts.Refused_Lesson) : null;
}
