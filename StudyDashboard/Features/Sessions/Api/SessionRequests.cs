using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Sessions.Api;

/// <summary>Start a timer.</summary>
internal sealed record StartRequest
{
    /// <summary>The session's kind; required.</summary>
    [Words<SessionKind>]
    public string? SessionType { get; init; }

    public string? Subject { get; init; }

    public string? Language { get; init; }

    public int? ClassId { get; init; }

    /// <summary>An assignment of that class.</summary>
    public int? AssignmentId { get; init; }

    public int? PlanId { get; init; }

    public string? DomainCode { get; init; }

    /// <summary>1 to 1440.</summary>
    public int? PlannedMinutes { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Finish what runs now and start this.</summary>
    public bool? Switch { get; init; }
}

/// <summary>How a session went; what is left out stays as it is.</summary>
internal sealed record EndRequest
{
    public int? QuestionsAnswered { get; init; }

    public int? CorrectAnswers { get; init; }

    /// <summary>1 to 5.</summary>
    public int? SelfRating { get; init; }

    public string? Note { get; init; }
}

/// <summary>Something done within the running session.</summary>
internal sealed record ActivityRequest
{
    [Words<ActivityType>]
    public string? ActivityType { get; init; }

    public int? Count { get; init; }

    public int? Correct { get; init; }

    /// <summary>How long it took, up to now.</summary>
    public int? Minutes { get; init; }
}
