using StudyDashboard.Infrastructure.Cluster;

namespace StudyDashboard.Features.Notices.Post;

/// <summary>Wakes the post, on whichever node it works, when something was put into the outbox.</summary>
public sealed class NoticeWake
{
    private const string Rang = "notices";

    private readonly NodeNews? _nodes;

    /// <param name="nodes">The other nodes, where there are any.</param>
    public NoticeWake(NodeNews? nodes = null)
    {
        _nodes = nodes;
        nodes?.Listen(Rang, _ => RingHere(), RingHere);
    }

    private TaskCompletionSource _ring = New();

    /// <summary>Completes at the next ring.</summary>
    public Task Rung => Volatile.Read(ref _ring).Task;

    /// <summary>Wakes it. Within a write transaction, leave it to <c>context.AfterCommit</c>: woken before, it would find nothing.</summary>
    public void Ring()
    {
        RingHere();
        _nodes?.Tell(Rang, "");
    }

    private void RingHere() => Interlocked.Exchange(ref _ring, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
