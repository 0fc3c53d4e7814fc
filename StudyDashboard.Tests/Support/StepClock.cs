namespace StudyDashboard.Tests.Support;

/// <summary>A clock whose timers ring when a test moves it past them.</summary>
public sealed class StepClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<StepTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);

    /// <summary>One for each timer that was set and not yet waited for.</summary>
    public SemaphoreSlim TimersSet { get; } = new(0);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state, After(dueTime));
        lock (_gate)
        {
            _timers.Add(timer);
        }
        TimersSet.Release();
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        _now += by;
        List<StepTimer> due;
        lock (_gate)
        {
            due = _timers.FindAll(t => t.Due <= _now);
            _timers.RemoveAll(due.Contains);
        }
        due.ForEach(t => t.Ring());
    }

    private DateTimeOffset After(TimeSpan dueTime) => dueTime == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : _now + dueTime;

    private sealed class StepTimer(StepClock clock, TimerCallback callback, object? state, DateTimeOffset due) : ITimer
    {
        public DateTimeOffset Due { get; private set; } = due;

        public void Ring() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                Due = clock.After(dueTime);
                clock._timers.Remove(this);
                clock._timers.Add(this);
            }
            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
