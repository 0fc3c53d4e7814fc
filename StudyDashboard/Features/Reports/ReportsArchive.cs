using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports;

/// <summary>
/// Shared reports and notes of an archive. A shared report comes in as it was, with no link: its secret was never in the archive. What is
/// there already, the same words of the same days, is not doubled.
/// </summary>
internal sealed class ReportsArchive : IArchivePart
{
    private const string Shares = "shared_reports";
    private const string Notes = "report_notes";

    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var (shares, notes) = (new List<ArchivedShare>(), new List<ArchivedReportNote>());
        file.Read<ArchivedShare>(Shares, (record, row) =>
        {
            if (row.Title is not { Length: > 0 and <= SharedReport.MaxTitle } || row.From > row.To || !IsReport(row.Content))
            {
                file.Refuse(Shares, record, ReportTexts.Archive_Refused);
                return;
            }
            shares.Add(row);
        });
        file.Read<ArchivedReportNote>(Notes, (record, row) =>
        {
            if (row.From > row.To || row.Text is not { Length: > 0 and <= ReportNote.MaxText } || row.Author is not { Length: > 0 and <= Accounts.Person.MaxName })
            {
                file.Refuse(Notes, record, ReportTexts.Archive_Note);
                return;
            }
            notes.Add(row);
        });
        return new Slice(shares, notes, nowUtc);
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        await job.Book.Context.Set<SharedReport>().Where(r => r.ImportId == job.Run.Id).ExecuteDeleteAsync(cancellationToken);
        await job.Book.Context.Set<ReportNote>().Where(n => n.ImportId == job.Run.Id).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    private static bool IsReport(string? content)
    {
        try
        {
            ReportShares.ContentOf(content ?? "");
            return true;
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or NullReferenceException)
        {
            return false;
        }
    }

    private sealed class Slice(List<ArchivedShare> shares, List<ArchivedReportNote> notes, DateTime nowUtc) : ArchiveSlice
    {
        private IReadOnlyList<ArchivedShare> _shares = [];
        private IReadOnlyList<ArchivedReportNote> _notes = [];

        public override int Created => _shares.Count + _notes.Count;

        public override string Summary => Created == 0 ? "" : Plural.Of(ReportTexts.ResourceManager, "Archive_Reports", Created);

        public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
        {
            var storedShares = (await context.Set<SharedReport>().Where(r => r.StudentId == studentId).Select(r => r.Content).ToListAsync(cancellationToken)).ToHashSet();
            var storedNotes = (await context.Set<ReportNote>().Where(n => n.StudentId == studentId).Select(n => new { n.From, n.To, n.Text }).ToListAsync(cancellationToken))
                .Select(n => (n.From, n.To, n.Text)).ToHashSet();
            _shares = [.. shares.Where(s => storedShares.Add(s.Content))];
            _notes = [.. notes.Where(n => storedNotes.Add((n.From, n.To, n.Text)))];
            Skipped = shares.Count + notes.Count - Created;
        }

        public override Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            var student = job.Book.StudentId;
            foreach (var row in _shares)
            {
                var share = new SharedReport(student, null, row.Title, row.From, row.To, null, row.Content, Utc(row.CreatedAt));
                share.CameFromImport(job.Run.Id, row.RevokedAt is { } revoked ? Utc(revoked) : nowUtc);
                job.Book.Context.Add(share);
            }
            foreach (var row in _notes)
            {
                var note = new ReportNote(student, null, row.Author, row.From, row.To, row.Text, Utc(row.CreatedAt));
                note.CameFromImport(job.Run.Id);
                job.Book.Context.Add(note);
            }
            return Task.CompletedTask;
        }

        private static DateTime Utc(DateTime at) => DateTime.SpecifyKind(at, DateTimeKind.Utc);
    }
}
