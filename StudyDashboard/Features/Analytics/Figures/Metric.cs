namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>What a trend follows and what a comparison compares.</summary>
public enum Metric
{
    NetSeconds,
    Sessions,
    MeanSeconds,
    Accuracy,
    Answers,
    Cards,
    Retention,
    TestScore,
    LessonsAttended,
    Notes,
}

/// <summary>How a metric is written.</summary>
public enum MetricUnit
{
    Seconds,
    Count,

    /// <summary>0 to 100.</summary>
    Percent,
}

public static class Metrics
{
    /// <summary>Those that can be counted for a part of the sessions: a kind, a subject, a class, a domain.</summary>
    public static IReadOnlyList<Metric> OfSessions { get; } =
        [Metric.NetSeconds, Metric.Sessions, Metric.MeanSeconds, Metric.Accuracy, Metric.Answers, Metric.Cards, Metric.TestScore];

    public static MetricUnit UnitOf(Metric metric) => metric switch
    {
        Metric.NetSeconds or Metric.MeanSeconds => MetricUnit.Seconds,
        Metric.Accuracy or Metric.Retention or Metric.TestScore => MetricUnit.Percent,
        _ => MetricUnit.Count,
    };

    /// <summary>Whether it is a share: its mean over days is that of all their answers together, not the mean of their means.</summary>
    public static bool IsRatio(Metric metric) => metric is Metric.MeanSeconds or Metric.Accuracy or Metric.Retention or Metric.TestScore;
}
