using System.Globalization;
using System.Text;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>Writes a rule as RFC 5545 text: one text for one rule, what is the default left out.</summary>
internal static class RuleWriter
{
    public static string Write(RecurrenceRule rule)
    {
        var text = new StringBuilder("FREQ=").Append(rule.Frequency.ToString().ToUpperInvariant());
        if (rule.Until is { } until)
        {
            text.Append(";UNTIL=").Append(until);
        }
        if (rule.Count is { } count)
        {
            text.Append(CultureInfo.InvariantCulture, $";COUNT={count}");
        }
        if (rule.Interval != 1)
        {
            text.Append(CultureInfo.InvariantCulture, $";INTERVAL={rule.Interval}");
        }
        Append(text, "BYMONTH", rule.ByMonth);
        Append(text, "BYWEEKNO", rule.ByWeekNo);
        Append(text, "BYYEARDAY", rule.ByYearDay);
        Append(text, "BYMONTHDAY", rule.ByMonthDay);
        Append(text, "BYDAY", rule.ByDay);
        Append(text, "BYSETPOS", rule.BySetPos);
        if (rule.WeekStart != DayOfWeek.Monday)
        {
            text.Append(";WKST=").Append(WeekdayNum.CodeOf(rule.WeekStart));
        }
        return text.ToString();
    }

    private static void Append<T>(StringBuilder text, string part, IReadOnlyList<T> values) where T : struct
    {
        if (values.Count > 0)
        {
            text.Append(';').Append(part).Append('=').AppendJoin(',', values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v}")));
        }
    }
}
