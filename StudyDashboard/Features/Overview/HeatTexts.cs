using System.Globalization;
using StudyDashboard.Components.Ui;
using StudyDashboard.Components;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>The heatmap in words: names, a sentence, a table.</summary>
internal static class HeatTexts
{
    public static string NameOf(HeatMetric metric) => metric switch
    {
        HeatMetric.Sessions => OverviewTexts.Metric_Sessions,
        HeatMetric.Cards => OverviewTexts.Metric_Cards,
        HeatMetric.Accuracy => OverviewTexts.Metric_Accuracy,
        HeatMetric.Answers => OverviewTexts.Metric_Answers,
        _ => OverviewTexts.Metric_Minutes,
    };

    /// <summary>What stands after a day's value.</summary>
    public static string UnitOf(HeatMetric metric) => metric switch
    {
        HeatMetric.Sessions => OverviewTexts.Unit_Sessions,
        HeatMetric.Cards => OverviewTexts.Unit_Cards,
        HeatMetric.Accuracy => "%",
        HeatMetric.Answers => OverviewTexts.Unit_Answers,
        _ => OverviewTexts.Unit_Hours,
    };

    /// <summary>The window's name: a year, or "last 53 weeks".</summary>
    public static string NameOf(HeatWindow window) =>
        window.Year?.ToString(CultureInfo.InvariantCulture) ?? OverviewTexts.Year_Recent;

    /// <summary>The whole map in a sentence, for who does not see it.</summary>
    public static string Summary(HeatDays days)
    {
        var studied = Enumerable.Range(0, days.Count).Where(i => days.Seconds[i] > 0 || days.Sessions[i] > 0).ToList();
        if (studied.Count == 0)
        {
            return OverviewTexts.Year_NothingInWindow;
        }
        var best = studied.MaxBy(i => days.Seconds[i]);
        return Plural.Of(
            OverviewTexts.ResourceManager, "Year_Summary", studied.Count, Durations.Format(days.Seconds.Sum()), days.DayAt(best).ToString(OverviewTexts.DayLong, CultureInfo.CurrentCulture), Durations.Format(days.Seconds[best]));
    }

    /// <summary>The days with anything, newest first.</summary>
    public static ChartTable TableOf(HeatDays days, bool opensDays = true) => new(
        [
            OverviewTexts.Column_Day, OverviewTexts.Column_Net, OverviewTexts.Metric_Sessions, OverviewTexts.Metric_Cards,
            OverviewTexts.Metric_Answers, OverviewTexts.Column_Correct, OverviewTexts.Metric_Accuracy,
        ],
        [
            .. Enumerable.Range(0, days.Count).Reverse().Where(i => days.Sessions[i] > 0 || days.Seconds[i] > 0).Select(i => new ChartRow(
            [
                days.DayAt(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Durations.Format(days.Seconds[i]), Number(days.Sessions[i]), Number(days.Cards[i]),
                Number(days.Answered[i]), Number(days.Correct[i]), days.Answered[i] == 0 ? "" : $"{Number(days.ValueAt(i, HeatMetric.Accuracy))} %",
            ], opensDays ? PageAddresses.LogOfDay(days.DayAt(i)) : null)),
        ]);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
