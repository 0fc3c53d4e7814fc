namespace StudyDashboard.Infrastructure.Live;

/// <summary>
/// Reads an open page again when something changes for the people it shows. Changes that come together are read together, well within the
/// two seconds that another device may wait.
/// </summary>
public sealed class LiveReload : IDisposable
{
    /// <summary>From the first change to the reading.</summary>
    public static readonly TimeSpan Together = TimeSpan.FromMilliseconds(200);

    private readonly StudyFeed _feed;
    private readonly Coalescer _reload;
    private readonly List<IDisposable> _subscriptions = [];
    private bool _isDisposed;

    /// <param name="feed">What is told of people.</param>
    /// <param name="clock">Measures the moment.</param>
    /// <param name="reload">Reads; it is called on no page's thread.</param>
    public LiveReload(StudyFeed feed, TimeProvider clock, Func<Task> reload)
    {
        _feed = feed;
        _reload = new Coalescer(clock, Together, reload);
    }

    /// <summary>Hears one more person.</summary>
    /// <param name="personId">Whose changes.</param>
    /// <param name="matters">Those that the page shows; all of them when there is none.</param>
    public LiveReload Hear(int personId, Func<FeedTopic, bool>? matters = null)
    {
        // A page may go away while it reads: nobody would end what it hears from then on.
        if (!_isDisposed)
        {
            _subscriptions.Add(_feed.Subscribe(personId, topic =>
            {
                if (matters?.Invoke(topic) ?? true)
                {
                    _reload.Signal();
                }
            }));
        }
        return this;
    }

    /// <summary>Hears nobody any more, before it hears others.</summary>
    public void Forget()
    {
        _subscriptions.ForEach(s => s.Dispose());
        _subscriptions.Clear();
    }

    /// <summary>Asks for a reading that no change is the reason for.</summary>
    public void Signal() => _reload.Signal();

    public void Dispose()
    {
        _isDisposed = true;
        Forget();
        _reload.Dispose();
    }
}
