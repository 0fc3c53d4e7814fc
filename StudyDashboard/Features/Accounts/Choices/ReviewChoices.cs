namespace StudyDashboard.Features.Accounts.Choices;

/// <summary>How a person's reviews are spread over the days. Part of <see cref="Preferences"/>.</summary>
public sealed record ReviewChoices
{
    /// <summary>Most answers a day in catch-up mode.</summary>
    public const int MostPerDay = 9999;

    /// <summary>Whether cards go to the day with the least review within their fuzz range.</summary>
    public bool LoadBalance { get; init; }

    /// <summary>How much review each weekday is to have in percent, Sunday first: 100 as much as others, 0 as little as can be.</summary>
    public IReadOnlyList<int> DayShares { get; init; } = [100, 100, 100, 100, 100, 100, 100];

    /// <summary>Due cards a day while a backlog is worked off; null while there is no such plan.</summary>
    public int? CatchUpPerDay { get; init; }
}
