namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>
/// What comes from a page's browser, a second. Ten seconds' worth may come at once; what is more waits for its turn, in order, and a page
/// with another ten seconds' worth waiting ends: nobody clicks like that.
/// </summary>
internal sealed class EventBudget(int perSecond, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private Task _before = Task.CompletedTask;

    // When the last event would have come, had they all come at the rate; not further back than the patience.
    private long _paced = clock.GetTimestamp() - Ticks(clock, Patience);

    /// <exception cref="CircuitLimitException">Too many wait already.</exception>
    public async Task RunAsync(Func<Task> handle)
    {
        if (perSecond <= 0)
        {
            await handle();
            return;
        }
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (due, before) = Queue(begun.Task);
        Task handled;
        // Only the start of each is in order: one that takes its time does not keep the next from cancelling it.
        await before;
        try
        {
            if (clock.GetElapsedTime(clock.GetTimestamp(), due) is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock);
            }
            handled = handle();
        }
        finally
        {
            begun.SetResult();
        }
        await handled;
    }

    private (long Due, Task Before) Queue(Task begun)
    {
        lock (_gate)
        {
            var (now, patience) = (clock.GetTimestamp(), Ticks(clock, Patience));
            var paced = Math.Max(_paced, now - patience) + (clock.TimestampFrequency / perSecond);
            if (paced - now > patience)
            {
                throw new CircuitLimitException($"A page sends more than {perSecond} events a second.");
            }
            _paced = paced;
            var before = _before;
            _before = begun;
            return (paced, before);
        }
    }

    private static long Ticks(TimeProvider clock, TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);
}
