using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Series;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>One tutor's lessons within one open transaction of the <see cref="LessonRecorder"/>.</summary>
public sealed class LessonBook
{
    private readonly RowCopies _copies;

    internal LessonBook(StudyDbContext context, int tutorId, DateTime nowUtc)
    {
        (Context, TutorId, NowUtc) = (context, tutorId, nowUtc);
        _copies = new RowCopies(context);
    }

    public StudyDbContext Context { get; }

    public int TutorId { get; }

    /// <summary>The instant of the command, UTC, whole seconds.</summary>
    public DateTime NowUtc { get; }

    internal RowCopies Copies => _copies;

    /// <summary>One of the tutor's lessons, or null.</summary>
    public Task<Lesson?> FindAsync(int id, CancellationToken cancellationToken) =>
        Context.Set<Lesson>().SingleOrDefaultAsync(l => l.Id == id && l.TutorId == TutorId, cancellationToken);

    /// <summary>The tutor's lessons that meet a condition, in order of start.</summary>
    public async Task<List<Lesson>> FetchAsync(Expression<Func<Lesson, bool>> condition, CancellationToken cancellationToken) =>
        await Context.Set<Lesson>().Where(l => l.TutorId == TutorId).Where(condition).OrderBy(l => l.StartsAt).ThenBy(l => l.Id).ToListAsync(cancellationToken);

    /// <summary>The rows that are one block of the calendar with a lesson: those of its group.</summary>
    public async Task<List<Lesson>> BlockOfAsync(Lesson lesson, CancellationToken cancellationToken) =>
        lesson.GroupKey is { } key ? await FetchAsync(l => l.GroupKey == key, cancellationToken) : [lesson];

    /// <summary>One of the tutor's series with its members.</summary>
    public Task<LessonSeries> SeriesAsync(int id, CancellationToken cancellationToken) =>
        Context.Set<LessonSeries>().Include(s => s.Members).SingleAsync(s => s.Id == id && s.TutorId == TutorId, cancellationToken);

    /// <summary>The tutor's running enrollments of these ids; one that is not theirs is not there.</summary>
    public async Task<IReadOnlyList<Enrollment>> EnrollmentsAsync(IReadOnlyCollection<int> ids, CancellationToken cancellationToken) =>
        await Context.Set<Enrollment>().Where(e => ids.Contains(e.Id) && e.TutorId == TutorId).OrderBy(e => e.Id).ToListAsync(cancellationToken);

    /// <summary>The lessons that the command has made or changed so far, by start.</summary>
    public IReadOnlyList<Lesson> Lessons()
    {
        Context.ChangeTracker.DetectChanges();
        return [.. Context.ChangeTracker.Entries<Lesson>().Where(e => e.State is EntityState.Added or EntityState.Modified)
            .Select(e => e.Entity).OrderBy(l => l.StartsAt).ThenBy(l => l.Id)];
    }

    /// <summary>Removes each series in hand that has no start any more, all being left out.</summary>
    public void DropEmptySeries() =>
        Context.RemoveRange(Context.Set<LessonSeries>().Local.Where(s => s.Recurrence.First is null).ToList());

    public Lesson Add(Lesson lesson)
    {
        Context.Add(lesson);
        return lesson;
    }

    /// <summary>Writes what has changed so far: what is made next needs its keys.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await LoadReviewsOfDeletedAsync(cancellationToken);
        _copies.Note(NowUtc);
        await Context.SaveChangesAsync(cancellationToken);
    }

    // The database would take them along unseen, and an undo could not bring them back.
    private async Task LoadReviewsOfDeletedAsync(CancellationToken cancellationToken)
    {
        Context.ChangeTracker.DetectChanges();
        var gone = Context.ChangeTracker.Entries<Lesson>().Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Id).ToList();
        if (gone.Count > 0)
        {
            Context.RemoveRange(await Context.Set<LessonReview>().Where(r => gone.Contains(r.LessonId)).ToListAsync(cancellationToken));
        }
    }
}
