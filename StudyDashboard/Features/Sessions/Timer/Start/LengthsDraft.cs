using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Sessions.Timer.Start;

/// <summary>The timer's lengths while they are typed, in minutes.</summary>
public sealed class LengthsDraft
{
    public int Countdown { get; set; }

    public int Work { get; set; }

    public int ShortBreak { get; set; }

    public int LongBreak { get; set; }

    public int Rounds { get; set; }

    public bool AutoStart { get; set; }

    public static LengthsDraft Of(TimerLengths lengths) => new()
    {
        Countdown = lengths.Countdown,
        Work = lengths.Work,
        ShortBreak = lengths.ShortBreak,
        LongBreak = lengths.LongBreak,
        Rounds = lengths.Rounds,
        AutoStart = lengths.AutoStart,
    };

    public TimerLengths ToLengths() => new(Countdown, Work, ShortBreak, LongBreak, Rounds, AutoStart);
}
