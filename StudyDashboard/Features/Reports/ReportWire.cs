using System.Globalization;
using System.Text.Json;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Reports;

/// <summary>A report as JSON: on the wire, as a file, and in a stored snapshot.</summary>
public sealed record ReportWire
{
    /// <summary>day, week, month, year or range.</summary>
    [Words<PeriodLength>]
    public required string Period { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required string Student { get; init; }

    public required string TimeZone { get; init; }

    public required int DayStartHour { get; init; }

    public required DateTime MadeAt { get; init; }

    public required IReadOnlyList<SectionWire> Sections { get; init; }

    public static ReportWire Of(ReportDocument report) => new()
    {
        Period = Words<PeriodLength>.Of(report.Period.Length),
        From = report.Period.From,
        To = report.Period.To,
        Student = report.StudentName,
        TimeZone = report.TimeZone,
        DayStartHour = report.DayStartHour,
        MadeAt = report.MadeAt,
        Sections = [.. report.Sections.Select(SectionWire.Of)],
    };

    /// <summary>The report that this was written from.</summary>
    /// <exception cref="ArgumentException">A word is not known.</exception>
    public ReportDocument ToDocument() => new()
    {
        Period = new StudyPeriod(Words<PeriodLength>.Parse(Period), From, To),
        StudentName = Student,
        TimeZone = TimeZone,
        DayStartHour = DayStartHour,
        MadeAt = DateTime.SpecifyKind(MadeAt, DateTimeKind.Utc),
        Sections = [.. Sections.Select(s => s.ToSection())],
    };
}

/// <summary>A feature's part.</summary>
public sealed record SectionWire(
    string Key, string Title, IReadOnlyList<FigureWire> Figures, IReadOnlyList<TableWire> Tables, IReadOnlyList<SeriesWire> Series)
{
    internal static SectionWire Of(ReportSection section) => new(
        section.Key, section.Title,
        [.. section.Figures.Select(f => new FigureWire(f.Key, f.Label, f.Value, Words<FigureUnit>.Of(f.Unit), f.HowCounted))],
        [
            .. section.Tables.Select(t => new TableWire(
                t.Key, t.Title, [.. t.Columns.Select(c => new ColumnWire(c.Key, c.Label, Words<FigureUnit>.Of(c.Unit)))], t.Rows)),
        ],
        [.. section.Series.Select(s => new SeriesWire(s.Key, s.Title, Words<FigureUnit>.Of(s.Unit), [.. s.Points.Select(p => new PointWire(p.Label, p.Value))], s.HowCounted))]);

    internal ReportSection ToSection() => new(
        Key, Title,
        [.. Figures.Select(f => new ReportFigure(f.Key, f.Label, f.Value, Words<FigureUnit>.Parse(f.Unit), f.HowCounted))],
        [.. Tables.Select(t => t.ToTable())],
        [.. Series.Select(s => new ReportSeries(s.Key, s.Title, Words<FigureUnit>.Parse(s.Unit), [.. s.Points.Select(p => (p.Label, p.Value))]) { HowCounted = s.HowCounted })]);
}

/// <summary>One number; null where there is nothing to count from.</summary>
public sealed record FigureWire(string Key, string Label, double? Value, [property: Words<FigureUnit>] string Unit, string HowCounted);

/// <summary>A list. Days are dates, instants UTC with Z.</summary>
public sealed record TableWire(string Key, string Title, IReadOnlyList<ColumnWire> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Columns of days and instants; in others a text that looks like one is a text.</summary>
    private static readonly string[] OfTime = ["study_day", "day", "from", "to", "reached", "starts_at"];

    internal ReportTable ToTable() => new(
        Key, Title, [.. Columns.Select(c => new ReportColumn(c.Key, c.Label, Words<FigureUnit>.Parse(c.Unit)))],
        [.. Rows.Select(r => (IReadOnlyList<object?>)[.. r.Select((cell, i) => Cell(cell, i < Columns.Count && OfTime.Contains(Columns[i].Key)))])]);

    /// <summary>What a cell was before it was written.</summary>
    private static object? Cell(object? value, bool isOfTime) => value is not JsonElement json ? value : json.ValueKind switch
    {
        JsonValueKind.Number => json.GetDouble(),
        JsonValueKind.String when !isOfTime => json.GetString(),
        JsonValueKind.String when DateOnly.TryParseExact(json.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => day,
        JsonValueKind.String when IsInstant(json.GetString()!, out var instant) => instant,
        JsonValueKind.String => json.GetString(),
        _ => null,
    };

    private static bool IsInstant(string text, out DateTime instant) => DateTime.TryParseExact(
        text, ["yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ"], CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out instant);
}

public sealed record ColumnWire(string Key, string Label, [property: Words<FigureUnit>] string Unit);

/// <summary>Values in order.</summary>
public sealed record SeriesWire(string Key, string Title, [property: Words<FigureUnit>] string Unit, IReadOnlyList<PointWire> Points, string? HowCounted = null);

public sealed record PointWire(string Label, double? Value);
