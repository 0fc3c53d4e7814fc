using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Reports.Pdf;
using StudyDashboard.Features.Reports.Pdf.Fonts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Reports.Files;

/// <summary>What a report can be saved as.</summary>
public enum ReportFormat
{
    Json,
    Csv,
    Xlsx,
    Pdf,
}

/// <summary>Writes reports as files, all from the one document that the page shows, and sessions as CSV.</summary>
public sealed class ReportFiles(IDbContextFactory<StudyDbContext> contexts, FontBook fonts)
{
    /// <summary>The media type of a format.</summary>
    public static string TypeOf(ReportFormat format) => format switch
    {
        ReportFormat.Csv => "text/csv; charset=utf-8",
        ReportFormat.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ReportFormat.Pdf => "application/pdf",
        _ => "application/json; charset=utf-8",
    };

    /// <summary>The name of a report's file.</summary>
    public static string NameOf(ReportDocument report, ReportFormat format) => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"report-{Words<PeriodLength>.Of(report.Period.Length)}-{report.Period.From:yyyy-MM-dd}.{Words<ReportFormat>.Of(format)}");

    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">As what.</param>
    /// <param name="file">A stream that can be read and moved in.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WriteAsync(ReportDocument report, ReportFormat format, Stream file, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case ReportFormat.Csv:
                await ReportCsv.WriteAsync(report, file, cancellationToken);
                break;
            case ReportFormat.Xlsx:
                ReportXlsx.Write(report, file);
                break;
            case ReportFormat.Pdf:
                ReportPdf.Write(report, fonts, file);
                break;
            default:
                await JsonSerializer.SerializeAsync(file, ReportWire.Of(report), Json.Wire, cancellationToken);
                break;
        }
    }

    /// <summary>Writes a student's own sessions of a span as CSV, in constant memory and as they were at one moment.</summary>
    public async Task WriteSessionsAsync(int studentId, DateOnly from, DateOnly to, Stream output, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await SessionsCsv.WriteAsync(context.SessionLinesAsync(studentId, from, to), output, cancellationToken);
    }
}
