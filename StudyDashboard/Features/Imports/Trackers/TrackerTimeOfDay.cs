using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A time of day as a file has it.</summary>
/// <param name="SinceMidnight">From 0:00 to 24:00, the end of the day.</param>
/// <param name="Offset">What the clock is ahead of UTC, when the file says so.</param>
internal readonly partial record struct TrackerTimeOfDay(TimeSpan SinceMidnight, TimeSpan? Offset)
{
    /// <summary>Reads <c>9:05</c>, <c>09:05:30</c>, <c>9:05 PM</c>, <c>9 pm</c>, each with <c>Z</c> or an offset or without.</summary>
    public static bool TryParse(string text, out TrackerTimeOfDay time)
    {
        time = default;
        var match = Time().Match(text);
        // An hour alone is a number, not a time.
        if (!match.Success || !(match.Groups["m"].Success || match.Groups["half"].Success))
        {
            return false;
        }
        var (hour, minute, second) = (Number(match, "h"), Number(match, "m"), Number(match, "s"));
        if (match.Groups["half"] is { Success: true } half)
        {
            if (hour is < 1 or > 12)
            {
                return false;
            }
            hour = (hour % 12) + (half.ValueSpan[0] is 'p' or 'P' ? 12 : 0);
        }
        if (minute > 59 || second > 59 || hour > 24 || (hour == 24 && minute + second > 0))
        {
            return false;
        }
        time = new TrackerTimeOfDay(new TimeSpan(hour, minute, second), OffsetOf(match));
        return true;
    }

    private static TimeSpan? OffsetOf(Match match)
    {
        if (!match.Groups["sign"].Success)
        {
            return match.Groups["utc"].Success ? TimeSpan.Zero : null;
        }
        var ahead = new TimeSpan(Number(match, "oh"), Number(match, "om"), 0);
        return match.Groups["sign"].Value == "-" ? -ahead : ahead;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<h>[0-9]{1,2})(?:[:.](?<m>[0-9]{2})(?:[:.](?<s>[0-9]{2})(?:[.,][0-9]+)?)?)?\s*(?<half>[AaPp]\.?\s?[Mm]\.?)?(?:\s*Uhr)?\s*(?:(?<utc>Z|UTC|GMT)|(?<sign>[+-])(?<oh>[0-9]{2}):?(?<om>[0-9]{2})?)?$")]
    private static partial Regex Time();
}
