using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>A series as a person says it: "Every second week on Tuesday and Thursday at 17:00 until 30 June 2027".</summary>
public static class RecurrenceSentence
{
    /// <summary>The sentence of a series, in the current culture, without a full stop.</summary>
    /// <param name="series">What to say.</param>
    /// <param name="time">How the reader writes a time of day.</param>
    public static string Of(RecurrenceSeries series, Func<TimeOnly, string> time)
    {
        var at = time(TimeOnly.FromDateTime(series.Start));
        if (series.Rule is not { } rule)
        {
            return RecurrenceTexts.Say_Once.With(Date(series.Start), at) + Beside(series);
        }
        var parts = new[] { Every(rule), RulePhrases.Days(rule, series.Start), RulePhrases.Months(rule), RecurrenceTexts.Say_At.With(at), End(rule, series) };
        return string.Join(' ', parts.Where(p => p.Length > 0)) + Beside(series);
    }

    private static string Every(RecurrenceRule rule)
    {
        var unit = rule.Frequency.ToString();
        return rule.Interval switch
        {
            1 => Text($"Every_{unit}"),
            2 => Text($"EverySecond_{unit}"),
            _ => Text($"EveryNth_{unit}").With(rule.Interval),
        };
    }

    private static string End(RecurrenceRule rule, RecurrenceSeries series) =>
        rule.Count is { } count ? Plural.Of(RecurrenceTexts.ResourceManager, "Say_Times", count)
        : rule.Until is { } until ? RecurrenceTexts.Say_Until.With(Date(until.LastLocal(series.Zone)))
        : "";

    private static string Beside(RecurrenceSeries series)
    {
        var left = series.Exceptions.Count(e => series.IsOfRule(e) || series.Additions.Contains(e) || (series.Rule is null && e == series.Start));
        var more = series.Additions.Count(a => !series.IsOfRule(a) && !series.Exceptions.Contains(a));
        return (more > 0 ? Plural.Of(RecurrenceTexts.ResourceManager, "Say_More", more) : "")
            + (left > 0 ? Plural.Of(RecurrenceTexts.ResourceManager, "Say_Except", left) : "");
    }

    private static string Date(DateTime date) => date.ToString(RecurrenceTexts.Say_Date, CultureInfo.CurrentCulture);

    private static string Text(string key) => RecurrenceTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!;
}
