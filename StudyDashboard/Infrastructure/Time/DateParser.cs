using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Time;

/// <summary>Reads typed dates: <c>2026-11-20</c>, <c>20.11.2026</c>, <c>20.11.</c>, <c>today</c>. Slashes are read differently from country to country, so they are refused.</summary>
public static partial class DateParser
{
    /// <summary>Reads a date.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="today">The person's study day, which gives a missing year.</param>
    /// <param name="field">The field's name, for the refusal.</param>
    public static Outcome<DateOnly> Parse(string? text, DateOnly today, string field = "date")
    {
        Refusal Refuse(string reason) => Refusal.Invalid(new FieldError(field, reason));

        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return Refuse(TimeTexts.Date_Empty);
        }
        if (Word(typed) is { } days)
        {
            return today.AddDays(days);
        }
        if (Pattern().Match(typed) is not { Success: true } match)
        {
            return Refuse(TimeTexts.Date_NotRead.With(DurationParser.Shorten(typed)));
        }
        var year = match.Groups["y"] is { Success: true } typedYear ? Number(typedYear) : today.Year;
        var (month, day) = (Number(match.Groups["m"]), Number(match.Groups["d"]));
        if (year is < 1 or > 9998)
        {
            return Refuse(TimeTexts.Date_NotRead.With(DurationParser.Shorten(typed)));
        }
        if (month is < 1 or > 12)
        {
            return Refuse(TimeTexts.Date_Month.With(month));
        }
        return day < 1 || day > DateTime.DaysInMonth(year, month)
            ? Refuse(TimeTexts.Date_Day.With(day, new DateOnly(year, month, 1).ToString("MMMM yyyy", CultureInfo.CurrentCulture)))
            : new DateOnly(year, month, day);
    }

    /// <summary>A date as it can be typed.</summary>
    public static string Write(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int? Word(string typed) =>
        string.Equals(typed, TimeTexts.Date_Today, StringComparison.OrdinalIgnoreCase) ? 0
        : string.Equals(typed, TimeTexts.Date_Yesterday, StringComparison.OrdinalIgnoreCase) ? -1
        : string.Equals(typed, TimeTexts.Date_Tomorrow, StringComparison.OrdinalIgnoreCase) ? 1
        : null;

    private static int Number(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?<y>[0-9]{4})-(?<m>[0-9]{1,2})-(?<d>[0-9]{1,2})|(?<d>[0-9]{1,2})\.\s*(?<m>[0-9]{1,2})(?:\.\s*(?<y>[0-9]{4})?)?)$")]
    private static partial Regex Pattern();
}
