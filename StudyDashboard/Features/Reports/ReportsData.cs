using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Features.Tutoring;

namespace StudyDashboard.Features.Reports;

/// <summary>A row of the archive's <c>shared_reports</c>: what was shared, without the secret of its link.</summary>
public sealed record ArchivedShare
{
    public required string Title { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    /// <summary>JSON of <see cref="ReportWire"/>.</summary>
    public required string Content { get; init; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? RevokedAt { get; init; }
}

/// <summary>A row of the archive's <c>report_notes</c>.</summary>
public sealed record ArchivedReportNote
{
    public required string Author { get; init; }

    public required DateOnly From { get; init; }

    public required DateOnly To { get; init; }

    public required string Text { get; init; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>
/// Reports that were shared of the person and notes on them; the deletion of the person's row takes them along. In what was shared of
/// others, the person's name and notes are blanked.
/// </summary>
internal sealed class ReportsData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("shared_reports", "Reports of you as they were shared, without the secrets of their links.", () => context.Set<SharedReport>().AsNoTracking()
            .Where(r => r.StudentId == personId).OrderBy(r => r.Id)
            .Select(r => new ArchivedShare { Title = r.Title, From = r.From, To = r.To, Content = r.Content, CreatedAt = r.CreatedAt, RevokedAt = r.RevokedAt })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("report_notes", "What tutors wrote to reports of you.", () => context.Set<ReportNote>().AsNoTracking()
            .Where(n => n.StudentId == personId).OrderBy(n => n.Id)
            .Select(n => new ArchivedReportNote { Author = n.AuthorName, From = n.From, To = n.To, Text = n.Text, CreatedAt = n.CreatedAt })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("written_report_notes", "What you wrote to reports of others.", () => context.Set<ReportNote>().AsNoTracking()
            .Where(n => n.AuthorId == personId).OrderBy(n => n.Id)
            .Join(context.Users, n => n.StudentId, p => p.Id, (n, p) => new { Student = p.DisplayName, n.From, n.To, n.Text, n.CreatedAt })
            .AsAsyncEnumerable(), cancellationToken);
    }

    public async Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var name = await context.Users.Where(p => p.Id == personId).Select(p => p.DisplayName).SingleAsync(cancellationToken);
        var taught = context.Set<Enrollment>().Where(e => e.TutorId == personId).Select(e => e.StudentId);
        foreach (var share in await context.Set<SharedReport>().Where(r => r.StudentId != personId && taught.Contains(r.StudentId)).ToListAsync(cancellationToken))
        {
            share.Forget(name);
        }
        await context.SaveChangesAsync(cancellationToken);
    }
}
