using System.Globalization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Reports.Page;

/// <summary>Which days of whom a page is about, as its address says it.</summary>
/// <param name="Period">The days.</param>
/// <param name="StudentId">Whose; null for the reader's own.</param>
public sealed record PeriodAsk(StudyPeriod Period, int? StudentId)
{
    /// <summary>The study day that the address names; null for today.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>
    /// Reads an address, with the reader's own today and weeks: <see cref="For"/> puts the student's in their place. What cannot be read
    /// counts as not given: then it is the week of today.
    /// </summary>
    public static PeriodAsk Read(string? period, string? date, string? from, string? to, string? student, DateOnly today, DayOfWeek firstWeekday)
    {
        var studentId = Number(student);
        if (ParseDay(from) is { } first && ParseDay(to) is { } last && first <= last && last.DayNumber - first.DayNumber < StudyPeriod.MaxDays)
        {
            return new PeriodAsk(new StudyPeriod(PeriodLength.Range, first, last), studentId);
        }
        var length = Words<PeriodLength>.TryParse(period, out var asked) && asked != PeriodLength.Range ? asked : PeriodLength.Week;
        var day = ParseDay(date);
        return new PeriodAsk(StudyPeriod.Of(length, day ?? today, firstWeekday), studentId) { Day = day };
    }

    /// <summary>The same for the student whom it comes to: a report's days are theirs, whoever reads it.</summary>
    /// <param name="student">The student.</param>
    /// <param name="viewerId">Who reads; of their own there is no student in the address.</param>
    /// <param name="nowUtc">Now.</param>
    public PeriodAsk For(Profile student, int viewerId, DateTime nowUtc) => new(
        Period.Length == PeriodLength.Range ? Period : StudyPeriod.Of(Period.Length, Day ?? student.Calendar.DayOf(nowUtc), student.FirstDayOfWeek),
        student.Id == viewerId ? null : student.Id);

    public Dictionary<string, string?> Parameters() => new()
    {
        ["period"] = Period.Length == PeriodLength.Range ? null : Words<PeriodLength>.Of(Period.Length),
        ["date"] = Period.Length == PeriodLength.Range ? null : Iso(Period.From),
        ["from"] = Period.Length == PeriodLength.Range ? Iso(Period.From) : null,
        ["to"] = Period.Length == PeriodLength.Range ? Iso(Period.To) : null,
        ["student"] = StudentId?.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>The route that gives the report as a file; years and ranges have one by their days.</summary>
    internal string File(string format)
    {
        var (name, query) = Period.Length switch
        {
            PeriodLength.Day => ("daily", $"date={Iso(Period.From)}"),
            PeriodLength.Week => ("weekly", $"date={Iso(Period.From)}"),
            PeriodLength.Month => ("monthly", $"date={Iso(Period.From)}"),
            _ => ("range", $"from={Iso(Period.From)}&to={Iso(Period.To)}"),
        };
        return $"/api/analytics/reports/{name}?{query}{Student}&format={format}";
    }

    /// <summary>The route that gives the sessions of these days as CSV.</summary>
    internal string Sessions => $"/api/analytics/reports/sessions?from={Iso(Period.From)}&to={Iso(Period.To)}{Student}";

    private string Student => StudentId is { } id ? string.Create(CultureInfo.InvariantCulture, $"&student={id}") : "";

    /// <summary>A number of an address; what is none counts as not given.</summary>
    internal static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static DateOnly? ParseDay(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && StudyPeriod.IsSane(day) ? day : null;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
