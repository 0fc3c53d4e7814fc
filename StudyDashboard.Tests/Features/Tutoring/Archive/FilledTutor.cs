using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Requests;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Archive;

/// <summary>A tutor with one of everything that an archive carries of lessons.</summary>
internal static class FilledTutor
{
    private const string Calendar = """
        BEGIN:VCALENDAR
        VERSION:2.0
        BEGIN:VEVENT
        UID:gym@example.org
        SUMMARY:Gym
        DTSTART;TZID=Europe/Sofia:20260304T190000
        DTEND;TZID=Europe/Sofia:20260304T200000
        RRULE:FREQ=WEEKLY;BYDAY=WE
        EXDATE;TZID=Europe/Sofia:20260311T190000
        TRANSP:TRANSPARENT
        END:VEVENT
        BEGIN:VEVENT
        UID:trip@example.org
        SUMMARY:Trip
        DTSTART;VALUE=DATE:20260320
        DTEND;VALUE=DATE:20260322
        END:VEVENT
        END:VCALENDAR
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static void Teach(StudyFixture study, int personId)
    {
        using var context = study.Context();
        var role = context.Roles.Single(r => r.Name == Roles.Tutor).Id;
        context.UserRoles.Add(new Microsoft.AspNetCore.Identity.IdentityUserRole<int> { UserId = personId, RoleId = role });
        context.SaveChanges();
    }

    /// <summary>Five weeks, at the end of which it is 6 April 2026.</summary>
    public static async Task FillAsync(TutorWorld world)
    {
        var (study, tutor) = (world.Fixture, world.TutorId);
        Teach(study, tutor);
        await study.Get<ProfileService>().PreferAsync(tutor, p => p with { Notices = p.Notices with { QuietFrom = new TimeOnly(22, 0), QuietTo = new TimeOnly(7, 30) } }, Token);
        await world.CreateAsync(world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20260630", enrollments: [world.Mina, world.Leo]) with { Details = new LessonDetails { Topics = ["Fractions", "Roots"], JoinLink = "https://meet.example.org/x" } });
        await world.CreateAsync(world.Draft("2026-03-06 09:00", "FREQ=MONTHLY;BYDAY=-1FR") with { Details = new LessonDetails { Note = "Bring the atlas", Priority = LessonPriority.High } });
        await world.CreateAsync(world.Draft("2026-03-02 10:00", enrollments: [world.Leo]), StudyDashboard.Features.Tutoring.Conflicts.ConflictHandling.Save);
        var all = world.Lessons();
        study.Clock.SetUtc(Make.At("2026-04-06 09:00"));
        foreach (var lesson in all.Where(l => l.StartsAt < study.Clock.UtcNow && l.CourseEnrollmentId == world.Mina).Take(3))
        {
            TutorWorld.Done(await study.Get<ClosingService>().CloseAsync(tutor, lesson.Id, new LessonClosing
            {
                Students = [new StudentMark(lesson.Id, null, AttendanceMark.Present)], Covered = ["Fractions"], Note = "Quick", Homework = "p. 12",
            }, Token));
            TutorWorld.Done(await study.Get<ReviewService>().WriteAsync(tutor, lesson.Id, 5, "Well done", Token));
            TutorWorld.Done(await study.Get<ReviewService>().WriteAsync(study.StudentId, lesson.Id, 4, "", Token));
        }
        var ahead = world.Lessons().Where(l => l.StartsAt > study.Clock.UtcNow && l.CourseEnrollmentId == world.Mina && l.GroupKey is not null).ToList();
        await world.EditAsync(ahead[0], LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-04-08 11:00"), TimeSpan.FromMinutes(90), "Europe/Sofia") });
        TutorWorld.Done(await world.Service.CancelAsync(tutor, ahead[1].Id, ahead[1].Version, LessonScope.This, "Ill"));
        await world.EditAsync(ahead[4], LessonScope.Following, d => d with { Slot = d.Slot with { Start = new TimeOnly(18, 0), End = new TimeOnly(19, 0) } }, StudyDashboard.Features.Tutoring.Conflicts.ConflictHandling.Save);
        var profile = (await study.Get<ProfileService>().GetAsync(tutor, Token))!;
        TutorWorld.Done(await study.Get<ClosureService>().AddAsync(profile, new ClosureDraft("Easter", new(2026, 4, 10), new(2026, 4, 13), ClosureHandling.Skip), Token));
        Assert.Null(await study.Get<OfferService>().SaveAsync(tutor, true, [new OfferedHours(DayOfWeek.Monday, new(9, 0), new(12, 0))], 60, 15, 24, Token));
        Assert.Null(await study.Get<AttendanceService>().SetTermsAsync(tutor, 3, 70, Token));
        var free = (await study.Get<SlotRequestService>().FreeAsync(study.StudentId, world.Mina, Token))[0];
        TutorWorld.Done(await study.Get<SlotRequestService>().AskAsync(study.StudentId, world.Mina, free, "Before the test", Token));
        var board = (await study.Get<WhiteboardService>().OpenAsync(tutor, ahead[6].Id, Token))!.BoardId!.Value;
        Assert.Null(await study.Get<WhiteboardService>().AddAsync(tutor, board, new BoardMark { Uid = "a", Page = 0, Kind = BoardEventKind.Pen, Points = [1, 2, 3, 4] }, Token));
        Assert.Null(await study.Get<WhiteboardService>().AddAsync(study.StudentId, board, new BoardMark { Uid = "b", Page = 1, Kind = BoardEventKind.Text, Points = [1, 2], Text = "½ 🎓" }, Token));
        TutorWorld.Done(await study.Get<ImportedCalendars>().AddFileAsync(tutor, new CalendarDraft("Private", CalendarColour.Rose, true), "private.ics", Encoding.UTF8.GetBytes(Calendar), Token));
        using var context = study.Context();
        var subscription = new CalendarSource(tutor, CalendarSourceKind.Subscription, "https://cal.example.org/secret/basic.ics", null, study.Clock.UtcNow);
        subscription.Describe("School", CalendarColour.Green, false);
        context.Add(subscription);
        await context.SaveChangesAsync(Token);
    }

    public static async Task<MemoryStream> ExportAsync(StudyFixture study, int personId)
    {
        var file = new MemoryStream();
        await study.Get<ArchiveService>().WriteAsync(personId, file, Token);
        return file;
    }

    public static async Task<ImportResult> ImportAsync(StudyFixture study, int personId, MemoryStream archive) =>
        TutorWorld.Done(await study.Get<ImportService>().ImportAsync(personId, new ImportCommand("archive", "study.zip", archive), null, Token));

    /// <summary>The tables of lessons and calendars with places instead of numbers, without what cannot be the same elsewhere.</summary>
    public static IReadOnlyList<string> Facts(MemoryStream archive)
    {
        var facts = new List<string>();
        var places = new Dictionary<string, Dictionary<int, int>>();
        foreach (var (table, references) in new (string, (string Column, string To)[])[]
        {
            ("enrollments", [("other_id", "people")]), ("lesson_series", [("parent_id", "lesson_series")]),
            ("lessons", [("course_enrollment_id", "enrollments"), ("series_id", "lesson_series"), ("carried_to_id", "lessons"), ("whiteboard_id", "boards")]),
            ("lesson_reviews", [("lesson_id", "lessons")]), ("whiteboard_events", [("whiteboard_id", "boards")]), ("closed_periods", []), ("tutor_offers", []),
            ("slot_requests", [("enrollment_id", "enrollments"), ("lesson_id", "lessons")]), ("attendance_terms", []),
            ("calendars", []), ("calendar_events", [("calendar", "calendars")]),
        })
        {
            var rows = ArchiveZip.Table(archive, table);
            foreach (var row in rows.Select(r => r!.AsObject()))
            {
                if (row["id"] is { } id)
                {
                    row["id"] = Place(table, (int)id);
                }
            }
            foreach (var row in rows.Select(r => r!.AsObject()))
            {
                foreach (var (column, to) in references.Where(r => row[r.Column] is not null))
                {
                    row[column] = Place(to, (int)row[column]!);
                }
                if (row["enrollments"] is JsonArray members)
                {
                    row["enrollments"] = new JsonArray([.. members.Select(m => (JsonNode)Place("enrollments", (int)m!)).OrderBy(m => (int)m)]);
                }
                if (row["group_key"] is not null)
                {
                    row["group_key"] = "group";
                }
                facts.Add($"{table} {row.ToJsonString()}");
            }
        }
        return facts;

        int Place(string table, int id)
        {
            var known = places.TryGetValue(table, out var all) ? all : places[table] = [];
            return known.TryGetValue(id, out var place) ? place : known[id] = known.Count;
        }
    }

    /// <summary>What someone's schedule shows of a year.</summary>
    public static async Task<IReadOnlyList<string>> ScheduleAsync(StudyFixture study, int personId)
    {
        var rows = TutorWorld.Done(await study.Get<LessonReader>().BetweenAsync(personId, Make.At("2026-03-01 00:00"), Make.At("2027-03-01 00:00"), LessonFilter.None, Token));
        return [.. rows.Select(r => $"{r.Lesson.StartsAt:s} {r.Lesson.EndsAt:s} {r.Course} {r.StudentName} {r.TutorName} {r.Lesson.Status} {r.Lesson.CancelReason} {r.Lesson.StudentAttendanceStatus} {r.Lesson.OriginalStart:s} "
            + $"{string.Join(',', r.Lesson.Topics)}/{string.Join(',', r.Lesson.TopicsCovered)} {r.Lesson.Location} {r.Lesson.JoinLink} {r.Lesson.Homework} {r.Lesson.Note} {r.Lesson.GroupKey is not null} {r.Lesson.WhiteboardId is not null} {r.Lesson.SessionFrequency}").Order()];
    }
}
