using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;

namespace StudyDashboard.Features.Tutoring.Closing;

/// <summary>
/// Planned topics that were left out go to the enrollment's next scheduled lesson by themselves, once. The lesson notes what it gave, so
/// that opening it again takes exactly that back.
/// </summary>
internal static class TopicCarry
{
    /// <summary>Gives what a completed lesson left out to the next one, in place of what it gave before.</summary>
    public static async Task GiveAsync(LessonBook book, Lesson lesson, CancellationToken cancellationToken)
    {
        await TakeBackAsync(book, lesson, cancellationToken);
        var left = lesson.Topics.Except(lesson.TopicsCovered).Except(lesson.TopicsPartly).ToList();
        if (left.Count == 0 || await NextAsync(book, lesson, cancellationToken) is not { } next)
        {
            return;
        }
        List<string> given = [.. left.Except(next.Topics)];
        next.CarryIn(given);
        lesson.Carry(given, next.Id);
    }

    /// <summary>Takes back what a lesson gave, unless the other lesson is over by now.</summary>
    public static async Task TakeBackAsync(LessonBook book, Lesson lesson, CancellationToken cancellationToken)
    {
        if (lesson.CarriedToId is { } id && await book.FindAsync(id, cancellationToken) is { Status: LessonStatus.Scheduled } next)
        {
            next.LeaveOut(lesson.TopicsCarried);
        }
        lesson.Carry([], null);
    }

    private static Task<Lesson?> NextAsync(LessonBook book, Lesson lesson, CancellationToken cancellationToken) => book.Context.Set<Lesson>()
        .Where(l => l.CourseEnrollmentId == lesson.CourseEnrollmentId && l.Status == LessonStatus.Scheduled && l.StartsAt > lesson.StartsAt && l.Id != lesson.Id)
        .OrderBy(l => l.StartsAt).FirstOrDefaultAsync(cancellationToken);
}
