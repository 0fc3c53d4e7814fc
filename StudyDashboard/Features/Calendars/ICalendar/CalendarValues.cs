using System.Globalization;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>What a time in a calendar is a time of.</summary>
internal enum TimeForm
{
    /// <summary>A whole day.</summary>
    Date,

    /// <summary>Wall time of wherever the reader is.</summary>
    Floating,

    /// <summary>An instant.</summary>
    Utc,

    /// <summary>Wall time of a named zone.</summary>
    Zoned,
}

/// <summary>A date, wall time or instant as it is written.</summary>
internal readonly record struct CalendarTime(DateTime Value, TimeForm Form, string? Zone);

/// <summary>Reads dates, times and durations (RFC 5545, 3.3.4 to 3.3.6), and the near misses that programs write.</summary>
internal static class CalendarValues
{
    private static readonly string[] Dates = ["yyyyMMdd", "yyyy-MM-dd"];
    private static readonly string[] Times = ["yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "yyyyMMdd'T'HHmmss'.'FFF", "yyyy-MM-dd'T'HH:mm:ss'.'FFFFFFF", "yyyy-MM-dd HH:mm:ss"];

    /// <summary>Reads a date or time; null when it is none, or of a year that no calendar has.</summary>
    public static CalendarTime? Time(ReadOnlySpan<char> text, string? zone)
    {
        text = text.Trim();
        if (text.Length is < 8 or > 32)
        {
            return null;
        }
        if (DateTime.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return InRange(date) ? new CalendarTime(date, TimeForm.Date, null) : null;
        }
        if (text.Length > 16 && text[9..].LastIndexOfAny('+', '-') is >= 6 and var sign && Offset(text[(9 + sign)..].ToString()) is { } offset)
        {
            // An instant with its offset, as no calendar should write it.
            return Time(text[..(9 + sign)], null) is { Form: TimeForm.Floating } wall ? new CalendarTime(wall.Value - offset, TimeForm.Utc, null) : null;
        }
        var isUtc = text[^1] is 'Z' or 'z';
        var local = (isUtc ? text[..^1] : text).ToString().ToUpperInvariant();
        // A leap second, and midnight as the end of a day, are the second and the midnight that follow.
        var (more, clean) = local.Length >= 15 && local.EndsWith("60", StringComparison.Ordinal) && local[8] == 'T' ? (TimeSpan.FromSeconds(1), local[..^2] + "59")
            : local.EndsWith("T240000", StringComparison.Ordinal) ? (TimeSpan.FromDays(1), local[..^6] + "000000")
            : (TimeSpan.Zero, local);
        if (!DateTime.TryParseExact(clean, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) || !InRange(time))
        {
            return null;
        }
        time = new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond)) + more;
        return new CalendarTime(time, isUtc ? TimeForm.Utc : zone is null ? TimeForm.Floating : TimeForm.Zoned, isUtc ? null : zone);
    }

    /// <summary>Reads a duration such as <c>P1DT2H30M</c>, <c>P2W</c> or <c>-PT15M</c>; null when it is none or longer than ten years.</summary>
    public static TimeSpan? Duration(string text)
    {
        var rest = text.AsSpan().Trim();
        var isNegative = rest.StartsWith("-");
        rest = isNegative || rest.StartsWith("+") ? rest[1..] : rest;
        if (rest.Length is < 2 or > 40 || rest[0] is not ('P' or 'p'))
        {
            return null;
        }
        var (seconds, number, hasUnit, inTime) = (0L, -1L, false, false);
        foreach (var c in rest[1..])
        {
            if (char.IsAsciiDigit(c))
            {
                number = (Math.Max(0, number) * 10) + (c - '0');
                if (number > 400_000_000)
                {
                    return null;
                }
                continue;
            }
            if (c is 'T' or 't' && !inTime && number < 0)
            {
                inTime = true;
                continue;
            }
            var unit = (char.ToUpperInvariant(c), inTime) switch { ('W', false) => 604_800, ('D', false) => 86_400, ('H', true) => 3600, ('M', true) => 60, ('S', true) => 1, _ => 0 };
            if (unit == 0 || number < 0)
            {
                return null;
            }
            (seconds, number, hasUnit) = (seconds + (number * unit), -1, true);
        }
        return !hasUnit || number >= 0 || seconds > 3660L * 86_400 ? null : TimeSpan.FromSeconds(isNegative ? -seconds : seconds);
    }

    /// <summary>Reads an offset such as <c>+0200</c>, <c>-053000</c> or <c>+02:00</c>; null when it is none.</summary>
    public static TimeSpan? Offset(string text)
    {
        var rest = text.Trim().Replace(":", "", StringComparison.Ordinal);
        if (rest.Length is not (5 or 7) || rest[0] is not ('+' or '-') || !int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }
        number = rest.Length == 5 ? number * 100 : number;
        var offset = new TimeSpan(number / 10_000, number / 100 % 100, number % 100);
        return offset > TimeSpan.FromHours(18) ? null : rest[0] == '-' ? -offset : offset;
    }

    private static bool InRange(DateTime time) => time.Year is >= 1600 and <= 3000;
}
