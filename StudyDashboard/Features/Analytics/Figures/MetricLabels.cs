using System.Globalization;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Analytics.Figures;

/// <summary>Metrics for people.</summary>
public static class MetricLabels
{
    public static string Of(Metric metric) => Text($"Metric_{metric}");

    /// <summary>How it is counted.</summary>
    public static string HowCounted(Metric metric) => Text($"How_{metric}");

    public static string Of(TrendStep step) => Text($"Step_{step}");

    /// <summary>A value as people read it; a dash for none.</summary>
    public static string Format(double? value, MetricUnit unit) => value is not { } number ? "–" : unit switch
    {
        MetricUnit.Seconds => Durations.Format((int)Math.Round(number, MidpointRounding.AwayFromZero)),
        MetricUnit.Percent => $"{Math.Round(number, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.CurrentCulture)} %",
        _ => number.ToString(number % 1 == 0 ? "N0" : "0.#", CultureInfo.CurrentCulture),
    };

    private static string Text(string key) =>
        AnalyticsTexts.ResourceManager.GetString(key, AnalyticsTexts.Culture) ?? throw new InvalidOperationException($"No text {key}.");
}
