namespace StudyDashboard.Features.Notices.Post;

/// <summary>
/// Wakes the post when something was put into the outbox. It may ring before the transaction is committed: the post then waits for its
/// turn to write, which comes after the commit.
/// </summary>
public sealed class NoticeWake
{
    private TaskCompletionSource _ring = New();

    /// <summary>Completes at the next ring.</summary>
    public Task Rung => Volatile.Read(ref _ring).Task;

    public void Ring() => Interlocked.Exchange(ref _ring, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
