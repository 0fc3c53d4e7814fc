using System.Collections.Frozen;
using System.Globalization;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>
/// Finds the IANA zone that a program means: by its IANA name, also behind a prefix as in
/// <c>/freeassociation.sourceforge.net/Europe/Sofia</c>, by the name Windows has for it, by the name Outlook shows for it, or by an offset.
/// </summary>
internal static class ZoneNames
{
    private const int MaxLength = 200;

    /// <summary>What Outlook shows without the name of a city, and the name Windows has for it.</summary>
    private static readonly FrozenDictionary<string, string> Shown = new Dictionary<string, string>
    {
        ["Coordinated Universal Time"] = "UTC", ["Universal Coordinated Time"] = "UTC", ["Greenwich Mean Time"] = "GMT Standard Time",
        ["Pacific Time (US & Canada)"] = "Pacific Standard Time", ["Mountain Time (US & Canada)"] = "Mountain Standard Time",
        ["Central Time (US & Canada)"] = "Central Standard Time", ["Eastern Time (US & Canada)"] = "Eastern Standard Time",
        ["Atlantic Time (Canada)"] = "Atlantic Standard Time", ["Newfoundland"] = "Newfoundland Standard Time", ["Hawaii"] = "Hawaiian Standard Time",
        ["Alaska"] = "Alaskan Standard Time", ["Arizona"] = "US Mountain Standard Time", ["Indiana (East)"] = "US Eastern Standard Time",
        ["Saskatchewan"] = "Canada Central Standard Time", ["Central America"] = "Central America Standard Time", ["Brasilia"] = "E. South America Standard Time",
        ["Greenland"] = "Greenland Standard Time", ["Georgetown"] = "SA Western Standard Time", ["Azores"] = "Azores Standard Time",
        ["Cabo Verde Is."] = "Cape Verde Standard Time", ["Cape Verde Is."] = "Cape Verde Standard Time", ["West Central Africa"] = "W. Central Africa Standard Time",
        ["Pretoria"] = "South Africa Standard Time", ["Abu Dhabi"] = "Arabian Standard Time", ["Ekaterinburg"] = "Ekaterinburg Standard Time",
        ["Mumbai"] = "India Standard Time", ["New Delhi"] = "India Standard Time", ["Astana"] = "Central Asia Standard Time",
        ["Hanoi"] = "SE Asia Standard Time", ["Beijing"] = "China Standard Time", ["Osaka"] = "Tokyo Standard Time",
        ["Canberra"] = "AUS Eastern Standard Time", ["Wellington"] = "New Zealand Standard Time", ["Solomon Is."] = "Central Pacific Standard Time",
        ["New Caledonia"] = "Central Pacific Standard Time", ["Edinburgh"] = "GMT Standard Time", ["Bern"] = "W. Europe Standard Time",
        ["Midway Island"] = "Samoa Standard Time", ["Samoa"] = "Samoa Standard Time", ["Petropavlovsk-Kamchatsky"] = "Kamchatka Standard Time",
        ["Mid-Atlantic"] = "UTC-02", ["International Date Line West"] = "Dateline Standard Time", ["Chennai"] = "India Standard Time",
        ["Kuwait"] = "Arab Standard Time", ["St. Petersburg"] = "Russian Standard Time", ["Yangon (Rangoon)"] = "Myanmar Standard Time",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Lazy<FrozenDictionary<string, TimeZoneInfo>> Cities = new(() => TimeZoneInfo.GetSystemTimeZones()
        .Where(z => z.Id.Contains('/', StringComparison.Ordinal) && !z.Id.StartsWith("Etc/", StringComparison.Ordinal))
        .GroupBy(z => z.Id[(z.Id.LastIndexOf('/') + 1)..].Replace('_', ' '), StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase));

    /// <summary>The zone; null when the name says none.</summary>
    public static TimeZoneInfo? Find(string? name)
    {
        name = name?.Trim().Trim('"', '\'').Trim();
        if (string.IsNullOrEmpty(name) || name.Length > MaxLength)
        {
            return null;
        }
        return Named(name) ?? BehindPrefix(name) ?? (name[0] == '(' ? Displayed(name) : Cities.Value.GetValueOrDefault(name) ?? ByShownName(name) ?? Fixed(name));
    }

    private static TimeZoneInfo? Named(string name)
    {
        // On Linux a name is the path of a file: nothing but a plain name may become one.
        if (name[0] is '/' or '.' || name is "localtime" or "posixrules" || name.StartsWith("right/", StringComparison.OrdinalIgnoreCase) || name.Contains("..", StringComparison.Ordinal) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+' or ' ' or '.' or '(' or ')'))
        {
            return null;
        }
        // Windows names the zone by its standard time; some programs write the other half of the year.
        if ((name.Contains(' ', StringComparison.Ordinal) || name.StartsWith("UTC", StringComparison.OrdinalIgnoreCase)) && TimeZoneInfo.TryConvertWindowsIdToIanaId(name.Replace(" Daylight Time", " Standard Time", StringComparison.OrdinalIgnoreCase), out var iana))
        {
            name = iana;
        }
        else if (name.Contains(' ', StringComparison.Ordinal) && !name.Contains('/', StringComparison.Ordinal))
        {
            return null;
        }
        name = name.Replace(' ', '_');
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.HasIanaId ? Canonical(zone, name)
            : name.Equals("Z", StringComparison.OrdinalIgnoreCase) ? TimeZoneInfo.Utc : null;
    }

    private static TimeZoneInfo Canonical(TimeZoneInfo zone, string name) => name is "UTC" or "Etc/UTC" ? TimeZoneInfo.Utc : zone;

    private static TimeZoneInfo? BehindPrefix(string name)
    {
        // No IANA name has more than three parts.
        var first = name.Length;
        for (var parts = 0; parts < 3 && first > 0; parts++)
        {
            first = name.LastIndexOf('/', first - 1) is var before && before < 0 ? 0 : before;
        }
        for (var slash = name.IndexOf('/', first); slash >= 0 && slash < name.Length - 1; slash = name.IndexOf('/', slash + 1))
        {
            if (Named(name[(slash + 1)..]) is { } zone)
            {
                return zone;
            }
        }
        return null;
    }

    /// <summary>
    /// <c>(UTC+01:00) Amsterdam, Berlin, …</c>: the first city that names a zone with that offset. Outlook before 2010 writes GMT.
    /// </summary>
    private static TimeZoneInfo? Displayed(string name)
    {
        var close = name.IndexOf(')', StringComparison.Ordinal);
        var stated = close is > 4 and < 16 ? CalendarValues.Offset(name[4..close].Replace('.', ':')) : close == 4 ? TimeSpan.Zero : null;
        var rest = name[(close + 1)..].Trim();
        if (stated is null)
        {
            return null;
        }
        return rest.Split([',', '/', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend(rest)
            .Select(part => ByShownName(part) ?? Cities.Value.GetValueOrDefault(part)).FirstOrDefault(z => z?.BaseUtcOffset == stated)
            ?? (rest.Length == 0 ? FixedAt(stated.Value) : null);
    }

    private static TimeZoneInfo? ByShownName(string name) => Shown.TryGetValue(name, out var windows) ? Named(windows) : null;

    /// <summary><c>UTC+2</c>, <c>GMT+02:00</c>, <c>+0200</c>.</summary>
    private static TimeZoneInfo? Fixed(string name)
    {
        var rest = name.StartsWith("UTC", StringComparison.OrdinalIgnoreCase) || name.StartsWith("GMT", StringComparison.OrdinalIgnoreCase) ? name[3..].Trim() : name;
        if (rest.Length is 2 or 3 && rest[0] is '+' or '-' && int.TryParse(rest.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var hours))
        {
            rest = string.Create(CultureInfo.InvariantCulture, $"{rest[0]}{hours:00}00");
        }
        return CalendarValues.Offset(rest) is { } offset ? FixedAt(offset) : null;
    }

    /// <summary>The zone of a whole hour; its name counts the other way round.</summary>
    private static TimeZoneInfo? FixedAt(TimeSpan offset) => offset == TimeSpan.Zero ? TimeZoneInfo.Utc
        : offset.Ticks % TimeSpan.TicksPerHour == 0 ? Named(string.Create(CultureInfo.InvariantCulture, $"Etc/GMT{-offset.TotalHours:+0;-0}"))
        : null;
}
