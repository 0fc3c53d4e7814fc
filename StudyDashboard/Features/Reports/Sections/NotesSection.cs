using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Sections;

/// <summary>
/// Tutors' notes on days of the period, of which a tutor reads their own; and notes of the student's sessions, for a reader with whom the
/// student shares them.
/// </summary>
internal sealed class NotesSection : IReportSection
{
    /// <summary>Most notes of sessions in one report, the newest.</summary>
    private const int MostSessions = 500;

    public int Order => 90;

    public async Task<ReportSection?> ReadAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var notes = scope.Notes ?? await context.NotesFor(scope.StudentId, scope.Viewer, scope.ViewerId, scope.From, scope.To)
            .OrderBy(n => n.From).ThenBy(n => n.Id).ToListAsync(cancellationToken);
        var sessions = scope.SeesNotes ? await SessionNotesAsync(context, scope, cancellationToken) : [];
        return notes.Count + sessions.Count == 0 ? null : new ReportSection("notes", ReportTexts.Section_Notes, [], [.. OfTutors(notes), .. OfSessions(sessions)], []);
    }

    private static async Task<IReadOnlyList<IReadOnlyList<object?>>> SessionNotesAsync(StudyDbContext context, ReportScope scope, CancellationToken cancellationToken)
    {
        var found = await context.Sessions
            .Where(s => s.StudentId == scope.StudentId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.StudyDay >= scope.From && s.StudyDay <= scope.To && s.Note != "")
            .OrderByDescending(s => s.StudyDay).ThenByDescending(s => s.StartedAt).ThenByDescending(s => s.Id).Take(MostSessions)
            .Select(s => new { s.StudyDay, s.Kind, s.Subject, s.NetSeconds, s.Note }).ToListAsync(cancellationToken);
        return [.. found.Select(s => (IReadOnlyList<object?>)[s.StudyDay!.Value, SessionLabels.Of(s.Kind), s.Subject, (double)s.NetSeconds, s.Note])];
    }

    private static IEnumerable<ReportTable> OfSessions(IReadOnlyList<IReadOnlyList<object?>> rows) => rows.Count == 0 ? [] :
    [
        new ReportTable("session_notes", rows.Count == MostSessions ? ReportTexts.Table_SessionNotesNewest.With(MostSessions) : ReportTexts.Table_SessionNotes,
        [
            new ReportColumn("study_day", ReportTexts.Column_Day, FigureUnit.Text),
            new ReportColumn("session_type", ReportTexts.Column_Kind, FigureUnit.Text),
            new ReportColumn("subject", ReportTexts.Column_Subject, FigureUnit.Text),
            new ReportColumn("net_seconds", MetricLabels.Of(Metric.NetSeconds), FigureUnit.Seconds),
            new ReportColumn("note", ReportTexts.Column_Note, FigureUnit.Text),
        ],
        rows),
    ];

    private static IEnumerable<ReportTable> OfTutors(IReadOnlyList<ReportNote> notes) => notes.Count == 0 ? [] :
    [
        new ReportTable("notes", ReportTexts.Table_TutorNotes,
        [
            new ReportColumn("from", ReportTexts.Column_From, FigureUnit.Text),
            new ReportColumn("to", ReportTexts.Column_To, FigureUnit.Text),
            new ReportColumn("author", ReportTexts.Column_Tutor, FigureUnit.Text),
            new ReportColumn("note", ReportTexts.Column_Note, FigureUnit.Text),
        ],
        [.. notes.Select(n => (IReadOnlyList<object?>)[n.From, n.To, n.AuthorName, n.Text])]),
    ];
}
