using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Reviews;

/// <summary>What the demo's tutor, student and guardian thought of the lessons that were held. Comes after the lessons.</summary>
internal sealed class ReviewsDemo : IDemoPart
{
    private static readonly (int Rating, string Text)[] OfTutor =
        [(3, "Signs get lost when terms move across."), (4, "Works well alone now."), (4, "Good questions today."), (3, "Tired, but stayed with it."), (5, "Solved the hardest one without help.")];

    private static readonly (int Rating, string Text)[] OfStudent =
        [(3, "Too fast at the end."), (4, "The drawing helped."), (5, "Now I get it."), (4, ""), (5, "Best lesson so far.")];

    private static readonly (int Rating, string Text)[] OfGuardian = [(4, "She talks about mathematics at dinner."), (5, "The marks are going up. Thank you.")];

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (context, tutor, student) = (world.Context, world.IdOf(DemoPeople.Tutor), world.IdOf(DemoPeople.Student));
        await context.SaveChangesAsync(cancellationToken);
        var held = await context.Set<Lesson>().Where(l => l.TutorId == tutor && l.StudentId == student && l.Status == LessonStatus.Completed
            && (l.StudentAttendanceStatus == Attendance.Present || l.StudentAttendanceStatus == Attendance.Late)).OrderBy(l => l.StartsAt).ToListAsync(cancellationToken);
        foreach (var (number, lesson) in held.Index())
        {
            await WriteAsync(LessonSide.Tutor, tutor, OfTutor, every: 2);
            await WriteAsync(LessonSide.Student, student, OfStudent, every: 3);
            await WriteAsync(LessonSide.Guardian, world.IdOf(DemoPeople.Guardian), OfGuardian, every: 9);

            async Task WriteAsync(LessonSide side, int author, (int Rating, string Text)[] said, int every)
            {
                if (number % every != every - 1)
                {
                    return;
                }
                var (rating, text) = said[number / every % said.Length];
                var review = new LessonReview(lesson.Id, side, author, rating, text, lesson.EndsAt.AddHours(1) is var at && at < world.NowUtc ? at : world.NowUtc);
                context.Add(review);
                await context.SaveChangesAsync(cancellationToken);
                lesson.SetReview(side, review.Id);
            }
        }
    }
}
