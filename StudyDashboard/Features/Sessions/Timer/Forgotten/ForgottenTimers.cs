using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Timer.Forgotten;

/// <summary>The timers of a student that were forgotten and wait for their end to be settled.</summary>
public sealed class ForgottenTimers(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>In order of their start; their last heartbeat is the proposed end.</summary>
    public async Task<IReadOnlyList<ForgottenTimer>> ListAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sessions = await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == studentId && s.Status == SessionStatus.NeedsReview && s.DeletedAt == null)
            .OrderBy(s => s.StartedAt)
            .Select(s => new { s.Id, s.Kind, s.Subject, s.StartedAt, s.LastHeartbeatAt, IsPlanned = s.PlannedDay != null })
            .ToListAsync(cancellationToken);
        return [.. sessions.Select(s => new ForgottenTimer(
            s.Id, s.Kind, s.Subject, s.StartedAt!.Value, Clock.Later(s.StartedAt.Value, s.LastHeartbeatAt ?? s.StartedAt.Value), s.IsPlanned))];
    }
}

/// <summary>A forgotten timer. Instants are UTC.</summary>
public sealed record ForgottenTimer(int SessionId, SessionKind Kind, string? Subject, DateTime StartedAt, DateTime ProposedEnd, bool IsPlanned);
