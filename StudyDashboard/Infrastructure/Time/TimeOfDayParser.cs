using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Time;

/// <summary>Reads typed times of day: <c>9</c>, <c>930</c>, <c>9:30</c>, <c>21.30</c>, <c>9 pm</c>.</summary>
public static partial class TimeOfDayParser
{
    /// <summary>Reads a wall-clock time.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="field">The field's name, for the refusal.</param>
    public static Outcome<TimeOnly> Parse(string? text, string field = "time")
    {
        Refusal Refuse(string reason) => Refusal.Invalid(new FieldError(field, reason));

        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return Refuse(TimeTexts.Time_Empty);
        }
        if (Pattern().Match(typed) is not { Success: true } match)
        {
            return Refuse(TimeTexts.Time_NotRead.With(DurationParser.Shorten(typed)));
        }
        var hour = int.Parse(match.Groups["h"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["m"] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0;
        if (minute > 59)
        {
            return Refuse(TimeTexts.Time_Minutes);
        }
        if (match.Groups["half"] is { Success: true } half)
        {
            // 12 am is midnight and 12 pm is noon.
            return hour is < 1 or > 12 ? Refuse(TimeTexts.Time_Hours12)
                : new TimeOnly((hour % 12) + (char.ToLowerInvariant(half.Value[0]) == 'p' ? 12 : 0), minute);
        }
        return hour > 23 ? Refuse(TimeTexts.Time_Hours) : new TimeOnly(hour, minute);
    }

    /// <summary>A time as a person with this clock reads and types it.</summary>
    public static string Write(TimeOnly time, bool halfDays) => time.ToString(halfDays ? "h:mm tt" : "HH:mm", CultureInfo.InvariantCulture);

    // Without a separator the last two of three or four digits are the minutes.
    [GeneratedRegex(@"^(?<h>[0-9]{1,2})(?:\s*[:.h]\s*(?<m>[0-9]{2})|(?<m>[0-9]{2}))?\s*(?<half>[ap])?(?(half)\.?m?\.?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
