using System.Globalization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Imported;

/// <summary>Imported calendars as a read-only layer of the schedule.</summary>
internal sealed class CalendarsOnSchedule(CalendarLayer calendars) : IScheduleLayer
{
    public string Key => "calendar";

    public string Name => ScheduleTexts.Layer_Calendars;

    public bool IsFor(Profile viewer) => true;

    public async Task<IReadOnlyList<LayerItem>> BetweenAsync(Profile viewer, Interval span, CancellationToken cancellationToken) =>
        [.. (await calendars.BetweenAsync(viewer.Id, span.Start, span.End, cancellationToken)).SelectMany((o, number) => Items(viewer, o, number))];

    private IEnumerable<LayerItem> Items(Profile viewer, ImportedOccurrence occurrence, int number)
    {
        var item = new LayerItem
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"{Key}-{number}"), Layer = Key, IsFree = !occurrence.IsBusy, IsCancelled = occurrence.IsCancelled,
            Title = occurrence.Title.Length > 0 ? occurrence.Title : occurrence.Calendar, Detail = occurrence.Location ?? occurrence.Calendar,
        };
        if (!occurrence.IsAllDay)
        {
            return [item with { StartsAt = occurrence.Span.Start, EndsAt = occurrence.Span.End }];
        }
        var wall = StudyCalendar.For(viewer.TimeZone, 0);
        var (first, last) = (wall.DayOf(occurrence.Span.Start), wall.DayOf(occurrence.Span.End.AddSeconds(-1)));
        return Enumerable.Range(0, Math.Clamp(last.DayNumber - first.DayNumber + 1, 1, 62)).Select(day => item with { Key = $"{item.Key}-{day}", Day = first.AddDays(day) });
    }
}
