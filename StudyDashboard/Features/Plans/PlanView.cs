using System.Text.Json.Serialization;

namespace StudyDashboard.Features.Plans;

/// <summary>A plan in a list.</summary>
public sealed record PlanLine(
    int Id, string Title, DateOnly? TargetDay, PlanStatus Status, string? GivenBy, double Progress, int Domains, int Weak, int Version);

/// <summary>A plan with what it has come to.</summary>
public sealed record PlanView
{
    public required int Id { get; init; }

    public required int StudentId { get; init; }

    /// <summary>Whose it is, where someone else looks at it; else null.</summary>
    public string? StudentName { get; init; }

    public required string Title { get; init; }

    public DateOnly? TargetDay { get; init; }

    public required PlanStatus Status { get; init; }

    /// <summary>The tutor who gave it.</summary>
    public string? GivenBy { get; init; }

    public required int Version { get; init; }

    /// <summary>0 to 100.</summary>
    public required double Progress { get; init; }

    /// <summary>In the order of the plan.</summary>
    public required List<DomainView> Domains { get; init; }

    /// <summary>Those with a mastery under their target: the heavier the sooner, then the further from it.</summary>
    [JsonIgnore]
    public IEnumerable<DomainView> Weak => Domains.Where(d => d.IsWeak)
        .OrderByDescending(d => d.Weight).ThenByDescending(d => d.TargetMastery - (d.Mastery ?? 0)).ThenBy(d => d.Position);
}

/// <summary>A domain with where it stands.</summary>
public sealed record DomainView
{
    public required int Id { get; init; }

    public required int Position { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required double Weight { get; init; }

    public required int TargetMinutes { get; init; }

    public required int TargetMastery { get; init; }

    public required int NetSeconds { get; init; }

    /// <summary>0 to 100.</summary>
    public required double Progress { get; init; }

    /// <summary>0 to 100; null without an answer.</summary>
    public double? Mastery { get; init; }

    public required MasteryLevel Level { get; init; }

    /// <summary>Mean probability of recalling its cards now, 0 to 100; null without a card that was answered.</summary>
    public double? Recall { get; init; }

    /// <summary>How many cards <see cref="Recall"/> is about.</summary>
    public int Cards { get; init; }

    /// <summary>Mastery under its target. Without an answer nothing is known, so it is weak too.</summary>
    [JsonIgnore]
    public bool IsWeak => (Mastery ?? 0) < TargetMastery;

    /// <summary>
    /// What is missing, 0 to 1: of its progress, of its minutes and of its mastery the one that is missing most. Weighed, it says what
    /// comes next.
    /// </summary>
    [JsonIgnore]
    public double Missing => Math.Max(
        Math.Max(1 - (Progress / 100), TargetMinutes == 0 ? 0 : 1 - (NetSeconds / 60d / TargetMinutes)),
        Math.Max(0, (TargetMastery - (Mastery ?? 0)) / 100));

    internal static DomainView Of(PlanDomain domain) => new()
    {
        Id = domain.Id,
        Position = domain.Position,
        Code = domain.Code,
        Name = domain.Name,
        Weight = domain.Weight,
        TargetMinutes = domain.TargetMinutes,
        TargetMastery = domain.TargetMastery,
        NetSeconds = domain.Standing.NetSeconds,
        Progress = domain.Standing.Progress,
        Mastery = domain.Standing.Mastery,
        Level = domain.Standing.Level,
    };
}

/// <summary>A line of the log of levels.</summary>
public sealed record LevelLine(
    int Id, string DomainCode, string DomainName, MasteryLevel From, MasteryLevel To, double? Mastery, LevelCause Cause, int? SessionId, DateOnly? SessionDay, string Title, DateTime At);
