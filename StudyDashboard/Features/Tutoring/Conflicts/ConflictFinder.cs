using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Conflicts;

/// <summary>
/// Finds what lessons clash with: other lessons of the tutor or of their students, stored or in the open transaction, and imported
/// calendars. What a student does with someone else is only named as being there.
/// </summary>
public sealed class ConflictFinder(IEnumerable<IBusyTimes> others)
{
    /// <summary>How far around the lessons is looked, so that a free time nearby can be found in the same reading.</summary>
    internal static readonly TimeSpan Around = TimeSpan.FromDays(8);

    /// <summary>All that is taken around these lessons.</summary>
    internal Task<BusyMap> MapAsync(LessonBook book, IReadOnlyList<Lesson> lessons, CancellationToken cancellationToken) =>
        MapAsync(book.Context, book.TutorId, lessons.Select(l => l.StudentId), new Interval(lessons.Min(l => l.StartsAt) - Around, lessons.Max(l => l.EndsAt) + Around), cancellationToken);

    /// <summary>All that is taken of a tutor's and some students' time within a span.</summary>
    internal async Task<BusyMap> MapAsync(StudyDbContext context, int tutorId, IEnumerable<int> students, Interval span, CancellationToken cancellationToken)
    {
        var taken = new List<Taken>();
        foreach (var person in students.Append(tutorId).Distinct())
        {
            taken.AddRange(await LessonsAsync(context, tutorId, person, span, cancellationToken));
            foreach (var source in others)
            {
                taken.AddRange((await source.BetweenAsync(person, span, cancellationToken))
                    .Select(b => new Taken(person, b.Span, person == tutorId ? b.Title : LessonTexts.Conflict_StudentBusy, null, null)));
            }
        }
        return new BusyMap(tutorId, taken, span);
    }

    private static async Task<IEnumerable<Taken>> LessonsAsync(StudyDbContext context, int tutorId, int person, Interval span, CancellationToken cancellationToken)
    {
        var rows = await context.Set<Lesson>().AsNoTracking()
            .Where(l => l.TutorId == person || l.StudentId == person)
            .Where(l => l.StartsAt < span.End && l.EndsAt > span.Start && l.Status != LessonStatus.Cancelled)
            .Join(context.Set<Enrollment>(), l => l.CourseEnrollmentId, e => e.Id, (l, e) => new { l.Id, l.TutorId, l.StartsAt, l.EndsAt, l.GroupKey, e.Course, e.StudentId })
            .Join(context.Users, r => r.StudentId, p => p.Id, (r, p) => new { r.Id, r.TutorId, r.StartsAt, r.EndsAt, r.GroupKey, r.Course, p.DisplayName })
            .ToListAsync(cancellationToken);
        return rows.Select(r => r.TutorId == tutorId
            ? new Taken(person, new Interval(r.StartsAt, r.EndsAt), LessonTexts.Conflict_Lesson.With(r.Course, r.DisplayName), r.Id, r.GroupKey)
            : new Taken(person, new Interval(r.StartsAt, r.EndsAt), LessonTexts.Conflict_StudentBusy, r.Id, r.GroupKey));
    }
}

/// <summary>A person's time that is taken.</summary>
internal sealed record Taken(int PersonId, Interval Span, string Title, int? LessonId, string? GroupKey);

/// <summary>Who is not free when.</summary>
/// <param name="tutorId">Whose lessons are asked about.</param>
/// <param name="stored">What is taken.</param>
/// <param name="span">What was looked at: of what lasts for years only these days are noted.</param>
internal sealed class BusyMap(int tutorId, IReadOnlyList<Taken> stored, Interval span)
{
    private readonly ILookup<int, Taken> _byDay = stored.SelectMany(t => Days(t.Span.ClippedTo(span)).Select(day => (day, t))).ToLookup(p => p.day, p => p.t);
    private readonly HashSet<int> _changed = [];
    private readonly Dictionary<int, List<Taken>> _placed = [];

    /// <summary>Rows that this command changes count as they are now, and no longer as they are stored.</summary>
    public void Forget(IEnumerable<int> lessonIds) => _changed.UnionWith(lessonIds);

    /// <summary>Takes the time of a lesson.</summary>
    public void Place(Lesson lesson, string title)
    {
        foreach (var person in new[] { tutorId, lesson.StudentId })
        {
            foreach (var day in Days(lesson.Span))
            {
                (_placed.TryGetValue(day, out var list) ? list : _placed[day] = []).Add(new Taken(person, lesson.Span, title, lesson.Id, lesson.GroupKey));
            }
        }
    }

    /// <summary>What a lesson of these students would clash with at a time.</summary>
    public IEnumerable<LessonConflict> At(Interval span, IReadOnlyCollection<int> students, string? groupKey) =>
        Days(span).SelectMany(day => _byDay[day].Where(t => t.LessonId is null || !_changed.Contains(t.LessonId.Value)).Concat(_placed.GetValueOrDefault(day) ?? []))
            .Where(t => t.Span.Overlaps(span) && (t.PersonId == tutorId || students.Contains(t.PersonId)) && (t.GroupKey is null || t.GroupKey != groupKey))
            // One lesson that takes both sides is one conflict, the tutor's.
            .GroupBy(t => (t.Span, t.LessonId, t.LessonId is null ? t.Title : ""))
            .Select(g => g.OrderBy(t => t.PersonId == tutorId ? 0 : 1).First())
            .Select(t => new LessonConflict(span, t.Span, t.PersonId == tutorId ? ConflictSide.Tutor : ConflictSide.Student, t.Title, t.LessonId));

    private static IEnumerable<int> Days(Interval span)
    {
        for (var day = DateOnly.FromDateTime(span.Start).DayNumber; day <= DateOnly.FromDateTime(span.End).DayNumber; day++)
        {
            yield return day;
        }
    }
}
