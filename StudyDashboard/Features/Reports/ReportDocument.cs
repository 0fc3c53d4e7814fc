using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;

namespace StudyDashboard.Features.Reports;

/// <summary>A report as it was read at one moment. Page, snapshot and every file show this and nothing else.</summary>
public sealed record ReportDocument
{
    public required StudyPeriod Period { get; init; }

    public required string StudentName { get; init; }

    /// <summary>IANA name of the student's zone, in which instants are written.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The hour at which the student's study days begin.</summary>
    public required int DayStartHour { get; init; }

    /// <summary>When it was read, UTC.</summary>
    public required DateTime MadeAt { get; init; }

    public required IReadOnlyList<ReportSection> Sections { get; init; }
}

/// <summary>Someone who reads reports of a student.</summary>
/// <param name="Student">The student.</param>
/// <param name="ViewerId">The reader.</param>
/// <param name="Viewer">As whom they read.</param>
/// <param name="SeesNotes">Whether the student lets them, who is somebody else, read notes and quiz texts.</param>
public sealed record ReportReader(Profile Student, int ViewerId, ReportViewer Viewer, bool SeesNotes = false);

/// <summary>A student whose reports someone may read.</summary>
public sealed record ReportStudent(int Id, string Name);
