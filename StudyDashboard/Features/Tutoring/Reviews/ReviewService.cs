using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Reviews;

/// <summary>
/// What tutor, student and guardian say of a lesson. The tutor sees all three; the student sees the tutor's and their own; guardians
/// see all of their child's lessons (product.md 1), so that the one thing kept from the student is what a guardian tells the tutor.
/// </summary>
public sealed class ReviewService(LessonReader reader, LessonRecorder recorder, IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    /// <summary>How long an author may change a review.</summary>
    public static TimeSpan Editable { get; } = TimeSpan.FromDays(7);

    /// <summary>On which side of a lesson someone stands who may see it.</summary>
    public static LessonSide SideOf(Lesson lesson, int viewerId) =>
        viewerId == lesson.TutorId ? LessonSide.Tutor : viewerId == lesson.StudentId ? LessonSide.Student : LessonSide.Guardian;

    /// <summary>Whether a side may read what another wrote.</summary>
    public static bool MaySee(LessonSide viewer, LessonSide author) => viewer != LessonSide.Student || author != LessonSide.Guardian;

    /// <summary>The reviews of a lesson that someone may read; null when they may not see the lesson.</summary>
    public async Task<IReadOnlyList<ShownReview>?> OfAsync(int viewerId, int lessonId, CancellationToken cancellationToken) =>
        await reader.FindAsync(viewerId, lessonId, cancellationToken) is { } row ? await OfAsync(viewerId, row.Lesson, cancellationToken) : null;

    /// <summary>The same for a lesson that was read already as this viewer.</summary>
    public async Task<IReadOnlyList<ShownReview>> OfAsync(int viewerId, Lesson lesson, CancellationToken cancellationToken)
    {
        var (viewer, now) = (SideOf(lesson, viewerId), clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var reviews = await context.Set<LessonReview>().AsNoTracking().Where(r => r.LessonId == lesson.Id).OrderBy(r => r.CreatedAt).ToListAsync(cancellationToken);
        return
        [
            .. reviews.Where(r => MaySee(viewer, r.Side)).Select(r => new ShownReview(
                r.Id, r.Side, r.Rating, r.Text, r.CreatedAt, r.UpdatedAt, r.AuthorId == viewerId && now <= r.CreatedAt + Editable)),
        ];
    }

    /// <summary>Writes or changes the review of the viewer's own side.</summary>
    /// <returns>The review.</returns>
    public async Task<Outcome<LessonReview>> WriteAsync(int viewerId, int lessonId, int? rating, string? text, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(viewerId, lessonId, cancellationToken) is not { } row)
        {
            return Refusal.NotFound(LessonTexts.Refused_NotThere);
        }
        if (Check(rating, text).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        var side = SideOf(row.Lesson, viewerId);
        var recorded = await recorder.RecordAsync<LessonReview>(row.Lesson.TutorId, LessonVerb.Review, async book =>
        {
            if (await book.FindAsync(lessonId, cancellationToken) is not { } lesson)
            {
                return Refusal.NotFound(LessonTexts.Refused_NotThere);
            }
            if (lesson.StartsAt > book.NowUtc || lesson.Status == LessonStatus.Cancelled)
            {
                return Refusal.Conflict(ClosingTexts.Refused_ReviewTooEarly);
            }
            var review = await book.Context.Set<LessonReview>().SingleOrDefaultAsync(r => r.LessonId == lessonId && r.Side == side, cancellationToken);
            if (review is null)
            {
                review = new LessonReview(lessonId, side, viewerId, rating!.Value, text?.Trim() ?? "", book.NowUtc);
                book.Context.Add(review);
                await book.FlushAsync(cancellationToken);
                lesson.SetReview(side, review.Id);
                return review;
            }
            if (review.AuthorId != viewerId)
            {
                return Refusal.Conflict(ClosingTexts.Refused_ReviewOfAnother);
            }
            if (book.NowUtc > review.CreatedAt + Editable)
            {
                return Refusal.Conflict(ClosingTexts.Refused_ReviewTooLate);
            }
            review.Write(rating!.Value, text?.Trim() ?? "", book.NowUtc);
            return review;
        }, cancellationToken: cancellationToken);
        return recorded.Refusal is { } refused ? refused : recorded.Value.Value;
    }

    private static IEnumerable<FieldError> Check(int? rating, string? text)
    {
        if (rating is not (>= 1 and <= 5))
        {
            yield return new FieldError("rating", ClosingTexts.Refused_Rating);
        }
        if (text?.Length > LessonReview.MaxText)
        {
            yield return new FieldError("text", LessonTexts.Refused_TooLong.With(LessonReview.MaxText));
        }
    }
}

/// <summary>A review as a viewer reads it; editable when the viewer wrote it and may still change it.</summary>
public sealed record ShownReview(int Id, LessonSide Side, int Rating, string Text, DateTime CreatedAt, DateTime UpdatedAt, bool IsEditable);
