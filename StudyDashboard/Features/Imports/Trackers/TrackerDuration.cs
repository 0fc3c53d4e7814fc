using System.Globalization;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>A length as a tracker writes it.</summary>
internal static partial class TrackerDuration
{
    private const decimal Longest = 1_000_000;

    /// <summary>
    /// Seconds of <c>1:30</c>, <c>1:30:00</c>, <c>1.5</c> or <c>1,5</c> (hours), <c>1h 30m</c>, <c>1h30</c>, <c>PT1H30M</c>, each with a minus or without; null for
    /// anything else.
    /// </summary>
    public static int? Seconds(string text)
    {
        var plain = text.Trim();
        var isNegative = plain.StartsWith('-') || plain.StartsWith('\u2212');
        plain = isNegative ? plain[1..].TrimStart() : plain;
        if ((Clock(plain) ?? Units(plain) ?? Hours(plain)) is not { } seconds || seconds > Longest * 3600)
        {
            return null;
        }
        var whole = (long)Math.Round(seconds, MidpointRounding.AwayFromZero);
        return (int)Math.Clamp(isNegative ? -whole : whole, int.MinValue, int.MaxValue);
    }

    private static decimal? Clock(string text) =>
        ClockForm().Match(text) is { Success: true } match ? (Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s") : null;

    private static decimal? Units(string text) =>
        text.Length > 0 && UnitForm().Match(text) is { Success: true } match && (match.Groups["h"].Success || match.Groups["m"].Success || match.Groups["s"].Success)
            ? (Number(match, "h") * 3600) + (Number(match, "m") * 60) + Number(match, "s") : null;

    /// <summary>Decimal hours. Where both marks occur the last is that of the fraction.</summary>
    private static decimal? Hours(string text)
    {
        var plain = text.EndsWith('h') ? text[..^1].TrimEnd() : text;
        var (comma, point) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        plain = comma > point ? plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.') : plain.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) && hours <= Longest ? hours * 3600 : null;
    }

    private static decimal Number(Match match, string group) => match.Groups[group] is { Success: true } found
        ? decimal.Parse(found.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<h>[0-9]{1,6})(?::|\s?[hH]\s?)(?<m>[0-5]?[0-9])(?::(?<s>[0-5]?[0-9](?:[.,][0-9]{1,6})?))?$")]
    private static partial Regex ClockForm();

    [GeneratedRegex(@"^(?:P?T)?\s*(?:(?<h>[0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*(?:h|hr|hrs|hour|hours|std\.?))?\s*(?:(?<m>[0-9]{1,6}(?:[.,][0-9]{1,6})?)\s*(?:m|min|mins|min\.|minute|minutes))?\s*(?:(?<s>[0-9]{1,8}(?:[.,][0-9]{1,6})?)\s*(?:s|sec|secs|second|seconds))?$", RegexOptions.IgnoreCase)]
    private static partial Regex UnitForm();
}
