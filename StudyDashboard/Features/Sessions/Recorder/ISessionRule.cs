using StudyDashboard.Data;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>May refuse a session before it is written. A feature above joins by registering one.</summary>
public interface ISessionRule
{
    /// <summary>The reason to refuse the session, or null. Reads within the open transaction of <paramref name="context"/>.</summary>
    Task<Refusal?> CheckAsync(StudyDbContext context, StudySession session, CancellationToken cancellationToken);
}
