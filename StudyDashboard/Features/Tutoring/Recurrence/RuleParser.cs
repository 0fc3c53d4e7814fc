using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// Reads the text of a recurrence rule (RFC 5545, 3.3.10): parts in any order, upper or lower case, with or without <c>RRULE:</c>.
/// What is not in the language or not allowed is refused with the reason, never read in part (rules.md 22).
/// </summary>
public static class RuleParser
{
    private const string Prefix = "RRULE:";

    /// <summary>Longer than any rule of the language needs to be; what a stranger sends is read no further.</summary>
    private const int MaxLength = 4000;

    /// <summary>Reads a rule.</summary>
    /// <param name="text">As it stands in an iCalendar file, unfolded.</param>
    /// <param name="field">The field's name, for the refusal.</param>
    public static Outcome<RecurrenceRule> Parse(string? text, string field = "rrule")
    {
        try
        {
            var rule = Read(text?.Trim().ToUpperInvariant() ?? "");
            return RuleChecks.Reason(rule) is { } reason ? Refusal.Invalid(new FieldError(field, reason)) : rule;
        }
        catch (UnreadableRuleException unreadable)
        {
            return Refusal.Invalid(new FieldError(field, unreadable.Message));
        }
    }

    private static RecurrenceRule Read(string text)
    {
        if (text.Length > MaxLength)
        {
            throw new UnreadableRuleException(RecurrenceTexts.Rule_TooLong);
        }
        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        var body = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;
        foreach (var part in (body.EndsWith(';') ? body[..^1] : body).Split(';'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || equals == part.Length - 1)
            {
                throw new UnreadableRuleException(body.Length == 0 ? RecurrenceTexts.Rule_Empty : RecurrenceTexts.Rule_Part.With(Shorten(part)));
            }
            if (!parts.TryAdd(part[..equals], part[(equals + 1)..]))
            {
                throw new UnreadableRuleException(RecurrenceTexts.Rule_Twice.With(Shorten(part[..equals])));
            }
        }
        var rule = new RecurrenceRule(Frequency(parts.Remove("FREQ", out var frequency) ? frequency : ""));
        foreach (var (name, value) in parts)
        {
            rule = WithPart(rule, name, value);
        }
        return rule;
    }

    private static RecurrenceRule WithPart(RecurrenceRule rule, string name, string value) => name switch
    {
        "INTERVAL" => rule with { Interval = Number(name, value, 1, int.MaxValue) },
        "COUNT" => rule with { Count = Number(name, value, 1, int.MaxValue) },
        "UNTIL" => rule with { Until = RuleUntil.Read(value) ?? throw new UnreadableRuleException(RecurrenceTexts.Rule_Until.With(Shorten(value))) },
        "WKST" => rule with { WeekStart = WeekdayNum.DayOf(value) ?? throw NotRead(name, value) },
        "BYMONTH" => rule with { ByMonth = Numbers(name, value) },
        "BYWEEKNO" => rule with { ByWeekNo = Numbers(name, value) },
        "BYYEARDAY" => rule with { ByYearDay = Numbers(name, value) },
        "BYMONTHDAY" => rule with { ByMonthDay = Numbers(name, value) },
        "BYSETPOS" => rule with { BySetPos = Numbers(name, value) },
        "BYDAY" => rule with { ByDay = [.. value.Split(',').Select(day => Weekday(name, day))] },
        "BYHOUR" or "BYMINUTE" or "BYSECOND" => throw new UnreadableRuleException(RecurrenceTexts.Rule_Time.With(name)),
        _ => throw new UnreadableRuleException(RecurrenceTexts.Rule_Unknown.With(Shorten(name))),
    };

    private static RecurrenceFrequency Frequency(string value) => value switch
    {
        "DAILY" => RecurrenceFrequency.Daily,
        "WEEKLY" => RecurrenceFrequency.Weekly,
        "MONTHLY" => RecurrenceFrequency.Monthly,
        "YEARLY" => RecurrenceFrequency.Yearly,
        "HOURLY" or "MINUTELY" or "SECONDLY" => throw new UnreadableRuleException(RecurrenceTexts.Rule_TooFine.With(value)),
        "" => throw new UnreadableRuleException(RecurrenceTexts.Rule_NoFrequency),
        _ => throw NotRead("FREQ", value),
    };

    private static int[] Numbers(string name, string list) => [.. list.Split(',').Select(value => Number(name, value, -366, 366))];

    private static int Number(string name, string value, int least, int most) =>
        int.TryParse(value, least > 0 ? NumberStyles.None : NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw NotRead(name, value);

    private static WeekdayNum Weekday(string name, string value)
    {
        if (value.Length < 2 || WeekdayNum.DayOf(value.AsSpan(value.Length - 2)) is not { } day)
        {
            throw NotRead(name, value);
        }
        return value.Length == 2 ? new WeekdayNum(day)
            : Number(name, value[..^2], -53, 53) is not 0 and var ordinal ? new WeekdayNum(day, ordinal)
            : throw NotRead(name, value);
    }

    private static UnreadableRuleException NotRead(string name, string value) =>
        new(RecurrenceTexts.Rule_Value.With(Shorten(value), name));

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    /// <summary>Leaves the reading of a text at its first fault; never leaves the parser.</summary>
    private sealed class UnreadableRuleException(string message) : Exception(message);
}
