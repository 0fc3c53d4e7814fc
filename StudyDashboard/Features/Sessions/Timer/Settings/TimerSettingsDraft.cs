using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Timer.Idle;
using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Sessions.Timer.Settings;

/// <summary>The timer's settings while they are typed.</summary>
public sealed class TimerSettingsDraft
{
    public required LengthsDraft Lengths { get; init; }

    public bool SoundOn { get; set; }

    public bool SystemNotices { get; set; }

    public bool IdleOn { get; set; }

    public required IReadOnlyDictionary<SessionKind, Threshold> Idle { get; init; }

    public static TimerSettingsDraft Of(Preferences preferences) => new()
    {
        Lengths = LengthsDraft.Of(preferences.TimerLengths),
        SoundOn = preferences.SoundOn,
        SystemNotices = preferences.SystemNotices,
        IdleOn = preferences.IdleOn,
        Idle = SessionValidation.ChosenByHand.ToDictionary(
            kind => kind, kind => new Threshold { Minutes = IdleThresholds.Minutes(preferences with { IdleOn = true }, kind) }),
    };

    /// <summary>The preferences with these settings; a threshold that is the default is not kept, so a better default reaches the person.</summary>
    public Preferences ApplyTo(Preferences preferences) => preferences with
    {
        TimerLengths = Lengths.ToLengths(),
        SoundOn = SoundOn,
        SystemNotices = SystemNotices,
        IdleOn = IdleOn,
        IdleMinutes = Idle.Where(i => i.Value.Minutes != IdleThresholds.DefaultMinutes(i.Key))
            .ToDictionary(i => Words<SessionKind>.Of(i.Key), i => Math.Clamp(i.Value.Minutes, 0, IdleThresholds.MaxMinutes)),
    };

    /// <summary>Minutes without a sign after which the question is asked; 0 never.</summary>
    public sealed class Threshold
    {
        public int Minutes { get; set; }
    }
}
