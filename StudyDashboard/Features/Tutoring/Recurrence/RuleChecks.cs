using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>Which values and which parts together make a valid rule (RFC 5545, 3.3.10, the notes on each part).</summary>
public static class RuleChecks
{
    /// <summary>Why a rule cannot be taken; null when it can.</summary>
    public static string? Reason(RecurrenceRule rule) => Bounds(rule) ?? Together(rule);

    private static string? Bounds(RecurrenceRule rule) =>
        rule.Interval < 1 ? RecurrenceTexts.Rule_Value.With(rule.Interval, "INTERVAL")
        : rule.Count < 1 ? RecurrenceTexts.Rule_Value.With(rule.Count, "COUNT")
        : Outside("BYMONTH", rule.ByMonth, 12, negative: false)
        ?? Outside("BYWEEKNO", rule.ByWeekNo, 53)
        ?? Outside("BYYEARDAY", rule.ByYearDay, 366)
        ?? Outside("BYMONTHDAY", rule.ByMonthDay, 31)
        ?? Outside("BYSETPOS", rule.BySetPos, 366)
        ?? Outside("BYDAY", [.. rule.ByDay.Where(d => d.Ordinal != 0).Select(d => d.Ordinal)], WithinMonth(rule) ? 5 : 53);

    private static string? Together(RecurrenceRule rule)
    {
        var ordinals = rule.ByDay.Any(d => d.Ordinal != 0);
        return rule.Count is not null && rule.Until is not null ? RecurrenceTexts.Rule_CountAndUntil
            : rule.ByWeekNo.Count > 0 && rule.Frequency != RecurrenceFrequency.Yearly ? RecurrenceTexts.Rule_OnlyYearly.With("BYWEEKNO")
            : rule.ByYearDay.Count > 0 && rule.Frequency != RecurrenceFrequency.Yearly ? RecurrenceTexts.Rule_OnlyYearly.With("BYYEARDAY")
            : rule.ByMonthDay.Count > 0 && rule.Frequency == RecurrenceFrequency.Weekly ? RecurrenceTexts.Rule_MonthDayInWeek
            : ordinals && rule.Frequency < RecurrenceFrequency.Monthly ? RecurrenceTexts.Rule_Ordinal
            : ordinals && rule.ByWeekNo.Count > 0 ? RecurrenceTexts.Rule_OrdinalInWeek
            : rule.BySetPos.Count > 0 && !HasOtherPart(rule) ? RecurrenceTexts.Rule_SetPosAlone
            : null;
    }

    private static bool WithinMonth(RecurrenceRule rule) => rule.Frequency == RecurrenceFrequency.Monthly || rule.ByMonth.Count > 0;

    private static bool HasOtherPart(RecurrenceRule rule) =>
        rule.ByMonth.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count + rule.ByMonthDay.Count + rule.ByDay.Count > 0;

    private static string? Outside(string part, IReadOnlyList<int> values, int most, bool negative = true)
    {
        foreach (var value in values)
        {
            if (value == 0 || value > most || value < (negative ? -most : 1))
            {
                return negative ? RecurrenceTexts.Rule_Range.With(part, value, most) : RecurrenceTexts.Rule_RangePositive.With(part, value, most);
            }
        }
        return null;
    }
}
