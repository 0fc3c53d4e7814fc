using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring.Lessons;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>
/// Keeps the students' facts in step with their lessons: a fact is there while the lesson is completed and the student was present or
/// late; lateness does not shorten it (rules.md 25).
/// </summary>
public sealed class LessonFacts(SessionRecorder recorder)
{
    /// <summary>Brings the facts in line with changed lessons, within the open transaction.</summary>
    /// <returns>The students whose facts changed.</returns>
    internal async Task<IReadOnlyList<int>> FollowAsync(
        StudyDbContext context, LessonVerb verb, IReadOnlyList<LessonDelta> deltas, CancellationToken cancellationToken)
    {
        var changed = new List<int>();
        foreach (var ofStudent in deltas.Where(d => Counts(d.Before) || Counts(d.After)).GroupBy(d => d.Any.StudentId))
        {
            var recorded = await recorder.RecordWithinAsync<int>(context, ofStudent.Key, ChangeVerb.Lesson, async book =>
            {
                foreach (var delta in ofStudent)
                {
                    await FollowAsync(book, verb, delta, cancellationToken);
                }
                return 0;
            }, cancellationToken);
            if (recorded.Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.Message);
            }
            changed.Add(ofStudent.Key);
        }
        return changed;
    }

    private static bool Counts(Lesson? lesson) => lesson is { Status: LessonStatus.Completed, WasAttended: true };

    private static async Task FollowAsync(SessionBook book, LessonVerb verb, LessonDelta delta, CancellationToken cancellationToken)
    {
        var fact = await FindAsync(book, delta, cancellationToken);
        if (!Counts(delta.After))
        {
            if (verb == LessonVerb.Unenroll)
            {
                fact?.ForgetSource();
            }
            else
            {
                fact?.Delete(book.NowUtc);
            }
            return;
        }
        var lesson = delta.After!;
        var course = await book.Context.Set<Enrollment>().Where(e => e.Id == lesson.CourseEnrollmentId).Select(e => e.Course).SingleAsync(cancellationToken);
        var about = new SessionAbout { Kind = SessionKind.Lesson, Subject = course };
        if (fact is null)
        {
            var calendar = await book.Context.CalendarOfAsync(lesson.StudentId, cancellationToken);
            book.Add(StudySession.Completed(lesson.StudentId, about, SessionSource.Lesson, lesson.Id, calendar, lesson.StartsAt, lesson.EndsAt));
            return;
        }
        fact.CameFromLesson(lesson.Id);
        fact.Undelete();
        fact.Describe(about);
        fact.SetSpan(lesson.StartsAt, lesson.EndsAt);
    }

    /// <summary>
    /// The lesson's fact: also one that a reopening took away, and the one that an enrollment left behind when it was deleted, whose
    /// deletion is now undone.
    /// </summary>
    private static async Task<StudySession?> FindAsync(SessionBook book, LessonDelta delta, CancellationToken cancellationToken)
    {
        var (id, start, end) = (delta.Any.Id, delta.Any.StartsAt, delta.Any.EndsAt);
        var facts = await book.FetchAsync(
            s => s.Source == SessionSource.Lesson && (s.SourceId == id || (s.SourceId == null && s.StartedAt == start && s.EndedAt == end)), true, cancellationToken);
        return facts.OrderBy(f => f.SourceId is null).ThenBy(f => f.DeletedAt is not null).FirstOrDefault();
    }
}
