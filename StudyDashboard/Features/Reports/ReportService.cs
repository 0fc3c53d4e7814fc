using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Reports;

/// <summary>Puts a report together from what each feature has to say, all of one moment.</summary>
public sealed class ReportService(
    IDbContextFactory<StudyDbContext> contexts, IEnumerable<IReportSection> sections, TimeProvider clock)
{
    /// <summary>The report of a period as this reader may see it.</summary>
    /// <param name="reader">Who reads whose.</param>
    /// <param name="period">The period.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="notes">The notes on it, where they were read already.</param>
    public async Task<ReportDocument> ReadAsync(ReportReader reader, StudyPeriod period, CancellationToken cancellationToken, IReadOnlyList<ReportNote>? notes = null)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var moment = await context.BeginReadAsync(cancellationToken);
        return await ReadAsync(context, reader, period, clock.NowUtc(), cancellationToken, notes);
    }

    /// <summary>The same on an open context.</summary>
    internal async Task<ReportDocument> ReadAsync(
        StudyDbContext context, ReportReader reader, StudyPeriod period, DateTime nowUtc, CancellationToken cancellationToken, IReadOnlyList<ReportNote>? notes = null)
    {
        var student = reader.Student;
        var today = student.Calendar.DayOf(nowUtc);
        var scope = new ReportScope(student.Id, period.From, period.To, reader.Viewer)
        {
            ViewerId = reader.ViewerId,
            SeesNotes = reader.SeesNotes,
            Today = today,
            Notes = notes,
            Figures = (await context.PeriodAsync(student.Id, period.From, period.To, today, cancellationToken))
                .Telling(await context.ClassesToldAsync(reader.ViewerId, student.Id, cancellationToken)),
        };
        var parts = new List<ReportSection>();
        foreach (var section in sections.OrderBy(s => s.Order))
        {
            if (await section.ReadAsync(context, scope, cancellationToken) is { } part)
            {
                parts.Add(part);
            }
        }
        return new ReportDocument
        {
            Period = period,
            StudentName = student.DisplayName,
            TimeZone = student.TimeZone,
            DayStartHour = student.DayStartHour,
            MadeAt = nowUtc,
            Sections = parts,
        };
    }
}
