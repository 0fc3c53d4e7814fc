using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>
/// Planned topics that were left out go to the enrollment's next scheduled lesson by themselves, once. The lesson notes what it gave, so
/// that opening it again takes exactly that back. Where no lesson follows, they wait on the closed one for the lesson that is planned next.
/// </summary>
internal static class TopicCarry
{
    /// <summary>Gives what a completed lesson left out to the next one, in place of what it gave before.</summary>
    public static async Task GiveAsync(LessonBook book, Lesson lesson, CancellationToken cancellationToken)
    {
        await TakeBackAsync(book, lesson, cancellationToken);
        var left = lesson.Topics.Except(lesson.TopicsCovered).Except(lesson.TopicsPartly).ToList();
        if (left.Count == 0)
        {
            return;
        }
        if (await NextAsync(book, lesson, cancellationToken) is not { } next)
        {
            lesson.Carry(left, null);
            return;
        }
        List<string> given = [.. left.Except(next.Topics)];
        next.CarryIn(given);
        lesson.Carry(given, next.Id);
    }

    /// <summary>Takes back what a lesson gave, unless the other lesson was held by now.</summary>
    public static async Task TakeBackAsync(LessonBook book, Lesson lesson, CancellationToken cancellationToken)
    {
        if (lesson.CarriedToId is { } id && await book.FindAsync(id, cancellationToken) is { Status: LessonStatus.Scheduled or LessonStatus.Cancelled } next)
        {
            next.LeaveOut(lesson.TopicsCarried);
        }
        lesson.Carry([], null);
    }

    /// <summary>
    /// After a command: topics that waited for a lesson go to one that was planned now, and those of a lesson that was called off or
    /// deleted go on to the one after it.
    /// </summary>
    public static async Task FollowAsync(LessonBook book, IReadOnlyList<LessonDelta> deltas, CancellationToken cancellationToken)
    {
        var changed = deltas.Where(d => IsOn(d.Before) != IsOn(d.After)).ToList();
        if (changed.Count == 0)
        {
            return;
        }
        var enrollments = changed.Select(d => d.Any.CourseEnrollmentId).ToHashSet();
        var gone = changed.Where(d => !IsOn(d.After)).Select(d => d.Any.Id).ToHashSet();
        // The latest gives first, so that the oldest topics stand first in the end.
        var giving = await book.Context.Set<Lesson>().Where(l => enrollments.Contains(l.CourseEnrollmentId) && l.Status == LessonStatus.Completed
                && (l.CarriedToId == null ? l.TopicsCarried.Count > 0 : gone.Contains(l.CarriedToId.Value)))
            .OrderByDescending(l => l.StartsAt).ToListAsync(cancellationToken);
        foreach (var lesson in giving)
        {
            await GiveAsync(book, lesson, cancellationToken);
        }
    }

    private static bool IsOn(Lesson? lesson) => lesson is { Status: not LessonStatus.Cancelled };

    private static Task<Lesson?> NextAsync(LessonBook book, Lesson lesson, CancellationToken cancellationToken) => book.Context.Set<Lesson>()
        .Where(l => l.CourseEnrollmentId == lesson.CourseEnrollmentId && l.Status == LessonStatus.Scheduled && l.StartsAt > lesson.StartsAt && l.Id != lesson.Id)
        .OrderBy(l => l.StartsAt).FirstOrDefaultAsync(cancellationToken);
}
