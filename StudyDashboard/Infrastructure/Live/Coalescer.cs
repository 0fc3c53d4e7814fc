namespace StudyDashboard.Infrastructure.Live;

/// <summary>Turns a burst of signals into one act, a moment after the first of them. The last signal is never lost.</summary>
public sealed class Coalescer : IDisposable
{
    private readonly ITimer _timer;
    private readonly TimeSpan _window;
    private int _pending;
    private volatile bool _disposed;

    public Coalescer(TimeProvider clock, TimeSpan window, Func<Task> act)
    {
        _window = window;
        _timer = clock.CreateTimer(_ =>
        {
            // Cleared before the act, so that what changes while it reads is read again.
            Interlocked.Exchange(ref _pending, 0);
            if (!_disposed)
            {
                _ = act();
            }
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Signal()
    {
        if (Interlocked.Exchange(ref _pending, 1) == 0)
        {
            _timer.Change(_window, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _disposed = true;
        _timer.Dispose();
    }
}
