namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>Where a card stands in its scheduling.</summary>
public enum CardState
{
    /// <summary>Never answered.</summary>
    New,

    /// <summary>On its first steps.</summary>
    Learning,

    /// <summary>Comes back after days.</summary>
    Review,

    /// <summary>On its steps after a lapse.</summary>
    Relearning,
}
