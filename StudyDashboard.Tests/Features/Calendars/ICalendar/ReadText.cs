using System.Globalization;
using System.Text;
using StudyDashboard.Features.Calendars.ICalendar;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Features.Calendars.ICalendar;

/// <summary>Reads calendars written in tests, and says what takes place as short lines.</summary>
internal static class ReadText
{
    public static readonly TimeZoneInfo Sofia = TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia");

    public static CalendarText Read(string text, CalendarLimits? limits = null) => Read(Encoding.UTF8.GetBytes(text), limits);

    public static CalendarText Read(byte[] bytes, CalendarLimits? limits = null) => CalendarReader.Read(bytes, Sofia, limits, TestContext.Current.CancellationToken);

    /// <summary>A calendar around events; lines may be indented and end as the test file's do.</summary>
    public static CalendarText Events(string events) => Read(Calendar(events));

    public static string Calendar(string inside) => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{Crlf(inside)}\r\nEND:VCALENDAR\r\n";

    /// <summary>An event with these lines.</summary>
    public static CalendarText Event(string lines) => Events($"BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT");

    public static string Crlf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

    /// <summary>What takes place in a span: <c>2026-03-02 15:00/16:00 Title</c>, in UTC, cancelled ones with a minus before the title.</summary>
    public static IReadOnlyList<string> Between(this CalendarText calendar, string from, string to) =>
        [.. calendar.Events.SelectMany(e => e.Between(Sofia, new Interval(Utc(from), Utc(to)), 1000))
            .OrderBy(o => o.Span.Start).ThenBy(o => o.Event.Title, StringComparer.Ordinal).Select(Line)];

    public static IReadOnlyList<string> InYear(this CalendarText calendar, int year = 2026) => calendar.Between($"{year}-01-01", $"{year + 1}-01-01");

    public static DateTime Utc(string text) => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    private static string Line(CalendarOccurrence o) => string.Create(CultureInfo.InvariantCulture,
        $"{o.Span.Start:yyyy-MM-dd HH:mm}/{o.Span.End.ToString(o.Span.End.Date == o.Span.Start.Date ? "HH:mm" : "MM-dd HH:mm", CultureInfo.InvariantCulture)} {(o.Event.IsCancelled ? "-" : "")}{o.Event.Title}").TrimEnd();
}
