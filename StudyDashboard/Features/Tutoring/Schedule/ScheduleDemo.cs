using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Recorder;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Series;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>
/// The demo tutor's lessons: a year of them that was held, one moved, one cancelled, a group, a student in another zone, a holiday, and
/// two of the last days that want to be closed. Comes after the students' own history. Names of topics are content, not texts of the product.
/// </summary>
internal sealed class ScheduleDemo : IDemoPart
{
    /// <summary>How many of the last lessons are left to be closed.</summary>
    private const int Unclosed = 2;

    private static readonly string[] Topics =
    [
        "Linear equations", "Systems of equations", "Quadratics", "Inequalities", "Functions", "Exponents", "Logarithms", "Trigonometry", "Vectors", "Derivatives",
        "Chain rule", "Integrals", "Sequences", "Probability", "Statistics", "Past paper",
    ];

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (context, today) = (world.Context, world.TodayOf(DemoPeople.Tutor));
        var (tutor, zone) = (world.IdOf(DemoPeople.Tutor), world.CalendarOf(DemoPeople.Tutor).Zone);
        var enrollments = await context.Set<Enrollment>().Where(e => e.TutorId == tutor).ToListAsync(cancellationToken);
        var aiko = new Enrollment(tutor, world.IdOf(DemoPeople.Aiko), "German", today.AddDays(-120));
        context.Add(aiko);
        var newYear = new DateOnly(today.Month > 1 ? today.Year + 1 : today.Year, 1, 1);
        context.Add(new ClosedPeriod(tutor, "Winter holidays", newYear.AddDays(-8), newYear.AddDays(2), ClosureHandling.Skip));
        await context.SaveChangesAsync(cancellationToken);

        var mina = enrollments.Single(e => e.StudentId == world.IdOf(DemoPeople.Student));
        var leo = enrollments.Single(e => e.StudentId == world.IdOf(DemoPeople.Leo));
        var book = new LessonBook(context, tutor, world.NowUtc);
        var main = await SeriesAsync(book, zone, today.AddDays(-300), new TimeOnly(17, 0), 60, "FREQ=WEEKLY;BYDAY=TU,TH",
            new LessonDetails { JoinLink = "https://meet.example.org/mathematics", AlarmEnabled = true, NotificationEnabled = true }, [mina], cancellationToken);
        await SeriesAsync(book, zone, today.AddDays(-42), new TimeOnly(15, 30), 45, "FREQ=WEEKLY;BYDAY=MO",
            new LessonDetails { Mode = LessonMode.InPerson, Location = "Room 2" }, [leo], cancellationToken);
        await SeriesAsync(book, zone, today.AddDays(-120), new TimeOnly(9, 0), 60, "FREQ=WEEKLY;BYDAY=WE",
            new LessonDetails { JoinLink = "https://meet.example.org/german" }, [aiko], cancellationToken);
        await SeriesAsync(book, zone, today.AddDays(-28), new TimeOnly(10, 0), 90, "FREQ=WEEKLY;BYDAY=SA;COUNT=14",
            new LessonDetails { Mode = LessonMode.Hybrid, Location = "Room 1", Priority = LessonPriority.High, IsFeatured = true, Topics = ["Past paper", "Questions"] }, [mina, leo], cancellationToken);
        await context.SaveChangesAsync(cancellationToken);

        await HoldAsync(world, tutor, cancellationToken);
        Change(book, main);
    }

    private static async Task<LessonSeries> SeriesAsync(
        LessonBook book, TimeZoneInfo zone, DateOnly from, TimeOnly time, int minutes, string rule, LessonDetails details, IReadOnlyList<Enrollment> enrollments,
        CancellationToken cancellationToken)
    {
        var asked = new RecurrenceSeries(from.ToDateTime(time), zone, RuleParser.Parse(rule).Value);
        var recurrence = new RecurrenceSeries(asked.First!.Value.Local, zone, asked.Rule);
        var series = new LessonSeries(book.TutorId, recurrence, TimeSpan.FromMinutes(minutes), details, null, book.NowUtc);
        series.Enroll(enrollments.Select(e => e.Id));
        book.Context.Add(series);
        await book.Context.SaveChangesAsync(cancellationToken);
        await SeriesFiller.FillAsync(book, series, book.NowUtc.AddMonths(SeriesFiller.MonthsAhead), new HashSet<DateTime>(), cancellationToken);
        return series;
    }

    /// <summary>What is past was held, and counts for the student where they were there; when they studied something else they were not.</summary>
    private static async Task HoldAsync(DemoWorld world, int tutor, CancellationToken cancellationToken)
    {
        var context = world.Context;
        var past = context.Set<Lesson>().Local.Where(l => l.TutorId == tutor && l.EndsAt <= world.NowUtc).OrderBy(l => l.StartsAt).ToList();
        var open = past.Select(l => l.StartsAt).Distinct().OrderDescending().Take(Unclosed).ToHashSet();
        var courses = await context.Set<Enrollment>().Where(e => e.TutorId == tutor).ToDictionaryAsync(e => e.Id, e => e.Course, cancellationToken);
        foreach (var ofStudent in past.GroupBy(l => l.StudentId))
        {
            var calendar = await CalendarAsync(context, ofStudent.Key, cancellationToken);
            var from = ofStudent.Min(l => l.StartsAt).AddDays(-1);
            var busy = (await context.Sessions.AsNoTracking().Where(s => s.StudentId == ofStudent.Key && s.EndedAt > from)
                .Select(s => new { s.StartedAt, s.EndedAt }).ToListAsync(cancellationToken)).Select(s => new Interval(s.StartedAt!.Value, s.EndedAt!.Value)).ToList();
            foreach (var (number, lesson) in ofStudent.Index())
            {
                Plan(lesson, number);
                if (open.Contains(lesson.StartsAt))
                {
                    continue;
                }
                lesson.Complete();
                lesson.MarkTutor(Attendance.Present, null);
                lesson.Cover(lesson.Topics.Take(1), lesson.Topics.Skip(1));
                if (busy.Exists(b => b.Overlaps(lesson.Span)))
                {
                    lesson.MarkStudent(number % 3 == 0 ? Attendance.Absent : Attendance.Excused, null);
                    continue;
                }
                var late = number % 11 == 5;
                lesson.MarkStudent(late ? Attendance.Late : Attendance.Present, late ? 8 : null);
                var fact = StudySession.Completed(
                    lesson.StudentId, new SessionAbout { Kind = SessionKind.Lesson, Subject = courses[lesson.CourseEnrollmentId] }, SessionSource.Lesson, lesson.Id, calendar, lesson.StartsAt, lesson.EndsAt);
                fact.CountVersion();
                context.Add(fact);
            }
        }
    }

    private static async Task<StudyCalendar> CalendarAsync(StudyDbContext context, int student, CancellationToken cancellationToken)
    {
        var days = await context.Users.Where(p => p.Id == student).Select(p => new { p.TimeZone, p.DayStartHour }).SingleAsync(cancellationToken);
        return StudyCalendar.For(days.TimeZone, days.DayStartHour);
    }

    /// <summary>The next lessons have topics; one of them is moved to the next day, and one later is cancelled.</summary>
    private static void Change(LessonBook book, LessonSeries main)
    {
        var coming = book.Context.Set<Lesson>().Local.Where(l => l.SeriesId == main.Id && l.StartsAt > book.NowUtc).OrderBy(l => l.StartsAt).ToList();
        foreach (var (number, lesson) in coming.Take(6).Index())
        {
            Plan(lesson, number + 5);
        }
        if (coming.Count > 4)
        {
            var slot = coming[1].Slot;
            coming[1].Place(slot with { Date = slot.Date.AddDays(1), Start = slot.Start.AddHours(1), End = slot.End.AddHours(1) });
            coming[4].Cancel("School trip");
            coming[2].Describe(coming[2].Details with { Priority = LessonPriority.Urgent, Note = "Mock exam the day after." });
        }
    }

    private static void Plan(Lesson lesson, int number) =>
        lesson.Describe(lesson.Details with { Topics = [Topics[number % Topics.Length], Topics[(number + 1) % Topics.Length]], Homework = number % 2 == 0 ? "Exercises 4 to 9" : null });
}
