using StudyDashboard.Data;
using StudyDashboard.Features.Analytics.Figures;

namespace StudyDashboard.Features.Reports;

/// <summary>
/// A feature's figures in a report. A feature joins by registering one: page, shared snapshot and every export show what it gives, and
/// nothing else is asked of it.
/// </summary>
public interface IReportSection
{
    /// <summary>Where it stands among the others, smaller first: sessions 10, goals 20, plan 30, reviews 40, quizzes 50, lessons 60, notes 90.</summary>
    int Order { get; }

    /// <summary>Reads it on an open context, without writing; null when there is nothing to say or nothing that the viewer may see.</summary>
    Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken);
}

/// <summary>Who reads a report.</summary>
public enum ReportViewer
{
    /// <summary>The student.</summary>
    Self,

    /// <summary>Someone who teaches the student, as far as the enrollment or class allows.</summary>
    Tutor,
    Guardian,
}

/// <summary>What a report is about.</summary>
/// <param name="StudentId">Whose.</param>
/// <param name="From">First study day.</param>
/// <param name="To">Last study day, inclusive.</param>
/// <param name="Viewer">Who reads it.</param>
public sealed record ReportScope(int StudentId, DateOnly From, DateOnly To, ReportViewer Viewer)
{
    /// <summary>The reader's own id: a tutor sees their own lessons and notes only.</summary>
    public int ViewerId { get; init; } = StudentId;

    /// <summary>Whether the reader is somebody whom the student lets read notes and quiz texts. Their own report has none: it is for passing on.</summary>
    public bool SeesNotes { get; init; }

    /// <summary>The student's study day now.</summary>
    public DateOnly Today { get; init; } = To;

    /// <summary>Tutors' notes on days of the period, where they were read already.</summary>
    public IReadOnlyList<Notes.ReportNote>? Notes { get; init; }

    /// <summary>What the period came to, read once for all sections: the same figures as on the dashboard.</summary>
    public PeriodFigures? Figures { get; init; }
}

/// <summary>What a figure counts, so that a file can give it a type.</summary>
public enum FigureUnit
{
    /// <summary>Whole seconds, shown as hours and minutes.</summary>
    Seconds,
    Count,

    /// <summary>0 to 100.</summary>
    Percent,
    Points,

    /// <summary>No number: a column of words, dates or instants.</summary>
    Text,
}

/// <summary>A feature's part of a report.</summary>
/// <param name="Key">A word that never changes: names the part in files.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Figures">Single numbers.</param>
/// <param name="Tables">Lists.</param>
/// <param name="Series">What can be drawn.</param>
public sealed record ReportSection(
    string Key, string Title, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<ReportTable> Tables, IReadOnlyList<ReportSeries> Series);

/// <summary>One number; null where there is nothing to count from.</summary>
public sealed record ReportFigure(string Key, string Label, double? Value, FigureUnit Unit, string HowCounted);

/// <summary>A list. Cells: string, double, DateOnly, DateTime (UTC) or null, as many as there are columns.</summary>
public sealed record ReportTable(string Key, string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>A column of a list.</summary>
public sealed record ReportColumn(string Key, string Label, FigureUnit Unit);

/// <summary>Values in order, to be drawn as bars from zero; null where there is none.</summary>
public sealed record ReportSeries(string Key, string Title, FigureUnit Unit, IReadOnlyList<(string Label, double? Value)> Points)
{
    /// <summary>How its values come about; null where the first figure of the section in the same unit says it.</summary>
    public string? HowCounted { get; init; }
}
