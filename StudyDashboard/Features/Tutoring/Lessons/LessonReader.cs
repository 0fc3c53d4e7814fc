using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Lessons;

/// <summary>Reads lessons for whoever may see them: their tutor, their student, and that student's guardians.</summary>
public sealed class LessonReader(IDbContextFactory<StudyDbContext> contexts, LessonHorizon horizon, TimeProvider clock)
{
    /// <summary>The lessons that share time with a span, by start. Series are stored as far as it reaches first; too far is refused.</summary>
    public async Task<Outcome<IReadOnlyList<LessonRow>>> BetweenAsync(
        int viewerId, DateTime fromUtc, DateTime toUtc, LessonFilter filter, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        if (await horizon.ReachAsync(context, viewerId, students, toUtc, cancellationToken) is { } refusal)
        {
            return refusal;
        }
        // Asked for apart: "or" between the two columns would use neither index.
        var taught = Rows(context, filter, context.Set<Lesson>().Where(l => l.TutorId == viewerId && l.StartsAt < toUtc && l.EndsAt > fromUtc && l.StartsAt > fromUtc.AddDays(-2)));
        var taken = Rows(context, filter, context.Set<Lesson>().Where(l => students.Contains(l.StudentId) && l.StartsAt < toUtc && l.EndsAt > fromUtc && l.StartsAt > fromUtc.AddDays(-2)));
        var rows = (await taught.ToListAsync(cancellationToken)).Concat(await taken.ToListAsync(cancellationToken)).DistinctBy(r => r.Lesson.Id);
        return Outcome.Of<IReadOnlyList<LessonRow>>([.. rows.OrderBy(r => r.Lesson.StartsAt).ThenBy(r => r.StudentName).ThenBy(r => r.Lesson.Id)]);
    }

    /// <summary>One lesson, or null when there is none or the viewer may not see it.</summary>
    public async Task<LessonRow?> FindAsync(int viewerId, int lessonId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        return await Rows(context, LessonFilter.None, context.Set<Lesson>().Where(l => l.Id == lessonId && (l.TutorId == viewerId || students.Contains(l.StudentId))))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The tutor's lessons that are over and still want attendance or their end said, the oldest first.</summary>
    public async Task<IReadOnlyList<LessonRow>> NeedingCloseAsync(int tutorId, CancellationToken cancellationToken)
    {
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        // Ordered before the names are joined: what is made of a row cannot be ordered by the database.
        var rows = await Rows(context, LessonFilter.None, context.Set<Lesson>().Where(l => l.TutorId == tutorId && l.EndsAt <= now && l.Status != LessonStatus.Cancelled
                && (l.Status != LessonStatus.Completed || l.StudentAttendanceStatus == null))
            .OrderBy(l => l.StartsAt).ThenBy(l => l.Id).Take(200)).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => r.Lesson.StartsAt).ThenBy(r => r.StudentName, StringComparer.CurrentCulture)];
    }

    private static IQueryable<LessonRow> Rows(StudyDbContext context, LessonFilter filter, IQueryable<Lesson> lessons)
    {
        lessons = filter.Status is { } status ? lessons.Where(l => l.Status == status) : lessons;
        lessons = filter.StudentId is { } student ? lessons.Where(l => l.StudentId == student) : lessons;
        lessons = filter.TutorId is { } tutor ? lessons.Where(l => l.TutorId == tutor) : lessons;
        lessons = filter.Priority is { } priority ? lessons.Where(l => l.PriorityLevel == priority) : lessons;
        lessons = filter.Mode is { } mode ? lessons.Where(l => l.SessionMode == mode) : lessons;
        lessons = filter.Featured is { } featured ? lessons.Where(l => l.IsFeatured == featured) : lessons;
        lessons = filter.Recurring is { } recurring ? lessons.Where(l => l.IsRecurring == recurring) : lessons;
        return from l in lessons.AsNoTracking()
               join e in context.Set<Enrollment>() on l.CourseEnrollmentId equals e.Id
               join learner in context.Users on l.StudentId equals learner.Id
               join teacher in context.Users on l.TutorId equals teacher.Id
               select new LessonRow(l, e.Course, learner.DisplayName, teacher.DisplayName);
    }
}

/// <summary>Which lessons are wanted; null means any.</summary>
public sealed record LessonFilter(
    LessonStatus? Status = null, int? StudentId = null, LessonPriority? Priority = null, bool? Featured = null, LessonMode? Mode = null,
    bool? Recurring = null, int? TutorId = null, string? Sort = null)
{
    public static LessonFilter None { get; } = new();
}

/// <summary>A lesson with its names.</summary>
public sealed record LessonRow(Lesson Lesson, string Course, string StudentName, string TutorName)
{
    /// <summary>What the rows of one group lesson share: wherever lessons are counted for a tutor, a group is one.</summary>
    public string Block => Lesson.GroupKey ?? $"{Lesson.Id}";
}
