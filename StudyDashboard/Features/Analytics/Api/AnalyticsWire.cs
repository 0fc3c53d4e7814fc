using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Analytics.Api;

/// <summary>What a period came to. Percentages are 0 to 100, null when there is nothing to count from.</summary>
public sealed record OverviewWire
{
    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required int NetSeconds { get; init; }

    public required int TimedSeconds { get; init; }

    public required int ManualSeconds { get; init; }

    public required int Sessions { get; init; }

    public required double? MeanSeconds { get; init; }

    public required int QuestionsAnswered { get; init; }

    public required int CorrectAnswers { get; init; }

    public required double? AccuracyPercent { get; init; }

    public required double? TestPercent { get; init; }

    public required int CardsReviewed { get; init; }

    public required double? RetentionPercent { get; init; }

    public required int StudyDays { get; init; }

    public required int StreakDays { get; init; }

    public required int Points { get; init; }

    public required int LessonsAttended { get; init; }

    public required double? AttendancePercent { get; init; }

    /// <summary>What else was counted, by word; what there is none of is left out.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    public required IReadOnlyList<ShareWire> ByKind { get; init; }

    public required IReadOnlyList<ShareWire> BySubject { get; init; }

    public required IReadOnlyList<ShareWire> ByClass { get; init; }

    public required IReadOnlyList<ShareWire> ByDomain { get; init; }

    /// <summary>Net seconds of the 24 hours of the wall clock.</summary>
    public required IReadOnlyList<int> ByHour { get; init; }

    internal static OverviewWire Of(PeriodFigures figures) => new()
    {
        From = figures.From,
        To = figures.To,
        NetSeconds = figures.NetSeconds,
        TimedSeconds = figures.TimedSeconds,
        ManualSeconds = figures.ManualSeconds,
        Sessions = figures.Sessions,
        MeanSeconds = figures.MeanSeconds,
        QuestionsAnswered = figures.Answered,
        CorrectAnswers = figures.Correct,
        AccuracyPercent = figures.AccuracyPercent,
        TestPercent = figures.TestPercent,
        CardsReviewed = figures.Cards,
        RetentionPercent = figures.RetentionPercent,
        StudyDays = figures.StudyDays,
        StreakDays = figures.Streak,
        Points = figures.Points,
        LessonsAttended = figures.LessonsAttended,
        AttendancePercent = figures.AttendancePercent,
        Counts = figures.Counts.OrderBy(c => c.Key).ToDictionary(c => Words<DayFigure>.Of(c.Key), c => c.Value),
        ByKind = ShareWire.Of(figures.ByKind),
        BySubject = ShareWire.Of(figures.BySubject),
        ByClass = ShareWire.Of(figures.ByClass),
        ByDomain = ShareWire.Of(figures.ByDomain),
        ByHour = figures.ByHour,
    };
}

/// <summary>A part of a period; its key is empty for sessions without the dimension.</summary>
public sealed record ShareWire(string Key, string Name, int NetSeconds, int Sessions, int QuestionsAnswered, int CorrectAnswers, int CardsReviewed)
{
    internal static IReadOnlyList<ShareWire> Of(IEnumerable<FigureShare> shares) =>
        [.. shares.Select(s => new ShareWire(s.Key, s.Name, s.NetSeconds, s.Sessions, s.Answered, s.Correct, s.Cards))];
}

/// <summary>A metric over time.</summary>
/// <param name="Metric">Its word.</param>
/// <param name="Unit">seconds, count or percent.</param>
/// <param name="Step">day, week or month.</param>
/// <param name="Window">How many points the mean takes.</param>
/// <param name="Points">In order of time.</param>
public sealed record TrendWire([property: Words<Metric>] string Metric, [property: Words<MetricUnit>] string Unit, [property: Words<TrendStep>] string Step, int Window, IReadOnlyList<TrendPointWire> Points)
{
    internal static TrendWire Of(Trend trend) => new(
        Words<Metric>.Of(trend.Metric), Words<MetricUnit>.Of(Metrics.UnitOf(trend.Metric)), Words<TrendStep>.Of(trend.Step), trend.Window,
        [.. trend.Points.Select(p => new TrendPointWire(p.From, p.To, p.Value, p.Mean, p.Of))]);
}

/// <summary>A point, its mean with those before it, and of how many answers or sessions a share is.</summary>
public sealed record TrendPointWire(DateOnly From, DateOnly To, double? Value, double? Mean, int Of);

/// <summary>Two periods beside one another.</summary>
public sealed record ComparisonWire(
    DateOnly From, DateOnly To, DateOnly PreviousFrom, DateOnly PreviousTo, IReadOnlyList<ComparedWire> Figures, IReadOnlyList<ClassMedianWire> Classes)
{
    internal static ComparisonWire Of(Comparison comparison) => new(
        comparison.Now.From, comparison.Now.To, comparison.Before.From, comparison.Before.To,
        [
            .. comparison.Figures.Select(f => new ComparedWire(
                Words<Metric>.Of(f.Metric), Words<MetricUnit>.Of(Metrics.UnitOf(f.Metric)), f.Now, f.Before, f.IsTold ? f.Change : null, f.ChangePercent)),
        ],
        [.. comparison.Classes.Select(c => new ClassMedianWire(c.ClassId, c.Name, c.Members, c.Own, c.Median, c.OwnAccuracy, c.MedianAccuracy))]);
}

/// <summary>A metric of both; a change of shares is in percentage points.</summary>
public sealed record ComparedWire([property: Words<Metric>] string Metric, [property: Words<MetricUnit>] string Unit, double? Value, double? Previous, double? Change, double? ChangePercent);

/// <summary>A class of 5 members or more: net seconds and accuracy for the class.</summary>
public sealed record ClassMedianWire(
    int ClassId, string Name, int Members, int NetSeconds, double MedianNetSeconds, double? AccuracyPercent, double? MedianAccuracyPercent);
