using System.Threading.Channels;

namespace StudyDashboard.Infrastructure.Cluster;

/// <summary>
/// What the servers that share a database (nodes) tell each other: that something is to be looked at again, never the new value. On a
/// single machine nobody is told.
/// </summary>
public sealed class NodeNews
{
    private readonly Lock _gate = new();
    private readonly List<Listener> _listeners = [];
    private readonly Channel<NodeWord> _outgoing = Channel.CreateUnbounded<NodeWord>(new UnboundedChannelOptions { SingleReader = true });
    private volatile bool _isShared;

    /// <summary>What waits to be sent.</summary>
    internal ChannelReader<NodeWord> Outgoing => _outgoing.Reader;

    /// <summary>From now on the other nodes are told.</summary>
    internal void Share() => _isShared = true;

    /// <summary>Tells the other nodes, a moment later. Call it after the commit.</summary>
    /// <param name="topic">What it is about; one that <see cref="Listen"/> names.</param>
    /// <param name="text">Which one: an id, a short word. At most 7,000 bytes, the server's limit.</param>
    public void Tell(string topic, string text)
    {
        if (_isShared)
        {
            _outgoing.Writer.TryWrite(new NodeWord(topic, text));
        }
    }

    /// <summary>Hears what other nodes tell about a topic.</summary>
    /// <param name="topic">As it is told.</param>
    /// <param name="hear">Takes the text, on the receiver's thread.</param>
    /// <param name="missed">Called after the connection was lost for a while: anything may have been told meanwhile.</param>
    public void Listen(string topic, Action<string> hear, Action? missed = null)
    {
        lock (_gate)
        {
            _listeners.Add(new Listener(topic, hear, missed));
        }
    }

    /// <summary>Passes on what another node told.</summary>
    internal void Heard(NodeWord word)
    {
        foreach (var listener in Listeners().Where(l => l.Topic == word.Topic))
        {
            listener.Hear(word.Text);
        }
    }

    /// <summary>Says that something may have been missed.</summary>
    internal void Missed()
    {
        foreach (var listener in Listeners())
        {
            listener.Missed?.Invoke();
        }
    }

    private Listener[] Listeners()
    {
        lock (_gate)
        {
            return [.. _listeners];
        }
    }

    private sealed record Listener(string Topic, Action<string> Hear, Action? Missed);
}

/// <summary>One thing that a node tells the others.</summary>
internal sealed record NodeWord(string Topic, string Text);
