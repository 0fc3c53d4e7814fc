using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Recorder;

/// <summary>The facts of one student's lessons, read at once for all of a command's lessons.</summary>
internal sealed class FactBook
{
    private readonly SessionBook _book;
    private readonly LessonVerb _verb;
    private readonly Dictionary<int, List<StudySession>> _bySource = [];
    private readonly Dictionary<(DateTime?, DateTime?), List<StudySession>> _bySpan = [];
    private readonly Dictionary<int, string> _courses = [];
    private StudyCalendar? _calendar;

    private FactBook(SessionBook book, LessonVerb verb) => (_book, _verb) = (book, verb);

    public static async Task<FactBook> OpenAsync(SessionBook book, LessonVerb verb, IReadOnlyList<LessonDelta> deltas, CancellationToken cancellationToken)
    {
        var following = new FactBook(book, verb);
        var ids = deltas.Select(d => (int?)d.Any.Id).ToList();
        var starts = deltas.Select(d => (DateTime?)d.Any.StartsAt).ToList();
        var facts = await book.FetchAsync(
            s => s.Source == SessionSource.Lesson && (ids.Contains(s.SourceId) || (s.SourceId == null && starts.Contains(s.StartedAt))), true, cancellationToken);
        foreach (var fact in facts.OrderBy(f => f.DeletedAt is not null))
        {
            if (fact.SourceId is { } id)
            {
                (following._bySource.TryGetValue(id, out var list) ? list : following._bySource[id] = []).Add(fact);
            }
            else
            {
                (following._bySpan.TryGetValue((fact.StartedAt, fact.EndedAt), out var list) ? list : following._bySpan[(fact.StartedAt, fact.EndedAt)] = []).Add(fact);
            }
        }
        var enrollments = deltas.Select(d => d.Any.CourseEnrollmentId).Distinct().ToList();
        foreach (var course in await book.Context.Set<Enrollment>().Where(e => enrollments.Contains(e.Id)).Select(e => new { e.Id, e.Course }).ToListAsync(cancellationToken))
        {
            following._courses[course.Id] = course.Course;
        }
        return following;
    }

    public async Task FollowAsync(LessonDelta delta, CancellationToken cancellationToken)
    {
        var fact = Find(delta);
        if (!LessonFacts.Counts(delta.After))
        {
            if (_verb == LessonVerb.Unenroll)
            {
                fact?.ForgetSource();
            }
            else
            {
                fact?.Delete(_book.NowUtc);
            }
            return;
        }
        var lesson = delta.After!;
        var about = new SessionAbout { Kind = SessionKind.Lesson, Subject = _courses[lesson.CourseEnrollmentId] };
        if (fact is null)
        {
            _calendar ??= await _book.Context.CalendarOfAsync(lesson.StudentId, cancellationToken);
            _book.Add(StudySession.Completed(lesson.StudentId, about, SessionSource.Lesson, lesson.Id, _calendar, lesson.StartsAt, lesson.EndsAt));
            return;
        }
        fact.CameFromLesson(lesson.Id);
        fact.Undelete();
        fact.Describe(about);
        fact.SetSpan(lesson.StartsAt, lesson.EndsAt);
    }

    /// <summary>
    /// The lesson's fact: also one that a reopening took away, and the one that an enrollment left behind when it was deleted, whose
    /// deletion is now undone. That one is then taken: it is the fact of no other lesson.
    /// </summary>
    private StudySession? Find(LessonDelta delta)
    {
        if (_bySource.GetValueOrDefault(delta.Any.Id) is [var own, ..])
        {
            return own;
        }
        if (_bySpan.GetValueOrDefault((delta.Any.StartsAt, delta.Any.EndsAt)) is not { Count: > 0 } left)
        {
            return null;
        }
        var found = left[0];
        left.RemoveAt(0);
        return found;
    }
}
