using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>What the timer says about itself.</summary>
public static class TimerPhrases
{
    public static string ModeName(TimerMode mode) => TimerTexts.ResourceManager.GetString($"Mode_{mode}", TimerTexts.Culture) ?? mode.ToString();

    public static string ActivityName(ActivityType type) => TimerTexts.ResourceManager.GetString($"Activity_{type}", TimerTexts.Culture) ?? type.ToString();

    /// <summary>The subject or, without one, the kind.</summary>
    public static string Name(SessionAbout about) => about.Subject ?? SessionLabels.Of(about.Kind);

    public static string PauseVerb(TimerState timer) =>
        timer.IsBreak ? TimerTexts.BackToWork : timer.IsPaused ? TimerTexts.Resume : timer.Timer.Mode == TimerMode.Flowtime ? TimerTexts.TakeBreak : TimerTexts.Pause;

    /// <summary>"Pomodoro 2 of 4", "Break", "Paused", or null when the clock says all.</summary>
    public static string? Phase(TimerState timer)
    {
        var round = timer.Timer.Mode == TimerMode.Pomodoro
            ? TimerTexts.Round.With(((timer.Round - 1) % timer.Timer.Rounds) + 1, timer.Timer.Rounds)
            : null;
        var state = timer.IsBreak ? IsLongBreak(timer) ? TimerTexts.LongBreak : TimerTexts.Break : timer.IsPaused ? TimerTexts.Paused : null;
        return round is null ? state : state is null ? round : $"{round} · {state}";
    }

    /// <summary>"Pomodoro 2 of 4 · ends 16:42 · paused 3 min".</summary>
    public static string Line(TimerState timer, Profile profile)
    {
        var parts = new List<string>();
        if (Phase(timer) is { } phase)
        {
            parts.Add(phase);
        }
        if (timer.IsBreak && timer.BreakEndsAt is { } breakEnd)
        {
            parts.Add(TimerTexts.Until.With(profile.TimeOf(breakEnd)));
        }
        else if (timer.PausedAt is { } pausedAt)
        {
            parts.Add(TimerTexts.Since.With(profile.TimeOf(pausedAt)));
        }
        else if (timer.EndsAt is { } end)
        {
            parts.Add(TimerTexts.Ends.With(profile.TimeOf(end)));
        }
        else
        {
            parts.Add(TimerTexts.Started.With(profile.TimeOf(timer.StartedAt)));
        }
        if (timer.PausedSeconds >= 60)
        {
            parts.Add(TimerTexts.PausedFor.With(timer.PausedSeconds / 60));
        }
        return string.Join(" · ", parts);
    }

    private static bool IsLongBreak(TimerState timer) => timer.Timer.Mode == TimerMode.Pomodoro && timer.Round % timer.Timer.Rounds == 0;
}
