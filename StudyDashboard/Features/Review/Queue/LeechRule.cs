namespace StudyDashboard.Features.Review.Queue;

/// <summary>When a card that is forgotten again and again is named a leech: at 8 lapses and then every 4, unless set.</summary>
/// <param name="First">Lapses at which it is named first, from 1.</param>
/// <param name="Every">Further lapses after which it is named again, from 1.</param>
public sealed record LeechRule(int First = 8, int Every = 4)
{
    /// <summary>Whether the lapse that made it so many is one at which to speak.</summary>
    public bool Strikes(int lapses) => IsLeech(lapses) && (lapses - First) % Every == 0;

    /// <summary>Whether a card with so many lapses is a leech.</summary>
    public bool IsLeech(int lapses) => lapses >= First;
}
