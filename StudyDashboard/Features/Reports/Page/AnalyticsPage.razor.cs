using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Reports.Sections;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;
using Measure = StudyDashboard.Features.Analytics.Figures.Metric;

namespace StudyDashboard.Features.Reports.Page;

/// <summary>How it goes: figures of a period, beside the one before, over time, and by what it was about.</summary>
public sealed partial class AnalyticsPage : IDisposable
{
    private LiveReload? _live;
    private int? _heard;
    private HeatMetric _heat;
    private AnalyticsModel? _drawn;
    private ReportSeries? _trend;
    private IReadOnlyList<double?>? _mean;
    private ReportSeries? _hours;

    [Inject]
    public required AnalyticsReader Reader { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    [SupplyParameterFromQuery]
    public string? Date { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Student { get; set; }

    [SupplyParameterFromQuery]
    public string? Metric { get; set; }

    [SupplyParameterFromQuery]
    public string? Step { get; set; }

    [SupplyParameterFromQuery]
    public string? Year { get; set; }

    [PersistentState]
    public AnalyticsModel? Model { get; set; }

    /// <summary>What is on the page, until something else is read.</summary>
    private AnalyticsAsk Ask => Model!.Shown;

    private AnalyticsAsk Asked => new(
        PeriodAsk.Read(Period, Date, From, To, Student, Profile.Calendar.DayOf(Clock.NowUtc()), Profile.FirstDayOfWeek),
        Words<Measure>.TryParse(Metric, out var metric) ? metric : Measure.NetSeconds,
        Words<TrendStep>.TryParse(Step, out var step) ? step : TrendStep.Day, PeriodAsk.Number(Year));

    /// <summary>The overview in words; what has nothing to count from is a dash.</summary>
    private IEnumerable<(string Key, string Label, string Text)> Overview
    {
        get
        {
            var figures = Model!.Figures!;
            yield return Of("net_seconds", Measure.NetSeconds, figures.NetSeconds);
            yield return Of("sessions", Measure.Sessions, figures.Sessions);
            yield return Of("mean_seconds", Measure.MeanSeconds, figures.MeanSeconds);
            yield return Of("accuracy", Measure.Accuracy, figures.AccuracyPercent);
            yield return ("streak", ReportTexts.Figure_Streak, MetricLabels.Format(figures.Streak, MetricUnit.Count));
            yield return ("points", ReportTexts.Figure_Points, MetricLabels.Format(figures.Points, MetricUnit.Count));
            yield return Of("cards", Measure.Cards, figures.Cards);
            yield return Of("retention", Measure.Retention, figures.RetentionPercent);
            yield return Of("test_score", Measure.TestScore, figures.TestPercent);
            yield return Of("notes", Measure.Notes, figures.Of(DayFigure.Notes));
            yield return ("assignments", ReportTexts.Figure_Assignments, MetricLabels.Format(figures.Of(DayFigure.Assignments), MetricUnit.Count));
            yield return Of("lessons", Measure.LessonsAttended, figures.LessonsAttended);
            yield return ("goals", ReportTexts.Figure_Goals, MetricLabels.Format(figures.Of(DayFigure.GoalsReached), MetricUnit.Count));
        }
    }

    private IEnumerable<(string Key, string Title, IReadOnlyList<FigureShare> Shares)> Dimensions => new[]
    {
        ("by-kind", ReportTexts.By_Kind, Model!.Figures!.ByKind),
        ("by-subject", ReportTexts.By_Subject, Model.Figures.BySubject),
        ("by-class", ReportTexts.By_Class, Model.Figures.ByClass),
        ("by-domain", ReportTexts.By_Domain, Model.Figures.ByDomain),
    }.Where(d => d.Item3.Count > 0);

    private string TrendHow => $"{MetricLabels.HowCounted(Ask.Metric)} {(Metrics.IsRatio(Ask.Metric) ? ReportTexts.How_MeanOfShares : ReportTexts.How_Mean)}";

    public void Dispose() => _live?.Dispose();

    protected override void OnInitialized() =>
        _live = RendererInfo.IsInteractive ? new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync)) : null;

    protected override async Task OnParametersSetAsync()
    {
        if (Model is null || Model.Asked != Asked)
        {
            await ReadAsync();
        }
        Draw();
        var student = Model?.StudentId ?? Profile.Id;
        if (_live is not null && _heard != student)
        {
            // Of the student, whoever looks.
            _heard = student;
            _live.Forget();
            _live.Hear(student, topic => topic is not (FeedTopic.Timer or FeedTopic.Notices));
        }
    }

    private async Task ReadAsync()
    {
        var asked = Asked;
        var read = await Reader.ReadAsync(Profile, asked, CancellationToken.None);
        // Else something else was chosen meanwhile, and is being read.
        Model = asked == Asked ? read : Model;
    }

    private async Task ReloadAsync()
    {
        await ReadAsync();
        Draw();
        StateHasChanged();
    }

    /// <summary>The series of what was read, once: a chart draws itself anew for another one only.</summary>
    private void Draw()
    {
        if (ReferenceEquals(_drawn, Model))
        {
            return;
        }
        _drawn = Model;
        _trend = Model?.Trend is { } trend ? SeriesOf(trend) : null;
        // What has not come yet has no mean: the line ends today.
        _mean = Model?.Trend?.Points.Select(p => p.From <= Model.Today ? p.Mean : null).ToList();
        _hours = Model?.Figures is { } figures ? SessionsSection.ByHour(figures) : null;
    }

    private void Go(AnalyticsAsk ask) => Navigation.NavigateTo(PageAddresses.AnalyticsWith(ask), replace: true);

    private static (string Key, string Label, string Text) Of(string key, Measure metric, double? value) =>
        (key, MetricLabels.Of(metric), MetricLabels.Format(value, Metrics.UnitOf(metric)));

    private static FigureUnit UnitOf(Measure metric) => Metrics.UnitOf(metric) switch
    {
        MetricUnit.Seconds => FigureUnit.Seconds,
        MetricUnit.Percent => FigureUnit.Percent,
        _ => FigureUnit.Count,
    };

    private static ReportSeries SeriesOf(Trend trend) => new(
        Words<Measure>.Of(trend.Metric), MetricLabels.Of(trend.Metric), UnitOf(trend.Metric),
        [.. trend.Points.Select(p => (p.From.ToString(trend.Step == TrendStep.Month ? "yyyy-MM" : "yyyy-MM-dd", CultureInfo.InvariantCulture), p.Value))]);

    private ChartTable TrendTable() => new(
        [ReportTexts.Column_From, ReportTexts.Column_To, MetricLabels.Of(Ask.Metric), ReportTexts.Column_Mean],
        [
            .. (Model?.Trend?.Points ?? []).Select((p, i) => new ChartRow(
            [
                p.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), p.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                FigureText.Of(p.Value, UnitOf(Ask.Metric)), FigureText.Of(_mean![i], UnitOf(Ask.Metric)),
            ])),
        ]);
}
