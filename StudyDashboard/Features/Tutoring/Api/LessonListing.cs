using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Lessons page by page, for whoever may see them, with the series they are of.</summary>
public sealed class LessonListing(IDbContextFactory<StudyDbContext> contexts, LessonHorizon horizon)
{
    /// <summary>The orders of lessons.</summary>
    public static SortOrders<Lesson> Orders { get; } = new SortOrders<Lesson>(l => l.Id)
        .By("session_date", l => l.StartsAt).By("created_at", l => l.CreatedAt).By("updated_at", l => l.UpdatedAt);

    /// <summary>A page, by start unless the filter says otherwise. Series are stored as far as the end of the window first; too far is refused.</summary>
    public async Task<Outcome<(IReadOnlyList<LessonRecord> Lessons, int Total)>> PageAsync(
        int viewerId, LessonWindow window, LessonFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        if (window.ReachUtc is { } until && await horizon.ReachAsync(context, viewerId, students, until, cancellationToken) is { } refusal)
        {
            return refusal;
        }
        var lessons = Filtered(context.Set<Lesson>().AsNoTracking().Where(l => l.TutorId == viewerId || students.Contains(l.StudentId)), window, filter);
        var total = await lessons.CountAsync(cancellationToken);
        var rows = await Orders.Apply(lessons, filter.Sort ?? "session_date").Skip((page - 1) * size).Take(size).ToListAsync(cancellationToken);
        return (await WithSeriesAsync(context, rows, cancellationToken), total);
    }

    /// <summary>One lesson, or null when there is none or the viewer may not see it.</summary>
    public async Task<LessonRecord?> FindAsync(int viewerId, int lessonId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var students = await context.StudentsSeenByAsync(viewerId, cancellationToken);
        var rows = await context.Set<Lesson>().AsNoTracking().Where(l => l.Id == lessonId && (l.TutorId == viewerId || students.Contains(l.StudentId))).ToListAsync(cancellationToken);
        return (await WithSeriesAsync(context, rows, cancellationToken)).SingleOrDefault();
    }

    private static IQueryable<Lesson> Filtered(IQueryable<Lesson> lessons, LessonWindow window, LessonFilter filter)
    {
        lessons = window.FromDay is { } fromDay ? lessons.Where(l => l.SessionDate >= fromDay) : lessons;
        lessons = window.ToDay is { } toDay ? lessons.Where(l => l.SessionDate <= toDay) : lessons;
        lessons = window.FromUtc is { } fromUtc ? lessons.Where(l => l.StartsAt >= fromUtc) : lessons;
        lessons = window.ToUtc is { } toUtc ? lessons.Where(l => l.StartsAt < toUtc) : lessons;
        lessons = filter.Status is { } status ? lessons.Where(l => l.Status == status) : lessons;
        lessons = filter.StudentId is { } student ? lessons.Where(l => l.StudentId == student) : lessons;
        lessons = filter.TutorId is { } tutor ? lessons.Where(l => l.TutorId == tutor) : lessons;
        lessons = filter.Featured is { } featured ? lessons.Where(l => l.IsFeatured == featured) : lessons;
        return filter.Recurring is { } recurring ? lessons.Where(l => l.IsRecurring == recurring) : lessons;
    }

    private static async Task<IReadOnlyList<LessonRecord>> WithSeriesAsync(StudyDbContext context, List<Lesson> rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(l => l.SeriesId).OfType<int>().Distinct().ToList();
        var series = ids.Count == 0 ? [] : await context.Set<LessonSeries>().AsNoTracking().Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, cancellationToken);
        return [.. rows.Select(l => new LessonRecord(l, l.SeriesId is { } id ? series.GetValueOrDefault(id) : null))];
    }
}

/// <summary>From when to when, by the lessons' own dates (both inclusive) or by instants (the end exclusive).</summary>
public sealed record LessonWindow(DateOnly? FromDay, DateTime? FromUtc, DateOnly? ToDay, DateTime? ToUtc)
{
    /// <summary>How far series have to be stored; a date may begin half a day after UTC's.</summary>
    public DateTime? ReachUtc => ToUtc ?? (ToDay is { Year: < 9998 } day ? day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddHours(12) : null);
}

/// <summary>A lesson and the series it is of.</summary>
public sealed record LessonRecord(Lesson Lesson, LessonSeries? Series);
