namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>What comes from a page's browser, paced: ten seconds' worth may come at once, and goes on at the rate. For one caller at a time.</summary>
internal sealed class EventBudget(int perSecond, TimeProvider clock)
{
    private const int AtOnceSeconds = 10;

    // When the last event would have come, had they all come at the rate.
    private long _paced = long.MinValue;

    /// <summary>Takes one event; how long it has to wait for its turn, or less than nothing.</summary>
    public TimeSpan Take()
    {
        var now = clock.GetTimestamp();
        _paced = Math.Max(_paced, now - (AtOnceSeconds * clock.TimestampFrequency)) + (clock.TimestampFrequency / perSecond);
        return clock.GetElapsedTime(now, _paced);
    }
}
