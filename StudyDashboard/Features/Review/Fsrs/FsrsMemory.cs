namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>What FSRS knows of a memory.</summary>
/// <param name="Stability">Days after which it is recalled with a probability of 0.9, 0.001 to 36,500.</param>
/// <param name="Difficulty">1 (easy) to 10.</param>
public readonly record struct FsrsMemory(double Stability, double Difficulty);

/// <summary>The stability after each passing grade.</summary>
public readonly record struct PassedStability(double Hard, double Good, double Easy);
