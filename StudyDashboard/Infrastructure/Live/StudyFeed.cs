using System.Globalization;
using StudyDashboard.Infrastructure.Cluster;

namespace StudyDashboard.Infrastructure.Live;

/// <summary>
/// Tells open pages of a person that something of theirs changed, on every node. A notice says what to look at again, never the new value.
/// </summary>
public sealed class StudyFeed
{
    private const string Told = "feed";

    private readonly NodeNews? _nodes;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<Subscription>> _subscriptions = [];
    private readonly Dictionary<int, int> _told = [];

    /// <param name="nodes">The other nodes, where there are any.</param>
    public StudyFeed(NodeNews? nodes = null)
    {
        _nodes = nodes;
        nodes?.Listen(Told, text =>
        {
            var parts = text.Split(' ');
            TellHere(int.Parse(parts[0], CultureInfo.InvariantCulture), Enum.Parse<FeedTopic>(parts[1]));
        }, LookAtEverything);
    }

    /// <summary>Calls <paramref name="callback"/> after each change of the person's data, on the publisher's thread, until disposed.</summary>
    public IDisposable Subscribe(int personId, Action<FeedTopic> callback)
    {
        var subscription = new Subscription(this, personId, callback);
        lock (_gate)
        {
            if (!_subscriptions.TryGetValue(personId, out var list))
            {
                _subscriptions[personId] = list = [];
            }
            list.Add(subscription);
        }
        return subscription;
    }

    /// <summary>Tells all open pages of a person. Call it after the commit.</summary>
    public void Publish(int personId, FeedTopic topic)
    {
        TellHere(personId, topic);
        _nodes?.Tell(Told, $"{personId} {topic}");
    }

    private void TellHere(int personId, FeedTopic topic)
    {
        Subscription[] listeners;
        lock (_gate)
        {
            listeners = _subscriptions.TryGetValue(personId, out var list) ? [.. list] : [];
            _told[personId] = _told.GetValueOrDefault(personId) + 1;
        }
        foreach (var listener in listeners)
        {
            listener.Callback(topic);
        }
    }

    /// <summary>
    /// How often the person's pages were told something: one that was drawn at another count has missed news before it listened.
    /// </summary>
    public int ToldTo(int personId)
    {
        lock (_gate)
        {
            return _told.GetValueOrDefault(personId);
        }
    }

    private void LookAtEverything()
    {
        int[] people;
        lock (_gate)
        {
            people = [.. _subscriptions.Keys];
        }
        foreach (var person in people)
        {
            foreach (var topic in Enum.GetValues<FeedTopic>())
            {
                TellHere(person, topic);
            }
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_gate)
        {
            if (_subscriptions.TryGetValue(subscription.PersonId, out var list) && list.Remove(subscription) && list.Count == 0)
            {
                _subscriptions.Remove(subscription.PersonId);
            }
        }
    }

    private sealed record Subscription(StudyFeed Feed, int PersonId, Action<FeedTopic> Callback) : IDisposable
    {
        public void Dispose() => Feed.Remove(this);
    }
}

/// <summary>What to look at again.</summary>
public enum FeedTopic
{
    /// <summary>Sessions and all that follows from them.</summary>
    Sessions,

    /// <summary>The running timer: its state or details, with no change of any total.</summary>
    Timer,

    /// <summary>Lessons, as tutor, student or guardian.</summary>
    Lessons,

    /// <summary>What the bell shows, and alarms.</summary>
    Notices,

    /// <summary>Cards, their decks and their answers.</summary>
    Cards,

    /// <summary>Scenarios and their runs.</summary>
    Scenarios,

    /// <summary>Materials and their collections.</summary>
    Library,

    /// <summary>Calendars from elsewhere.</summary>
    Calendars,

    /// <summary>Question banks and quizzes.</summary>
    Quizzes,

    /// <summary>Learning plans and what stands in them, beside what follows from sessions.</summary>
    Plans,

    /// <summary>Goals: made, changed, or at another place because the day turned. What sessions do to them comes with <see cref="Sessions"/>.</summary>
    Goals,

    /// <summary>Classes, their members, assignments and leaderboards.</summary>
    Classes,

    /// <summary>Name, zone, days or preferences.</summary>
    Profile,
}
