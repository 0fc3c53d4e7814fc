using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Sessions.Api;

/// <summary>A study session on the wire: these fields in this order (rules.md 10).</summary>
public record SessionWire : IVersioned
{
    public required int Id { get; init; }

    /// <summary>The session's kind.</summary>
    [Words<SessionKind>]
    public required string SessionType { get; init; }

    [Words<SessionStatus>]
    public required string Status { get; init; }

    public required string? Subject { get; init; }

    public required string? Language { get; init; }

    public required int? ClassId { get; init; }

    /// <summary>The assignment of the class; left out when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? AssignmentId { get; init; }

    public required int? PlanId { get; init; }

    public required string? DomainCode { get; init; }

    [Words<SessionSource>]
    public required string Source { get; init; }

    public required int? SourceId { get; init; }

    public required int? PlannedMinutes { get; init; }

    public required DateTime? StartedAt { get; init; }

    public required DateTime? EndedAt { get; init; }

    /// <summary>The study day of the start; null while it is only planned.</summary>
    public required DateOnly? StudyDay { get; init; }

    /// <summary>IANA name of the zone it was recorded in.</summary>
    public required string TimeZone { get; init; }

    /// <summary>From start to end, or to now while it runs.</summary>
    public required int GrossSeconds { get; init; }

    /// <summary>What counts, up to now while it runs.</summary>
    public required int NetSeconds { get; init; }

    public required int QuestionsAnswered { get; init; }

    public required int CorrectAnswers { get; init; }

    public required int CardsReviewed { get; init; }

    public required int? SelfRating { get; init; }

    public required string Note { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required IReadOnlyList<PauseWire> Pauses { get; init; }

    public required IReadOnlyList<ActivityWire> Activities { get; init; }

    /// <summary>Counts changes; the <c>ETag</c> says the same.</summary>
    public required int Version { get; init; }

    /// <summary>A session as it is at an instant.</summary>
    public static SessionWire Of(StudySession session, DateTime nowUtc) => new()
    {
        Id = session.Id,
        SessionType = Words<SessionKind>.Of(session.Kind),
        Status = Words<SessionStatus>.Of(session.Status),
        Subject = session.Subject,
        Language = session.Language,
        ClassId = session.ClassId,
        AssignmentId = session.AssignmentId,
        PlanId = session.PlanId,
        DomainCode = session.DomainCode,
        Source = Words<SessionSource>.Of(session.Source),
        SourceId = session.SourceId,
        PlannedMinutes = session.PlannedMinutes,
        StartedAt = session.StartedAt,
        EndedAt = session.EndedAt,
        StudyDay = session.StudyDay,
        TimeZone = session.TimeZone,
        GrossSeconds = session.IsRunning ? Math.Max(0, (int)(nowUtc - session.StartedAt!.Value).TotalSeconds) : session.GrossSeconds,
        NetSeconds = session.NetSecondsAt(nowUtc),
        QuestionsAnswered = session.QuestionsAnswered,
        CorrectAnswers = session.CorrectAnswers,
        CardsReviewed = session.CardsReviewed,
        SelfRating = session.SelfRating,
        Note = session.Note,
        Tags = session.Tags,
        Pauses = [.. session.Pauses.OrderBy(p => p.StartedAt).Select(p => new PauseWire(p.StartedAt, p.EndedAt))],
        Activities = [.. session.Activities.OrderBy(a => a.StartedAt).ThenBy(a => a.Id)
            .Select(a => new ActivityWire(Words<ActivityType>.Of(a.Type), a.Count, a.Correct, a.Minutes))],
        Version = session.Version,
    };
}

/// <summary>A span in which the clock stood still; its end is null while it does.</summary>
public sealed record PauseWire(DateTime StartedAt, DateTime? EndedAt);

/// <summary>Something done within the session; minutes are null for a mark in time.</summary>
public sealed record ActivityWire([property: Words<ActivityType>] string ActivityType, int? Count, int? Correct, int? Minutes);

/// <summary>A session that was ended, and what followed; its own fields come first.</summary>
public sealed record FinishedWire : SessionWire
{
    [SetsRequiredMembers]
    public FinishedWire(SessionWire session, SessionEffects effects) : base(session)
    {
        DurationMinutes = Math.Round(session.NetSeconds / 60m, 2, MidpointRounding.AwayFromZero);
        PointsAwarded = effects.Points;
        GoalsUpdated = effects.Goals;
        Achievements = effects.Achievements;
    }

    /// <summary>Net minutes, two decimals.</summary>
    [JsonPropertyOrder(1)]
    public decimal DurationMinutes { get; }

    [JsonPropertyOrder(1)]
    public int PointsAwarded { get; }

    /// <summary>Ids of the goals whose progress moved.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<int> GoalsUpdated { get; }

    /// <summary>Codes of the achievements reached.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyList<string> Achievements { get; }
}
