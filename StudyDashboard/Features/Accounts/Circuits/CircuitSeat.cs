namespace StudyDashboard.Features.Accounts.Circuits;

/// <summary>One live page's place among those of its person.</summary>
public sealed class CircuitSeat
{
    /// <summary>The page was asked to let go of its circuit; on a thread of whoever opened one too many.</summary>
    public event Action? Resting;

    /// <summary>Whether it was asked to.</summary>
    public bool IsResting { get; private set; }

    internal bool IsConnected { get; set; } = true;

    internal long UsedAt { get; set; }

    internal void Rest()
    {
        IsResting = true;
        Resting?.Invoke();
    }
}
