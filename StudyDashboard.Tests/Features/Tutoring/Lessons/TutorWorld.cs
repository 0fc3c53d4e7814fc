using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Lessons;

/// <summary>A tutor in Sofia with students, on Monday 2 March 2026, 09:00 UTC.</summary>
public sealed class TutorWorld : IDisposable
{
    public TutorWorld()
    {
        Fixture.Clock.SetUtc(Make.At("2026-03-02 09:00"));
        TutorId = Fixture.AddPerson("Petra");
        Mina = Enroll(Fixture.StudentId);
        Leo = Enroll(Fixture.AddPerson("Leo", "America/New_York"));
    }

    public StudyFixture Fixture { get; } = new();

    public int TutorId { get; }

    /// <summary>The enrollment of a student in Sofia.</summary>
    public int Mina { get; }

    /// <summary>The enrollment of a student in New York.</summary>
    public int Leo { get; }

    public LessonService Service => Fixture.Get<LessonService>();

    public int Enroll(int studentId, string course = "Mathematics", int? tutorId = null)
    {
        using var context = Fixture.Context();
        var enrollment = new Enrollment(tutorId ?? TutorId, studentId, course, new DateOnly(2026, 1, 1));
        context.Add(enrollment);
        context.SaveChanges();
        return enrollment.Id;
    }

    /// <summary>A draft from <c>2026-03-03 17:00</c>, an hour long.</summary>
    public LessonDraft Draft(string start, string? rule = null, int minutes = 60, string zone = "Europe/Sofia", params int[] enrollments) => new()
    {
        Slot = LessonSlot.At(Local(start), TimeSpan.FromMinutes(minutes), zone),
        Repeat = rule is null ? null : new Repetition(RuleParser.Parse(rule).Value, []),
        EnrollmentIds = enrollments.Length > 0 ? enrollments : [Mina],
    };

    public async Task<int?> CreateAsync(LessonDraft draft, ConflictHandling handling = ConflictHandling.Ask) =>
        Done(await Service.CreateAsync(TutorId, draft, handling)).ChangeId;

    /// <summary>Changes a lesson by changing its draft.</summary>
    public async Task<int?> EditAsync(Lesson lesson, LessonScope scope, Func<LessonDraft, LessonDraft> change, ConflictHandling handling = ConflictHandling.Ask)
    {
        var now = Lessons().Single(l => l.Id == lesson.Id);
        return Done(await Service.EditAsync(TutorId, now.Id, now.Version, change(new LessonDraft { Slot = now.Slot, Details = now.Details }), scope, handling)).ChangeId;
    }

    public static T Done<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, outcome.Refusal?.Message);
        return outcome.Value;
    }

    public static DateTime Local(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>All lessons by start.</summary>
    public List<Lesson> Lessons()
    {
        using var context = Fixture.Context();
        return [.. context.Set<Lesson>().AsNoTracking().OrderBy(l => l.StartsAt).ThenBy(l => l.Id)];
    }

    /// <summary>Changes a stored lesson past all rules.</summary>
    public void Write(int lessonId, Action<Lesson> change)
    {
        using var context = Fixture.Context();
        change(context.Set<Lesson>().Single(l => l.Id == lessonId));
        context.SaveChanges();
    }

    /// <summary>What stands in the database of lessons and series, for comparison.</summary>
    public string Picture()
    {
        using var context = Fixture.Context();
        var lessons = context.Set<Lesson>().AsNoTracking().OrderBy(l => l.Id).ToList()
            .Select(l => $"{l.Id} {l.CourseEnrollmentId} {l.Slot.LocalStart:s} {l.EndTime} {l.Status} {l.SeriesId} {l.OriginalStart:s} {l.GroupKey} {l.Location} {l.StudentAttendanceStatus}");
        var series = context.Set<LessonSeries>().AsNoTracking().Include(s => s.Members).OrderBy(s => s.Id).ToList()
            .Select(s => $"{s.Id} {s.Start:s} {s.Rule} {string.Join(',', s.Exceptions)} {string.Join(',', s.Additions)} {s.Details.Location} {string.Join(',', s.Members.Select(m => m.EnrollmentId).Order())}");
        return string.Join('\n', lessons.Concat(series));
    }

    /// <summary>Every series names exactly its stored lessons, each once for each member, up to where it is stored.</summary>
    public void AssertSound() => AssertSound(Fixture);

    public static void AssertSound(StudyFixture study)
    {
        using var context = study.Context();
        foreach (var series in context.Set<LessonSeries>().AsNoTracking().Include(s => s.Members).ToList())
        {
            var rows = context.Set<Lesson>().AsNoTracking().Where(l => l.SeriesId == series.Id).ToList();
            var expected = series.Recurrence.FromLocal(DateTime.MinValue).TakeWhile(o => o.Utc < series.FilledUntil).Select(o => o.Local).ToList();
            Assert.NotNull(series.Recurrence.First);
            foreach (var member in series.Members)
            {
                Assert.Equal(expected, rows.Where(r => r.CourseEnrollmentId == member.EnrollmentId).Select(r => r.OriginalStart!.Value).Order());
            }
            Assert.All(rows, r => Assert.Contains(series.Members, m => m.EnrollmentId == r.CourseEnrollmentId));
            Assert.All(rows, r => Assert.True(r.IsRecurring));
        }
        Assert.All(context.Set<Lesson>().AsNoTracking().Where(l => l.SeriesId == null), l => Assert.False(l.IsRecurring));
    }

    public void Dispose() => Fixture.Dispose();
}
