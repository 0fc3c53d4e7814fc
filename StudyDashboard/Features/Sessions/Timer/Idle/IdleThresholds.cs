using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Sessions.Timer.Idle;

/// <summary>After how long without a sign of the person the idle question is asked.</summary>
public static class IdleThresholds
{
    /// <summary>Longest threshold, minutes.</summary>
    public const int MaxMinutes = 240;

    /// <summary>Minutes for a kind of session by default; 0 never asks.</summary>
    public static int DefaultMinutes(SessionKind kind) => kind switch
    {
        // Reading on paper and listening leave no sign for long; exercises do. A test is not disturbed.
        SessionKind.Test => 0,
        SessionKind.Practice or SessionKind.VocabularyReview => 10,
        SessionKind.Scenario => 15,
        SessionKind.Review => 20,
        SessionKind.Lesson or SessionKind.Conversation => 60,
        _ => 30,
    };

    /// <summary>Minutes for a kind of session as the person set it; 0 never asks.</summary>
    public static int Minutes(Preferences preferences, SessionKind kind) => !preferences.IdleOn ? 0
        : preferences.IdleMinutes.TryGetValue(Words<SessionKind>.Of(kind), out var minutes) ? Math.Clamp(minutes, 0, MaxMinutes)
        : DefaultMinutes(kind);
}
