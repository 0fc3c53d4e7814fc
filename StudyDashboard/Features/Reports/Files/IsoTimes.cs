using System.Globalization;
using System.Text;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Reports.Files;

/// <summary>Instants in a zone as ISO 8601 with the offset: <c>2026-11-20T16:05:00+02:00</c>.</summary>
internal sealed class IsoTimes
{
    private readonly Dictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);

    public string Of(DateTime utc, string zone)
    {
        var text = new StringBuilder();
        Append(text, utc, zone);
        return text.ToString();
    }

    public void Append(StringBuilder text, DateTime utc, string zone)
    {
        if (!_zones.TryGetValue(zone, out var found))
        {
            _zones[zone] = found = StudyCalendar.For(zone, 0).Zone;
        }
        var offset = found.GetUtcOffset(utc);
        text.Append(CultureInfo.InvariantCulture, $"{utc + offset:yyyy-MM-ddTHH:mm:ss}{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
    }
}
