using System.Globalization;
using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Page;

/// <summary>Words and figures for people.</summary>
public static class PlanLabels
{
    public static string Of(PlanStatus status) => Text($"Status_{status}");

    public static string Of(MasteryLevel level) => Text($"Level_{level}");

    public static string Of(SkipReason reason) => Text($"Skip_{reason}");

    /// <summary>Why a level changed: "“Oral surgery” was deleted".</summary>
    public static string Of(LevelCause cause, string title) => Text($"Cause_{cause}").With(title);

    /// <summary>A share as people read it, <c>69.2 %</c>.</summary>
    public static string Percent(double percent) => PlanTexts.Percent.With(percent.ToString("0.#", CultureInfo.CurrentCulture));

    /// <summary>A share, or a dash where nothing is known.</summary>
    public static string Percent(double? percent) => percent is { } known ? Percent(known) : "–";

    public static string Day(DateOnly day) => day.ToString(PlanTexts.Day, CultureInfo.CurrentCulture);

    public static string Weekday(DateOnly day) => day.ToString(PlanTexts.Weekday, CultureInfo.CurrentCulture);

    /// <summary>How far away a target day is: "in 12 days", "today", "3 days ago".</summary>
    public static string Until(DateOnly target, DateOnly today) => (target.DayNumber - today.DayNumber) switch
    {
        0 => PlanTexts.Until_Today,
        > 0 and var days => Plural.Of(PlanTexts.ResourceManager, "Until", days),
        var days => Plural.Of(PlanTexts.ResourceManager, "Since", -days),
    };

    public static string Minutes(int minutes) => PlanTexts.Minutes.With(minutes);

    private static string Text(string key) =>
        PlanTexts.ResourceManager.GetString(key, PlanTexts.Culture) ?? throw new InvalidOperationException($"No text {key}.");
}
