using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>
/// The timer of one circuit: read once, read again when the feed says so and at the instant at which a break begins or ends by
/// itself. In between nothing happens on the server.
/// </summary>
public sealed class LiveTimer(TimerService timers, StartOffers offers, StudyFeed feed, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    private Task? _opening;
    private IDisposable? _subscription;
    private ITimer? _alarm;
    private int _studentId;

    /// <summary>Raised after each new reading, on any thread.</summary>
    public event Action? Changed;

    /// <summary>What is known; null until the first reading.</summary>
    public TimerReading? Reading { get; private set; }

    public TimerState? State => Reading?.State;

    /// <summary>Reads the timer once a circuit, whoever asks first, and follows it when <paramref name="isLive"/>.</summary>
    /// <param name="studentId">Whose timer.</param>
    /// <param name="known">What the prerendered page has read already.</param>
    /// <param name="isLive">Whether there is a circuit, and not only one drawing of the page.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public Task OpenAsync(int studentId, TimerReading? known, bool isLive, CancellationToken cancellationToken) =>
        _opening ??= BeginAsync(studentId, known, isLive, cancellationToken);

    /// <summary>Reads the timer now.</summary>
    public async Task ReloadAsync(CancellationToken cancellationToken)
    {
        Reading = await ReadAsync(cancellationToken);
        Schedule();
        Changed?.Invoke();
    }

    public void Dispose()
    {
        _subscription?.Dispose();
        _alarm?.Dispose();
    }

    private async Task BeginAsync(int studentId, TimerReading? known, bool isLive, CancellationToken cancellationToken)
    {
        _studentId = studentId;
        Reading = known ?? await ReadAsync(cancellationToken);
        if (isLive)
        {
            _subscription = feed.Subscribe(studentId, topic =>
            {
                if (topic is FeedTopic.Sessions or FeedTopic.Timer)
                {
                    _ = ReloadAsync(CancellationToken.None);
                }
            });
            _alarm = clock.CreateTimer(_ => _ = ReloadAsync(CancellationToken.None), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Schedule();
        }
    }

    private async Task<TimerReading> ReadAsync(CancellationToken cancellationToken)
    {
        var (current, last) = await timers.CurrentAndLastAsync(_studentId, cancellationToken);
        return new TimerReading(current, current is null && last is not null ? await offers.AgainAsync(last, cancellationToken) : null);
    }

    private void Schedule()
    {
        var wait = State?.NextChangeAt is { } at ? at - clock.GetUtcNow().UtcDateTime : Timeout.InfiniteTimeSpan;
        _alarm?.Change(wait < TimeSpan.Zero && wait != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : Clip(wait), Timeout.InfiniteTimeSpan);
    }

    private static TimeSpan Clip(TimeSpan wait) => wait > LongestWait ? LongestWait : wait;
}

/// <summary>The running timer or, while none runs, what was last started.</summary>
public sealed record TimerReading(TimerState? State, StartTimer? Last);
