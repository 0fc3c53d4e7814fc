using StudyDashboard.Data;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>Knows the domains of sessions that are about several. A feature above joins by registering one.</summary>
public interface ISessionDomains
{
    /// <summary>Whose sessions it knows.</summary>
    SessionSource Source { get; }

    /// <summary>The answers of these sources by domain; those without answers are left out. Reads on the open context.</summary>
    Task<IReadOnlyList<SessionDomain>> OfAsync(StudyDbContext context, IReadOnlyCollection<int> sourceIds, CancellationToken cancellationToken);
}

/// <summary>What a source came to in one domain.</summary>
/// <param name="SourceId">The source, as sessions name it.</param>
/// <param name="DomainCode">The domain's code; empty for answers of none.</param>
/// <param name="Answered">1 or more.</param>
/// <param name="Correct">0 to <paramref name="Answered"/>.</param>
public sealed record SessionDomain(int SourceId, string DomainCode, int Answered, int Correct);
