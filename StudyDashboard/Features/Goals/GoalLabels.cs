using System.Globalization;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals;

/// <summary>Goals in words.</summary>
public static class GoalLabels
{
    private const int DaysAWeek = 7;

    public static string Of(GoalMetric metric) => Text($"Metric_{metric}");

    public static string Of(GoalPeriod period) => Text($"Period_{period}");

    public static string Of(GoalStatus status) => Text($"Status_{status}");

    public static string Of(GoalOutcome outcome) => Text($"Outcome_{outcome}");

    /// <summary>What the person calls it, or what it counts: "120 min a week · Algebra".</summary>
    public static string NameOf(GoalDraft goal, IReadOnlyDictionary<int, string> classes)
    {
        if (goal.Title.NullIfBlank() is { } title)
        {
            return title;
        }
        var target = Text($"Name_{goal.Period}").With(Amount(goal, goal.Target ?? 0));
        return string.Join(" · ", new[] { target, ScopeOf(goal, classes) }.OfType<string>());
    }

    /// <summary>What a goal is limited to, or null.</summary>
    private static string? ScopeOf(GoalDraft goal, IReadOnlyDictionary<int, string> classes) => string.Join(" · ", new[]
    {
        goal.Metric == GoalMetric.LessonsAttended ? null : goal.Kind is { } kind ? SessionLabels.Of(kind) : null,
        goal.Subject.NullIfBlank(),
        goal.DomainCode.NullIfBlank(),
        goal.ClassId is { } inClass ? classes.GetValueOrDefault(inClass) : null,
    }.OfType<string>()).NullIfBlank();

    /// <summary>An amount with its unit: "83 min", "2 sessions", "71.4 %".</summary>
    public static string Amount(GoalDraft goal, double value)
    {
        var (shown, number) = (Shown(goal, value), Number(goal, value));
        return goal.Metric switch
        {
            GoalMetric.CustomCount => goal.Unit.NullIfBlank() is { } unit ? $"{number} {unit}" : number,
            GoalMetric.Accuracy or GoalMetric.PlanProgress or GoalMetric.Minutes => Text($"Amount_{goal.Metric}").With(number),
            _ => Plural.Of(GoalTexts.ResourceManager, $"Amount_{goal.Metric}", (int)shown),
        };
    }

    /// <summary>What there is of the target, with the unit once: "83 of 120 min", "1 of 2 sessions".</summary>
    public static string Standing(GoalDraft goal, double value, double target) => GoalTexts.Progress.With(Number(goal, value), Amount(goal, target));

    /// <summary>Where it stands against an even pace and what it takes, in a sentence: "35 min behind; 18 min a day until Friday reaches it."</summary>
    public static string PaceOf(GoalView goal, DateOnly today)
    {
        var (now, draft) = (goal.Now, goal.Draft);
        if (now.ReachedOn is { } reached)
        {
            return GoalTexts.Pace_Reached.With(DayName(reached, today));
        }
        if (goal.Status == GoalStatus.Paused)
        {
            return GoalTexts.Pace_Paused;
        }
        if (now.Pace is not { } pace)
        {
            return today > now.To ? GoalTexts.Pace_Over.With(Standing(draft, now.Value, now.Target))
                : now.Value == 0 ? GoalTexts.Pace_NoAnswers : GoalTexts.Pace_Accuracy.With(Amount(draft, now.Target));
        }
        if (pace is not { PerDay: { } perDay, LastDay: { } last })
        {
            return draft.Period == GoalPeriod.Day ? GoalTexts.Pace_RestDay : GoalTexts.Pace_NoDayLeft.With(Amount(draft, Up(pace.Left)));
        }
        if (last == today)
        {
            return GoalTexts.Pace_Today.With(Amount(draft, perDay));
        }
        var behind = Math.Ceiling(Math.Round(pace.Behind, 6));
        var text = behind > 0 ? GoalTexts.Pace_Behind.With(Amount(draft, behind), Amount(draft, perDay), DayName(last, today))
            : GoalTexts.Pace_On.With(Amount(draft, perDay), DayName(last, today));
        return text;
    }

    /// <summary>A period's days: "9 – 15 Mar 2026", or one day.</summary>
    public static string SpanOf(DateOnly from, DateOnly to) => from == to
        ? from.ToString(GoalTexts.Format_DayWithYear, CultureInfo.CurrentCulture)
        : $"{from.ToString(from.Year == to.Year ? GoalTexts.Format_Day : GoalTexts.Format_DayWithYear, CultureInfo.CurrentCulture)} – {to.ToString(GoalTexts.Format_DayWithYear, CultureInfo.CurrentCulture)}";

    /// <summary>A day near today by its weekday, else by its date.</summary>
    public static string DayName(DateOnly day, DateOnly today) => day == today ? GoalTexts.Today
        : Math.Abs(day.DayNumber - today.DayNumber) < DaysAWeek ? day.ToString("dddd", CultureInfo.CurrentCulture)
        : day.ToString(day.Year == today.Year ? GoalTexts.Format_Day : GoalTexts.Format_DayWithYear, CultureInfo.CurrentCulture);

    private static double Shown(GoalDraft goal, double value) =>
        goal.Metric == GoalMetric.Minutes ? Math.Floor(Math.Round(value, 6)) : Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private static string Number(GoalDraft goal, double value) => Shown(goal, value).ToString("#,0.#", CultureInfo.CurrentCulture);

    private static double Up(double value) => Math.Ceiling(Math.Round(value, 6));

    private static string Text(string key) =>
        GoalTexts.ResourceManager.GetString(key, GoalTexts.Culture) ?? throw new InvalidOperationException($"No text {key}.");
}
