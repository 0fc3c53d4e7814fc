using System.Globalization;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>How the schedule is drawn.</summary>
public enum ScheduleView
{
    Week,
    Day,
    Month,
    Agenda,
}

/// <summary>What the schedule shows. It lives in the page's address, so it can be shared and kept.</summary>
public sealed record ScheduleQuery
{
    /// <summary>Days of the agenda.</summary>
    public const int AgendaDays = 28;

    public ScheduleView View { get; init; }

    /// <summary>A day of the range; null: today.</summary>
    public DateOnly? Date { get; init; }

    public LessonStatus? Status { get; init; }

    public int? StudentId { get; init; }

    public LessonPriority? Priority { get; init; }

    public bool? Featured { get; init; }

    public LessonMode? Mode { get; init; }

    /// <summary>What is opened: <c>new</c>, or the id of the lesson that is edited.</summary>
    public string? Form { get; init; }

    public LessonFilter Filter => new(Status, StudentId, Priority, Featured, Mode);

    public bool IsFiltered => Filter != LessonFilter.None;

    /// <summary>The same without filters.</summary>
    public ScheduleQuery Unfiltered => new() { View = View, Date = Date };

    /// <summary>The first and the last day that are shown.</summary>
    /// <param name="today">The viewer's date.</param>
    /// <param name="weekOf">The first day of a day's week.</param>
    public (DateOnly First, DateOnly Last) Range(DateOnly today, Func<DateOnly, DateOnly> weekOf)
    {
        var day = Date ?? today;
        return View switch
        {
            ScheduleView.Day => (day, day),
            ScheduleView.Week => (weekOf(day), weekOf(day).AddDays(6)),
            ScheduleView.Month => (weekOf(FirstOf(day)), weekOf(FirstOf(day).AddMonths(1).AddDays(-1)).AddDays(6)),
            _ => (day, day.AddDays(AgendaDays - 1)),
        };
    }

    /// <summary>The range before or after this one.</summary>
    /// <param name="today">The viewer's date.</param>
    /// <param name="by">-1 or 1.</param>
    public ScheduleQuery Turn(DateOnly today, int by)
    {
        var day = Date ?? today;
        return this with
        {
            Form = null,
            Date = View switch
            {
                ScheduleView.Day => day.AddDays(by),
                ScheduleView.Week => day.AddDays(7 * by),
                ScheduleView.Month => FirstOf(day).AddMonths(by),
                _ => day.AddDays(AgendaDays * by),
            },
        };
    }

    /// <summary>The parameters of the address; null for what is not said.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Parameters() => new Dictionary<string, string?>
    {
        ["view"] = Words<ScheduleView>.Of(View),
        ["date"] = Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        ["status"] = Status is { } status ? Words<LessonStatus>.Of(status) : null,
        ["student"] = StudentId?.ToString(CultureInfo.InvariantCulture),
        ["priority"] = Priority is { } priority ? Words<LessonPriority>.Of(priority) : null,
        ["featured"] = Featured is { } featured ? (featured ? "true" : "false") : null,
        ["mode"] = Mode is { } mode ? Words<LessonMode>.Of(mode) : null,
        ["form"] = Form,
    };

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
