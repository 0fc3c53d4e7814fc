namespace StudyDashboard.Features.Accounts;

/// <summary>The IANA zones that a person can choose.</summary>
public static class TimeZones
{
    /// <summary>Zones of places and UTC, in order of name.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id)
            .Where(id => id == "UTC" || (id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal) && !id.StartsWith("SystemV/", StringComparison.Ordinal)))
            .Append("UTC").Distinct().Order(StringComparer.Ordinal),
    ];
}
