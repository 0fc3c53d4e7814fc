namespace StudyDashboard.Infrastructure.Cluster;

/// <summary>
/// Which node does what is to be done once for all of them: the duties, and handing out notices. One machine leads itself; of several
/// nodes the one that holds the lock in the database.
/// </summary>
public sealed class Lead
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _taken = New();

    /// <summary>The lead of a server that is alone on its database.</summary>
    public static Lead Alone
    {
        get
        {
            var lead = new Lead { IsAlone = true };
            lead.Take();
            return lead;
        }
    }

    /// <summary>Whether there are no other nodes.</summary>
    public bool IsAlone { get; private init; }

    /// <summary>Whether this node leads, as far as it knows.</summary>
    public bool IsHere => Volatile.Read(ref _taken).Task.IsCompletedSuccessfully;

    /// <summary>Waits until this node leads.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Volatile.Read(ref _taken).Task.WaitAsync(cancellationToken);

    internal void Take()
    {
        lock (_gate)
        {
            _taken.TrySetResult();
        }
    }

    internal void Lose()
    {
        lock (_gate)
        {
            if (_taken.Task.IsCompleted)
            {
                Volatile.Write(ref _taken, New());
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
