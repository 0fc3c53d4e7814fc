using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars;

/// <summary>The demo's student has the timetable of her school.</summary>
internal sealed class CalendarsDemo : IDemoPart
{
    private static readonly (string Title, string Room, DayOfWeek Day, int Hour, int Minutes)[] Timetable =
    [
        ("Biology", "B 204", DayOfWeek.Monday, 9, 90), ("History", "A 110", DayOfWeek.Monday, 11, 90), ("Mathematics", "A 201", DayOfWeek.Tuesday, 9, 90),
        ("English", "C 015", DayOfWeek.Wednesday, 10, 60), ("Chemistry", "B 101", DayOfWeek.Thursday, 9, 120), ("Sports", "Gym", DayOfWeek.Friday, 13, 90),
    ];

    public Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        var (zone, today) = (world.CalendarOf(DemoPeople.Student).Zone, world.TodayOf(DemoPeople.Student));
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7) - 70);
        var events = Timetable.Select(lesson => new WrittenEvent(
            new CalendarEvent
            {
                Uid = $"{lesson.Title}@school.example", Title = lesson.Title, Location = lesson.Room, Zone = CalendarZone.Of(zone), Length = TimeSpan.FromMinutes(lesson.Minutes),
                Start = monday.AddDays(((int)lesson.Day + 6) % 7).ToDateTime(new TimeOnly(lesson.Hour, 0)),
                Rule = new RecurrenceRule(RecurrenceFrequency.Weekly) { Count = 40, ByDay = [new WeekdayNum(lesson.Day)] },
            }, world.NowUtc));
        // Written and read again, as if the school had sent it.
        var text = CalendarWriter.Write(CalendarTexts.Demo_Timetable, [.. events], world.NowUtc.Year + 1);
        var source = new CalendarSource(world.IdOf(DemoPeople.Student), CalendarSourceKind.File, null, "timetable.ics", world.NowUtc);
        source.Describe(CalendarTexts.Demo_Timetable, CalendarColour.Violet, blocks: true);
        ImportedCalendars.Store(source, CalendarReader.Read(System.Text.Encoding.UTF8.GetBytes(text), zone, null, cancellationToken), null, world.NowUtc);
        world.Context.Add(source);
        return Task.CompletedTask;
    }
}
