using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>How the cards of a deck are scheduled. Immutable; equal when every part is.</summary>
public sealed record FsrsParameters
{
    public const double LowestRetention = 0.70;
    public const double HighestRetention = 0.99;

    /// <summary>The longest that a maximum interval may be, in days: a hundred years.</summary>
    public const int HighestInterval = 36_500;

    /// <summary>Retention 0.90, steps 1 and 10 minutes, relearning 10 minutes, no fuzz.</summary>
    public static FsrsParameters Default { get; } = new();

    public FsrsWeights Weights { get; init; } = FsrsWeights.Default;

    /// <summary>How probable recall is to be when a card comes back, 0.70 to 0.99.</summary>
    public double DesiredRetention { get; init; } = 0.90;

    /// <summary>The longest interval in days, from 1.</summary>
    public int MaximumInterval { get; init; } = HighestInterval;

    /// <summary>Whether there are steps within a day, and a formula of its own for answers of the same day.</summary>
    public bool ShortTerm { get; init; } = true;

    public LearningSteps LearningSteps { get; init; } = LearningSteps.DefaultFirst;

    public LearningSteps RelearningSteps { get; init; } = LearningSteps.DefaultAgain;

    /// <summary>Whether intervals vary a little, so that cards learned together do not stay together.</summary>
    public bool Fuzz { get; init; }

    /// <summary>What cannot be taken as it is; empty when all can.</summary>
    public IReadOnlyList<FieldError> Faults() => [.. Check()];

    private IEnumerable<FieldError> Check()
    {
        if (!(DesiredRetention is >= LowestRetention and <= HighestRetention))
        {
            yield return new FieldError("desired_retention", FsrsTexts.Retention_Range.With(DesiredRetention, LowestRetention, HighestRetention));
        }
        if (MaximumInterval is < 1 or > HighestInterval)
        {
            yield return new FieldError("maximum_interval", FsrsTexts.Interval_Range.With(MaximumInterval, HighestInterval));
        }
    }
}
