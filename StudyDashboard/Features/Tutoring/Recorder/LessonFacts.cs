using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
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
            var known = verb == LessonVerb.Import ? Tracked(context) : null;
            var recorded = await recorder.RecordWithinAsync<int>(context, ofStudent.Key, ChangeVerb.Lesson, async book =>
            {
                var following = await FactBook.OpenAsync(book, verb, [.. ofStudent], cancellationToken);
                foreach (var delta in ofStudent)
                {
                    await following.FollowAsync(delta, cancellationToken);
                }
                return 0;
            }, cancellationToken);
            if (recorded.Refusal is { } refusal)
            {
                throw new InvalidOperationException(refusal.Message);
            }
            if (known is not null)
            {
                Forget(context, known);
            }
            changed.Add(ofStudent.Key);
        }
        return changed;
    }

    internal static bool Counts(Lesson? lesson) => lesson is { Status: LessonStatus.Completed, WasAttended: true };

    private static HashSet<object> Tracked(StudyDbContext context) => new(context.ChangeTracker.Entries().Select(e => e.Entity), ReferenceEqualityComparer.Instance);

    /// <summary>An import follows for many students in one context, which would look through the rows of all before at each save.</summary>
    private static void Forget(StudyDbContext context, HashSet<object> known)
    {
        foreach (var entry in context.ChangeTracker.Entries().Where(e => e.State == EntityState.Unchanged && !known.Contains(e.Entity)).ToList())
        {
            entry.State = EntityState.Detached;
        }
    }
}
