using StudyDashboard.Data;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>
/// May refuse a session before it is written, or complete what it is about (the plan to which a domain code belongs). A feature above
/// joins by registering one.
/// </summary>
public interface ISessionRule
{
    /// <summary>The reason to refuse the session, or null. Reads within the open transaction of <paramref name="context"/>.</summary>
    Task<Refusal?> CheckAsync(StudyDbContext context, StudySession session, CancellationToken cancellationToken);

    /// <summary>The same for a rule that asks only what a command says anew; <paramref name="before"/> is null for a new session.</summary>
    Task<Refusal?> CheckAsync(StudyDbContext context, StudySession session, SessionSnapshot? before, CancellationToken cancellationToken) =>
        CheckAsync(context, session, cancellationToken);
}
