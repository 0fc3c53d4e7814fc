namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>A student's first attempt at a question.</summary>
/// <param name="Mark">What it was worth, 0 to 1.</param>
/// <param name="Rest">The mean mark of the other questions that were answered in the same quiz; null when there were none.</param>
public readonly record struct FirstAttempt(double Mark, double? Rest);

/// <summary>How a question does with a tutor's students: shown from ten first attempts on.</summary>
/// <param name="Attempts">First attempts.</param>
/// <param name="Facility">Mean mark over the maximum, 0 to 1; null while there are too few.</param>
/// <param name="Discrimination">
/// Pearson's correlation of the mark with the rest of the same quiz (the item-rest correlation), -1 to 1; null while there are too few
/// or where all did alike.
/// </param>
public sealed record ItemFigures(int Attempts, double? Facility, double? Discrimination)
{
    /// <summary>Fewer say nothing.</summary>
    public const int Enough = 10;

    public bool IsEnough => Attempts >= Enough;

    public static ItemFigures Of(IReadOnlyCollection<FirstAttempt> attempts) => attempts.Count < Enough
        ? new ItemFigures(attempts.Count, null, null)
        : new ItemFigures(attempts.Count, attempts.Average(a => a.Mark), Correlation([.. attempts.Where(a => a.Rest is not null).Select(a => (a.Mark, a.Rest!.Value))]));

    private static double? Correlation(IReadOnlyCollection<(double X, double Y)> pairs)
    {
        if (pairs.Count < Enough)
        {
            return null;
        }
        var (meanX, meanY) = (pairs.Average(p => p.X), pairs.Average(p => p.Y));
        var (xx, yy, xy) = (pairs.Sum(p => (p.X - meanX) * (p.X - meanX)), pairs.Sum(p => (p.Y - meanY) * (p.Y - meanY)), pairs.Sum(p => (p.X - meanX) * (p.Y - meanY)));
        // Marks of 0 and 1 and their means: a spread below this is rounding.
        return xx < 1e-12 || yy < 1e-12 ? null : Math.Clamp(xy / Math.Sqrt(xx * yy), -1, 1);
    }
}
