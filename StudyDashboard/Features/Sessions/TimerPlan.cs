namespace StudyDashboard.Features.Sessions;

/// <summary>How a timer is to run. Lengths in minutes; those of a Pomodoro matter to that mode only.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="WorkMinutes">One round of work, 1 to 180.</param>
/// <param name="ShortBreakMinutes">The break between rounds, 1 to 60.</param>
/// <param name="LongBreakMinutes">The break after the last round, 1 to 120.</param>
/// <param name="Rounds">Rounds of work up to the long break, 1 to 12.</param>
/// <param name="AutoStartWork">Whether the next round begins by itself when a break ends.</param>
public sealed record TimerPlan(
    TimerMode Mode, int WorkMinutes = 25, int ShortBreakMinutes = 5, int LongBreakMinutes = 15, int Rounds = 4, bool AutoStartWork = false)
{
    public static TimerPlan Stopwatch { get; } = new(TimerMode.Stopwatch);

    /// <summary>The same plan with every length in its range.</summary>
    public TimerPlan Clamped() => this with
    {
        WorkMinutes = Math.Clamp(WorkMinutes, 1, 180),
        ShortBreakMinutes = Math.Clamp(ShortBreakMinutes, 1, 60),
        LongBreakMinutes = Math.Clamp(LongBreakMinutes, 1, 120),
        Rounds = Math.Clamp(Rounds, 1, 12),
    };
}
