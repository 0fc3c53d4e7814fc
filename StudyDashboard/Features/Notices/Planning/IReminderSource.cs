using StudyDashboard.Data;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>A feature whose things people are reminded of. A feature joins by registering one.</summary>
public interface IReminderSource
{
    /// <summary>What begins within a span, of one person (as tutor, student or guardian) or of everyone.</summary>
    Task<IReadOnlyList<LessonNotice>> BeginningAsync(StudyDbContext context, int? personId, DateTime fromUtc, DateTime toUtc, CancellationToken cancellationToken);
}
