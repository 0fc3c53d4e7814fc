using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Page;

/// <summary>What the page of reports shows, read once while it is prerendered and handed to the circuit.</summary>
public sealed record ReportsModel
{
    /// <summary>What it was read for.</summary>
    public required PeriodAsk Asked { get; init; }

    /// <summary>What it came to: the student's own days.</summary>
    public required PeriodAsk Shown { get; init; }

    /// <summary>The student's study day when it was read.</summary>
    public DateOnly Today { get; init; }

    public DayOfWeek FirstWeekday { get; init; }

    /// <summary>As what it is read; null when there is nothing to read.</summary>
    public required ReportViewer? Viewer { get; init; }

    /// <summary>Whether the single sessions are the reader's to save.</summary>
    public bool SeesSessions { get; init; }

    public required IReadOnlyList<ReportStudent> Students { get; init; }

    public ReportWire? Report { get; init; }

    public IReadOnlyList<ShareRow> Shares { get; init; } = [];

    /// <summary>A tutor's own note on the period.</summary>
    public string Note { get; init; } = "";
}

/// <summary>Reads what the page of reports shows, and carries out what is pressed there.</summary>
public sealed class ReportsReader(ReportDesk desk, ReportShares shares, ReportNotes notes, TimeProvider clock)
{
    /// <summary>The page for what was asked; of a student who is not the reader's to see there is no report.</summary>
    public async Task<ReportsModel> ReadAsync(Profile viewer, PeriodAsk ask, CancellationToken cancellationToken)
    {
        var students = await desk.Readers.ChoicesAsync(viewer, cancellationToken);
        var asked = ask.StudentId ?? (viewer.IsStudent ? viewer.Id : students.Select(s => (int?)s.Id).FirstOrDefault());
        var model = new ReportsModel { Asked = ask, Shown = ask, Viewer = null, Students = students };
        if (asked is not { } id || (await desk.Readers.FindAsync(viewer, id, cancellationToken)) is not { Refusal: null } found)
        {
            return model;
        }
        var (student, now) = (found.Value.Student, clock.NowUtc());
        var shown = ask.For(student, viewer.Id, now);
        var beside = await shares.BesideAsync(found.Value, shown.Period, cancellationToken);
        var report = await desk.Reports.ReadAsync(found.Value, shown.Period, cancellationToken, beside.Notes);
        return model with
        {
            Shown = shown,
            Today = student.Calendar.DayOf(now),
            FirstWeekday = student.FirstDayOfWeek,
            Viewer = found.Value.Viewer,
            SeesSessions = found.Value.Viewer == ReportViewer.Self || found.Value.SeesNotes,
            Report = ReportWire.Of(report),
            Shares = beside.Shares,
            Note = found.Value.Viewer == ReportViewer.Tutor ? await notes.OwnAsync(found.Value, shown.Period, cancellationToken) : "",
        };
    }

    public async Task<Outcome<string>> ShareAsync(Profile viewer, int? studentId, StudyPeriod period, CancellationToken cancellationToken) =>
        await desk.Readers.FindAsync(viewer, studentId, cancellationToken) is { Refusal: null } found
            ? await shares.ShareAsync(found.Value, period, cancellationToken) : Gone();

    public async Task<Refusal?> RevokeAsync(Profile viewer, int? studentId, int shareId, CancellationToken cancellationToken) =>
        await desk.Readers.FindAsync(viewer, studentId, cancellationToken) is { Refusal: null } found
            ? await shares.RevokeAsync(found.Value, shareId, cancellationToken) : Gone();

    public async Task<Refusal?> WriteNoteAsync(Profile viewer, int? studentId, StudyPeriod period, string? text, CancellationToken cancellationToken) =>
        await desk.Readers.FindAsync(viewer, studentId, cancellationToken) is { Refusal: null } found
            ? await notes.WriteAsync(found.Value, viewer.DisplayName, period, text, cancellationToken) : Gone();

    private static Refusal Gone() => Refusal.NotFound(ReportTexts.Refused_Student);
}
