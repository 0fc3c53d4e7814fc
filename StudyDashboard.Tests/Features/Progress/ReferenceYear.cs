using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>
/// A year of sessions and what they come to, counted second by second from the list alone. It shares no code with the product.
/// </summary>
internal sealed class ReferenceYear
{
    private readonly Dictionary<string, TimeZoneInfo> _zones = [];

    public Dictionary<int, YearFact> Facts { get; } = [];

    public List<ReferencePlan> Plans { get; } = [];

    public List<ReferenceGoal> Goals { get; } = [];

    public ReferenceRewards Rewards { get; } = new();

    /// <summary>Takes over all that is no session.</summary>
    public void TakeOver(ReferenceYear other)
    {
        Plans.AddRange(other.Plans);
        Goals.AddRange(other.Goals);
        Rewards.Frozen.UnionWith(other.Rewards.Frozen);
        foreach (var (from, rule) in other.Rewards.Terms)
        {
            Rewards.Terms[from] = rule;
        }
    }

    public IEnumerable<YearFact> Live => Facts.Values.Where(f => !f.Deleted);

    public IEnumerable<YearFact> Counted => Live.Where(f => f.Status == SessionStatus.Completed);

    public YearFact? Running => Live.SingleOrDefault(f => f.Status == SessionStatus.InProgress);

    public ReferencePlan? Active => Plans.SingleOrDefault(p => p.IsActive);

    public DateTime LocalOf((string Zone, int DayStart) place, long second)
    {
        if (!_zones.TryGetValue(place.Zone, out var zone))
        {
            _zones[place.Zone] = zone = TimeZoneInfo.FindSystemTimeZoneById(place.Zone);
        }
        return TimeZoneInfo.ConvertTimeFromUtc(DateTimeOffset.FromUnixTimeSeconds(second).UtcDateTime, zone);
    }

    public DateOnly DayOf((string Zone, int DayStart) place, long second) => DateOnly.FromDateTime(LocalOf(place, second).AddHours(-place.DayStart));

    /// <summary>Every counted session with its seconds, in order of day, start and arrival.</summary>
    public List<Measured> Measure()
    {
        var inside = Counted.Where(f => f.LiesInside).Select(f => (f.Start, f.End)).ToList();
        return [.. Counted.Select(f => Measure(f, inside)).OrderBy(m => m.Day).ThenBy(m => m.Fact.HasTimes ? m.Fact.Start : long.MinValue).ThenBy(m => m.Fact.Id)];
    }

    private Measured Measure(YearFact fact, List<(long Start, long End)> inside)
    {
        var hours = new Dictionary<(DateOnly Day, int Hour), int>();
        if (!fact.HasTimes)
        {
            return new Measured(fact, fact.GivenDay!.Value, hours, new SortedDictionary<DateOnly, int> { [fact.GivenDay.Value] = fact.GivenSeconds });
        }
        var cut = fact.Source == SessionSource.Timer ? inside.FindAll(i => i.Start < fact.End && i.End > fact.Start) : [];
        // No zone of this century is ahead of UTC by a part of a minute, so day and hour are asked once a minute.
        var (minute, place) = (long.MinValue, default((DateOnly Day, int Hour)));
        foreach (var second in fact.Sitting ?? YearFact.Range(fact.Start, fact.End))
        {
            if (fact.Sitting is null && (fact.Still.Contains(second) || cut.Exists(c => second >= c.Start && second < c.End)))
            {
                continue;
            }
            if (second / 60 != minute)
            {
                (minute, place) = (second / 60, (DayOf(fact.Place, second), LocalOf(fact.Place, second).Hour));
            }
            hours[place] = hours.GetValueOrDefault(place) + 1;
        }
        var days = new SortedDictionary<DateOnly, int>(hours.GroupBy(h => h.Key.Day).ToDictionary(g => g.Key, g => g.Sum(h => h.Value)));
        return new Measured(fact, DayOf(fact.Place, fact.Start), hours, days);
    }
}

/// <summary>A session and its seconds.</summary>
/// <param name="Fact">The session.</param>
/// <param name="Day">The study day of its start.</param>
/// <param name="Hours">Seconds by study day and hour of the wall clock.</param>
/// <param name="Days">Seconds by study day.</param>
internal sealed record Measured(YearFact Fact, DateOnly Day, IReadOnlyDictionary<(DateOnly Day, int Hour), int> Hours, SortedDictionary<DateOnly, int> Days)
{
    public int Net => Days.Values.Sum();

    /// <summary>One part; or one a domain, for a quiz over several: by its answers, whole seconds on each day (rules.md 27).</summary>
    public IReadOnlyList<MeasuredPart> Parts
    {
        get
        {
            if (Fact.Answers.Count == 0 || Fact.Code.Length > 0)
            {
                return [new MeasuredPart(this, Fact.Code, Days, Fact.Answered, Fact.Correct, true)];
            }
            var main = Fact.Answers.OrderByDescending(a => a.Answered).ThenBy(a => a.Code, StringComparer.Ordinal).First().Code;
            var (parts, before) = (new List<MeasuredPart>(), 0);
            foreach (var (code, answered, correct) in Fact.Answers.OrderBy(a => a.Code, StringComparer.Ordinal))
            {
                var after = before + answered;
                var days = Days.ToDictionary(d => d.Key, d => (d.Value * after / Fact.Answered) - (d.Value * before / Fact.Answered));
                parts.Add(new MeasuredPart(this, code, new SortedDictionary<DateOnly, int>(days), answered, correct, code == main));
                before = after;
            }
            return parts;
        }
    }
}

/// <summary>What a session is for one domain.</summary>
internal sealed record MeasuredPart(Measured Whole, string Code, SortedDictionary<DateOnly, int> Days, int Answered, int Correct, bool IsMain)
{
    /// <summary>10 x min(1, net minutes / 30) x accuracy.</summary>
    public decimal Progress => 10m * Math.Min(1m, Days.Values.Sum() / 1800m) * (Answered == 0 ? 1m : (decimal)Correct / Answered);
}
