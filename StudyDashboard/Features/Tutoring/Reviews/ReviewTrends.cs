using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Reviews;

/// <summary>How the ratings of a tutor's lessons with a student go, month by month.</summary>
public sealed class ReviewTrends(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>The means by month of the lesson, oldest first, of the sides that the viewer may read.</summary>
    public async Task<IReadOnlyList<RatingMonth>> OfAsync(int tutorId, int studentId, LessonSide viewer, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var ratings = await context.Set<LessonReview>()
            .Join(context.Set<Lesson>().Where(l => l.TutorId == tutorId && l.StudentId == studentId), r => r.LessonId, l => l.Id, (r, l) => new { r.Side, r.Rating, l.SessionDate })
            .ToListAsync(cancellationToken);
        return [.. ratings.Where(r => ReviewService.MaySee(viewer, r.Side)).GroupBy(r => new DateOnly(r.SessionDate.Year, r.SessionDate.Month, 1)).OrderBy(m => m.Key).Select(m =>
        {
            var bySide = m.ToLookup(r => r.Side, r => r.Rating);
            return new RatingMonth(m.Key, Mean(bySide[LessonSide.Tutor]), Mean(bySide[LessonSide.Student]), Mean(bySide[LessonSide.Guardian]));
        })];
    }

    private static double? Mean(IEnumerable<int> ratings) => ratings.ToList() is { Count: > 0 } list ? list.Average() : null;
}

/// <summary>Mean ratings of a month, 1 to 5; null where nobody of that side rated.</summary>
public sealed record RatingMonth(DateOnly Month, double? Tutor, double? Student, double? Guardian)
{
    /// <summary>The mean of one side.</summary>
    public double? Of(LessonSide side) => side switch { LessonSide.Tutor => Tutor, LessonSide.Student => Student, _ => Guardian };
}
