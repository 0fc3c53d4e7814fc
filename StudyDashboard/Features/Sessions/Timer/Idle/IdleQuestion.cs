namespace StudyDashboard.Features.Sessions.Timer.Idle;

/// <summary>"What happened between these instants?" (UTC).</summary>
public sealed record IdleQuestion(DateTime From, DateTime To);

/// <summary>What is to be done, about the time from <paramref name="From"/> (UTC) to the end of the question's span.</summary>
public sealed record IdleReply(IdleAnswer Answer, DateTime From);
