namespace StudyDashboard.E2E.Infrastructure;

/// <summary>The real time plus what a test has set it forward by; or, once it is stopped, a time that only the test moves.</summary>
public sealed class MovableClock : TimeProvider
{
    private long _offset;
    private long _stoppedAt;

    public override DateTimeOffset GetUtcNow()
    {
        var stopped = Interlocked.Read(ref _stoppedAt);
        return (stopped == 0 ? base.GetUtcNow() : new DateTimeOffset(stopped, TimeSpan.Zero)).AddTicks(Interlocked.Read(ref _offset));
    }

    /// <summary>Goes to noon (UTC) of the next Wednesday: neither a study day nor a week ends while a test goes on for minutes.</summary>
    public void GoToNoon()
    {
        var now = GetUtcNow().UtcDateTime;
        var days = ((int)DayOfWeek.Wednesday - (int)now.DayOfWeek + 7) % 7;
        Advance(now.Date.AddDays(days == 0 ? 7 : days).AddHours(12) - now);
    }

    public void Advance(TimeSpan by) => Interlocked.Add(ref _offset, by.Ticks);

    /// <summary>For figures to the second: how long the browser takes is no part of them.</summary>
    public void Stop() => Interlocked.Exchange(ref _stoppedAt, base.GetUtcNow().UtcTicks);
}
