using StudyDashboard.Features.Sessions.Figures;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>A metric of two periods.</summary>
/// <param name="Metric">What is compared.</param>
/// <param name="Now">Of this period; null for a share of nothing.</param>
/// <param name="Before">Of the one before.</param>
/// <param name="Base">On how much the one before stands: minutes for time, answers for shares, else the count itself.</param>
public sealed record ComparedFigure(Metric Metric, double? Now, double? Before, double Base)
{
    /// <summary>From this base on a change is told: below it, one session more would be a doubling.</summary>
    public const int LeastBase = 5;

    /// <summary>Now less before: in the metric's unit, for shares in percentage points.</summary>
    public double? Change => Now - Before;

    /// <summary>The change in percent of the one before; null for shares and when the base is under <see cref="LeastBase"/>.</summary>
    public double? ChangePercent =>
        Base < LeastBase || Before is not > 0 || Metrics.UnitOf(Metric) == MetricUnit.Percent ? null : 100 * Change / Before;

    /// <summary>Whether a change may be told at all: of a share only on enough answers.</summary>
    public bool IsTold => Metrics.UnitOf(Metric) != MetricUnit.Percent || Base >= LeastBase;
}

/// <summary>A class beside its member: medians of the members who spent time on it.</summary>
/// <param name="ClassId">The class.</param>
/// <param name="Name">Its name.</param>
/// <param name="Members">How many took part: those with any time for the class.</param>
/// <param name="Own">The student's net seconds for the class.</param>
/// <param name="Median">The members' median of them.</param>
/// <param name="OwnAccuracy">The student's accuracy, 0 to 100.</param>
/// <param name="MedianAccuracy">The median of those members who answered; null when they are too few.</param>
public sealed record ClassComparison(int ClassId, string Name, int Members, int Own, double Median, double? OwnAccuracy, double? MedianAccuracy);

/// <summary>A period beside the one before it at the same elapsed share.</summary>
/// <param name="Now">This period as far as it has elapsed.</param>
/// <param name="Before">The part of the one before that it is compared with.</param>
/// <param name="Figures">The metrics.</param>
/// <param name="Classes">The student's classes that are large enough.</param>
public sealed record Comparison(StudyPeriod Now, StudyPeriod Before, IReadOnlyList<ComparedFigure> Figures, IReadOnlyList<ClassComparison> Classes)
{
    /// <summary>Compares what two spans came to.</summary>
    /// <param name="now">This span.</param>
    /// <param name="before">The one before.</param>
    /// <param name="told">The classes that the reader may read of; who may not read of all learns nothing of lessons either.</param>
    public static IReadOnlyList<ComparedFigure> Of(PeriodFigures now, PeriodFigures before, IReadOnlySet<int>? told) =>
        [.. All(now, before).Where(f => told is null || f.Metric != Metric.LessonsAttended)];

    private static IEnumerable<ComparedFigure> All(PeriodFigures now, PeriodFigures before) =>
    [
        new(Metric.NetSeconds, now.NetSeconds, before.NetSeconds, before.NetSeconds / 60.0),
        new(Metric.Sessions, now.Sessions, before.Sessions, before.Sessions),
        new(Metric.MeanSeconds, now.MeanSeconds, before.MeanSeconds, before.Sessions),
        new(Metric.Accuracy, now.AccuracyPercent, before.AccuracyPercent, Math.Min(now.Answered, before.Answered)),
        new(Metric.Answers, now.Answered, before.Answered, before.Answered),
        new(Metric.Cards, now.Cards, before.Cards, before.Cards),
        new(Metric.Retention, now.RetentionPercent, before.RetentionPercent, Math.Min(First(now), First(before))),
        new(Metric.TestScore, now.TestPercent, before.TestPercent, Math.Min(now.Tests.Answered, before.Tests.Answered)),
        new(Metric.LessonsAttended, now.LessonsAttended, before.LessonsAttended, before.LessonsAttended),
        new(Metric.Notes, now.Of(DayFigure.Notes), before.Of(DayFigure.Notes), before.Of(DayFigure.Notes)),
    ];

    private static int First(PeriodFigures figures) => figures.Of(DayFigure.YoungAll) + figures.Of(DayFigure.MatureAll);
}
