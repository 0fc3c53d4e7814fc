using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// A session with its pauses, activities and hours as they were at one moment. It copies what the model maps, so a column that is
/// added later is in it by itself. A session that did not exist has no values.
/// </summary>
public sealed record SessionSnapshot
{
    public required int SessionId { get; init; }

    /// <summary>The session's version after the command, set when the command is recorded; a later edit differs from it.</summary>
    public int VersionAfter { get; init; }

    public Dictionary<string, JsonElement>? Values { get; init; }

    public IReadOnlyList<PauseCopy> Pauses { get; init; } = [];

    public IReadOnlyList<ActivityCopy> Activities { get; init; } = [];

    public IReadOnlyList<HourCopy> Hours { get; init; } = [];

    internal SessionStatus? Status => Value<SessionStatus?>(nameof(StudySession.Status));

    /// <summary>Whether it held the student's running slot.</summary>
    internal bool IsRunning => Status == SessionStatus.InProgress && Value<DateTime?>(nameof(StudySession.DeletedAt)) is null;

    /// <summary>Whether it was in the totals: finished and not deleted.</summary>
    internal bool IsCounted => Status == SessionStatus.Completed && Value<DateTime?>(nameof(StudySession.DeletedAt)) is null;

    internal int? PlanId => Value<int?>(nameof(StudySession.PlanId));

    internal string? DomainCode => Value<string?>(nameof(StudySession.DomainCode));

    /// <summary>The day it was planned for, and whether it was done; null when it was in no plan, or deleted.</summary>
    internal (DateOnly Day, bool IsDone)? Plan => Value<DateTime?>(nameof(StudySession.DeletedAt)) is null && Value<DateOnly?>(nameof(StudySession.PlannedDay)) is { } day
        ? (day, Status == SessionStatus.Completed)
        : null;

    internal DateOnly? StudyDay => Value<DateOnly?>(nameof(StudySession.StudyDay));

    internal DateOnly? LastDay => Value<DateOnly?>(nameof(StudySession.LastDay));

    internal Interval? Span => Value<DateTime?>(nameof(StudySession.StartedAt)) is { } start && Value<DateTime?>(nameof(StudySession.EndedAt)) is { } end
        ? new Interval(start, end)
        : null;

    /// <summary>The session as it is loaded.</summary>
    public static SessionSnapshot Of(StudyDbContext context, StudySession session) => new()
    {
        SessionId = session.Id,
        Values = context.Entry(session).Properties
            .Where(IsRestored)
            .ToDictionary(p => p.Metadata.Name, p => JsonSerializer.SerializeToElement(p.CurrentValue, p.Metadata.ClrType)),
        Pauses = [.. session.Pauses.Select(p => new PauseCopy(p.StartedAt, p.EndedAt, p.Reason, p.PlannedSeconds))],
        Activities = [.. session.Activities.Select(a => new ActivityCopy(a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct))],
        Hours = [.. session.Hours.Select(h => new HourCopy(h.StudyDay, h.Hour, h.NetSeconds))],
    };

    /// <summary>A session that did not exist: restoring it deletes it.</summary>
    public static SessionSnapshot OfNothing(StudySession session) => new() { SessionId = session.Id };

    /// <summary>Makes the session what it was.</summary>
    public void RestoreTo(StudyDbContext context, StudySession session, DateTime nowUtc)
    {
        if (Values is null)
        {
            session.Delete(nowUtc);
            return;
        }
        foreach (var property in context.Entry(session).Properties.Where(IsRestored))
        {
            if (Values.TryGetValue(property.Metadata.Name, out var value))
            {
                property.CurrentValue = value.Deserialize(property.Metadata.ClrType);
            }
        }
        session.ReplaceParts(
            Pauses.Select(p => new SessionPause(p.StartedAt, p.EndedAt, p.Reason, p.PlannedSeconds)),
            Activities.Select(a => new SessionActivity(a.Type, a.StartedAt, a.EndedAt, a.Count, a.Correct)),
            Hours.Select(h => new SessionHour(h.StudyDay, h.Hour, h.NetSeconds)));
    }

    private T? Value<T>(string property) => Values is not null && Values.TryGetValue(property, out var value) ? value.Deserialize<T>() : default;

    private static bool IsRestored(PropertyEntry property) =>
        !property.Metadata.IsPrimaryKey() && property.Metadata.Name is not (nameof(StudySession.Version) or nameof(StudySession.LastHeartbeatAt));
}

public sealed record PauseCopy(DateTime StartedAt, DateTime? EndedAt, PauseReason Reason, int? PlannedSeconds);

public sealed record ActivityCopy(ActivityType Type, DateTime StartedAt, DateTime? EndedAt, int? Count, int? Correct);

public sealed record HourCopy(DateOnly StudyDay, int Hour, int NetSeconds);
