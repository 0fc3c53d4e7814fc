using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Notes;

/// <summary>Tutors' notes on reports: one of a tutor for each student and period.</summary>
public sealed class ReportNotes(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>The tutor's own note on a period, to go on with it; empty when there is none.</summary>
    public async Task<string> OwnAsync(ReportReader reader, StudyPeriod period, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Own(context, reader, period).Select(n => n.Text).SingleOrDefaultAsync(cancellationToken) ?? "";
    }

    /// <summary>Writes it, changes it or, with nothing in it, takes it away.</summary>
    /// <param name="reader">A tutor of the student.</param>
    /// <param name="authorName">The tutor's name.</param>
    /// <param name="period">What it is about.</param>
    /// <param name="text">The note.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Refusal?> WriteAsync(ReportReader reader, string authorName, StudyPeriod period, string? text, CancellationToken cancellationToken)
    {
        if (reader.Viewer != ReportViewer.Tutor)
        {
            return Refusal.NotFound(ReportTexts.Refused_Student);
        }
        var written = text.NullIfBlank();
        if (written?.Length > ReportNote.MaxText)
        {
            return Refusal.Invalid(new FieldError("note", ReportTexts.Refused_NoteLength.With(ReportNote.MaxText)));
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(reader.Student.Id, cancellationToken);
        var note = await Own(context, reader, period).SingleOrDefaultAsync(cancellationToken);
        switch (note, written)
        {
            case (null, null):
                return null;
            case (null, _):
                context.Add(new ReportNote(reader.Student.Id, reader.ViewerId, authorName, period.From, period.To, written, clock.NowUtc()));
                break;
            case (_, null):
                context.Remove(note);
                break;
            default:
                note.Write(written, clock.NowUtc());
                break;
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(reader.Student.Id, FeedTopic.Lessons);
        return null;
    }

    private static IQueryable<ReportNote> Own(StudyDbContext context, ReportReader reader, StudyPeriod period) => context.Set<ReportNote>()
        .Where(n => n.StudentId == reader.Student.Id && n.AuthorId == reader.ViewerId && n.From == period.From && n.To == period.To);
}

internal static class ReportNoteQueries
{
    /// <summary>Tutors' notes on days of a period; a tutor reads their own.</summary>
    public static IQueryable<ReportNote> NotesFor(this StudyDbContext context, int studentId, ReportViewer viewer, int viewerId, DateOnly from, DateOnly to)
    {
        var own = viewer == ReportViewer.Tutor ? viewerId : (int?)null;
        return context.Set<ReportNote>().AsNoTracking().Where(n => n.StudentId == studentId && n.To >= from && n.From <= to && (own == null || n.AuthorId == own));
    }
}
