namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>A place on a leaderboard.</summary>
public sealed record Place(int Rank, int StudentId, string Nickname, double Value);

public static class Ranking
{
    /// <summary>The places by value, the highest first: equal values share a rank, and the next one counts on (1, 1, 3).</summary>
    public static IReadOnlyList<Place> Of(IEnumerable<(int StudentId, string Nickname, double Value)> values)
    {
        var all = values.OrderByDescending(v => v.Value).ThenBy(v => v.Nickname, StringComparer.OrdinalIgnoreCase).ToList();
        return [.. all.Select(v => new Place(1 + all.Count(o => o.Value > v.Value), v.StudentId, v.Nickname, v.Value))];
    }
}
