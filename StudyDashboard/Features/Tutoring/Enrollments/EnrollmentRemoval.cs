using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Enrollments;

/// <summary>
/// Deletes an enrollment with its lessons, as one change that can be taken back for 30 days. What the student learned in them stays in
/// the log, without its source (rules.md 17).
/// </summary>
public sealed class EnrollmentRemoval(IDbContextFactory<StudyDbContext> contexts, LessonRecorder recorder)
{
    /// <summary>How many lessons would go with an enrollment; null when it is not the tutor's.</summary>
    public async Task<int?> LessonsOfAsync(int tutorId, int enrollmentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Enrollment>().AnyAsync(e => e.Id == enrollmentId && e.TutorId == tutorId, cancellationToken)
            ? await context.Set<Lesson>().CountAsync(l => l.CourseEnrollmentId == enrollmentId, cancellationToken)
            : null;
    }

    /// <summary>Deletes it.</summary>
    /// <returns>How many lessons went with it.</returns>
    public Task<Outcome<LessonRecording<int>>> DeleteAsync(int tutorId, int enrollmentId, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(tutorId, LessonVerb.Unenroll, async book =>
        {
            var enrollment = await book.Context.Set<Enrollment>().SingleOrDefaultAsync(e => e.Id == enrollmentId && e.TutorId == tutorId, cancellationToken);
            if (enrollment is null)
            {
                return Refusal.NotFound(PeopleTexts.Refused_Student);
            }
            var lessons = await book.FetchAsync(l => l.CourseEnrollmentId == enrollmentId, cancellationToken);
            book.Context.RemoveRange(lessons);
            await book.FlushAsync(cancellationToken);
            await LeaveSeriesAsync(book, enrollmentId, cancellationToken);
            await LeaveGroupsAsync(book, lessons, cancellationToken);
            book.Context.Remove(enrollment);
            return lessons.Count;
        }, cancellationToken: cancellationToken);

    private static async Task LeaveSeriesAsync(LessonBook book, int enrollmentId, CancellationToken cancellationToken)
    {
        var all = await book.Context.Set<LessonSeries>().Include(s => s.Members)
            .Where(s => s.TutorId == book.TutorId && s.Members.Any(m => m.EnrollmentId == enrollmentId)).ToListAsync(cancellationToken);
        foreach (var series in all)
        {
            series.Enroll(series.Members.Select(m => m.EnrollmentId).Where(id => id != enrollmentId).ToList());
            if (series.Members.Count == 0)
            {
                book.Context.Remove(series);
            }
        }
    }

    /// <summary>A group of which one student is left is a group no longer.</summary>
    private static async Task LeaveGroupsAsync(LessonBook book, List<Lesson> gone, CancellationToken cancellationToken)
    {
        var keys = gone.Select(l => l.GroupKey).OfType<string>().ToHashSet();
        var left = await book.FetchAsync(l => l.GroupKey != null && keys.Contains(l.GroupKey), cancellationToken);
        foreach (var alone in left.GroupBy(l => l.GroupKey).Where(g => g.Count() == 1).Select(g => g.Single()))
        {
            alone.JoinGroup(null);
        }
    }
}
