using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A date as a file has it: its order may be open until the whole file is known.</summary>
/// <param name="Year">Four digits.</param>
/// <param name="First">The month or, where the order is open, the number that stands first.</param>
/// <param name="Second">The day or, where the order is open, the number that stands second.</param>
/// <param name="IsOpen">Whether the order of day and month is that of the file: with slashes or hyphens and the year at the end.</param>
internal readonly partial record struct TrackerDate(int Year, int First, int Second, bool IsOpen)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Whether both orders give a date, and not the same one.</summary>
    public bool IsAmbiguous => IsOpen && First != Second && In(DateOrder.MonthFirst) is not null && In(DateOrder.DayFirst) is not null;

    /// <summary>The day that it names in an order, or null when there is no such day.</summary>
    public DateOnly? In(DateOrder order)
    {
        var (month, day) = IsOpen && order == DateOrder.DayFirst ? (Second, First) : (First, Second);
        return Year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(Year, month) ? new DateOnly(Year, month, day) : null;
    }

    /// <summary>Reads the date at the beginning of a text. What follows it, a time, is the rest.</summary>
    public static bool TryParse(string text, out TrackerDate date, out string rest)
    {
        (date, rest) = (default, "");
        var plain = Weekday().Replace(text.Trim(), "");
        if (Iso().Match(plain) is { Success: true } iso)
        {
            date = new TrackerDate(Number(iso, "y"), Number(iso, "m"), Number(iso, "d"), false);
            rest = plain[iso.Length..];
        }
        else if (Dots().Match(plain) is { Success: true } dots)
        {
            date = new TrackerDate(FullYear(Number(dots, "y")), Number(dots, "m"), Number(dots, "d"), false);
            rest = plain[dots.Length..];
        }
        else if (Open().Match(plain) is { Success: true } open)
        {
            date = new TrackerDate(FullYear(Number(open, "y")), Number(open, "a"), Number(open, "b"), true);
            rest = plain[open.Length..];
        }
        else if (Named().Match(plain) is { Success: true } named && Month(named.Groups["m"].Value) is > 0 and var month)
        {
            date = new TrackerDate(Number(named, "y"), month, Number(named, "d"), false);
            rest = plain[named.Length..];
        }
        else
        {
            return false;
        }
        rest = rest.TrimStart('T', ' ', ',');
        return true;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    private static int FullYear(int year) => year < 100 ? 2000 + year : year;

    private static int Month(string name) => name.Length < 3 ? 0 : Array.IndexOf(Months, name[..3].ToLowerInvariant()) + 1;

    [GeneratedRegex(@"^\p{L}{2,12}\.?,\s*")]
    private static partial Regex Weekday();

    [GeneratedRegex(@"^(?:(?<y>[0-9]{4})[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})|(?<y>(?:19|20)[0-9]{2})(?<m>[01][0-9])(?<d>[0-3][0-9]))(?=$|[T\s,])")]
    private static partial Regex Iso();

    [GeneratedRegex(@"^(?<d>[0-9]{1,2})\.\s?(?<m>[0-9]{1,2})\.\s?(?<y>[0-9]{4}|[0-9]{2})(?=$|[T\s,])")]
    private static partial Regex Dots();

    [GeneratedRegex(@"^(?<a>[0-9]{1,2})[-/](?<b>[0-9]{1,2})[-/](?<y>[0-9]{4}|[0-9]{2})(?=$|[T\s,])")]
    private static partial Regex Open();

    [GeneratedRegex(@"^(?:(?<d>[0-9]{1,2})[\s.-]+(?<m>\p{L}{3,9})\.?|(?<m>\p{L}{3,9})\.?\s+(?<d>[0-9]{1,2}))[\s,-]+(?<y>[0-9]{4})(?=$|[T\s,])")]
    private static partial Regex Named();
}
