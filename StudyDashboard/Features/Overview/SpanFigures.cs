using System.Text.Json.Serialization;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Overview;

/// <summary>Totals of some days.</summary>
public sealed record SpanFigures(int NetSeconds, int Sessions, int Answered, int Correct, int Cards)
{
    /// <summary>First answers of a day to cards beyond learning, and those of them that passed (rules.md section 9, true retention).</summary>
    public RecallCount Recalled { get; init; } = new(0, 0);

    /// <summary>Share correct in whole percent, or null when nothing was asked.</summary>
    [JsonIgnore]
    public int? AccuracyPercent => Answered == 0 ? null : (int)Math.Round(100.0 * Correct / Answered, MidpointRounding.AwayFromZero);

    /// <summary>Share recalled in whole percent, or null when no card beyond learning came.</summary>
    [JsonIgnore]
    public int? RecalledPercent => Recalled.All == 0 ? null : (int)Math.Round(100.0 * Recalled.Passed / Recalled.All, MidpointRounding.AwayFromZero);

    /// <summary>Totals of the days from <paramref name="first"/> to <paramref name="last"/>, inclusive.</summary>
    public static SpanFigures Of(IEnumerable<AnalyticsDay> days, IReadOnlyDictionary<DateOnly, RecallCount> recalled, DateOnly first, DateOnly last)
    {
        var asked = days.Where(d => d.StudyDay >= first && d.StudyDay <= last).ToList();
        var cards = recalled.Where(r => r.Key >= first && r.Key <= last).Select(r => r.Value).ToList();
        return new SpanFigures(
            asked.Sum(d => d.NetSeconds), asked.Sum(d => d.Sessions), asked.Sum(d => d.Answered), asked.Sum(d => d.Correct), asked.Sum(d => d.Cards))
        {
            Recalled = new RecallCount(cards.Sum(c => c.All), cards.Sum(c => c.Passed)),
        };
    }
}
