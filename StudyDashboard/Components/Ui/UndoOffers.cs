using StudyDashboard.Infrastructure;

namespace StudyDashboard.Components.Ui;

/// <summary>
/// The undo that a person is offered for ten seconds after a delete, a stop, a split, a merge or a bulk change; one a circuit, the
/// newest wins. <c>UndoBar</c> shows it.
/// </summary>
public sealed class UndoOffers
{
    /// <summary>How long an offer stands.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(10);

    public event Action? Changed;

    public UndoOffer? Current { get; private set; }

    /// <summary>Offers to take something back.</summary>
    /// <param name="text">What was done: "Session deleted".</param>
    /// <param name="undo">Takes it back, or says why it cannot.</param>
    public void Offer(string text, Func<CancellationToken, Task<Refusal?>> undo)
    {
        Current = new UndoOffer(text, undo);
        Changed?.Invoke();
    }

    /// <summary>Ends an offer, unless a newer one stands.</summary>
    public void Withdraw(UndoOffer offer)
    {
        if (Current == offer)
        {
            Current = null;
            Changed?.Invoke();
        }
    }
}

/// <summary>Something that can be taken back.</summary>
public sealed record UndoOffer(string Text, Func<CancellationToken, Task<Refusal?>> Undo);
