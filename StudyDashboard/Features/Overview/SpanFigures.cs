using System.Text.Json.Serialization;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Overview;

/// <summary>Totals of some days.</summary>
public sealed record SpanFigures(int NetSeconds, int Sessions, int Answered, int Correct, int Cards)
{
    /// <summary>Share correct in whole percent, or null when nothing was asked.</summary>
    [JsonIgnore]
    public int? AccuracyPercent => Answered == 0 ? null : (int)Math.Round(100.0 * Correct / Answered, MidpointRounding.AwayFromZero);

    /// <summary>Totals of the days from <paramref name="first"/> to <paramref name="last"/>, inclusive.</summary>
    public static SpanFigures Of(IEnumerable<AnalyticsDay> days, DateOnly first, DateOnly last)
    {
        var asked = days.Where(d => d.StudyDay >= first && d.StudyDay <= last).ToList();
        return new SpanFigures(
            asked.Sum(d => d.NetSeconds), asked.Sum(d => d.Sessions), asked.Sum(d => d.Answered), asked.Sum(d => d.Correct), asked.Sum(d => d.Cards));
    }
}
