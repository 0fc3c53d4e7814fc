using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Analytics.Api;
using StudyDashboard.Features.Reports.Files;
using StudyDashboard.Features.Reports.Shared;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports;

/// <summary>Reports over HTTP, as JSON or as a file, and what a shared link leads to.</summary>
internal static class ReportEndpoints
{
    public const string Root = "/api/analytics/reports";

    private static readonly ParameterDoc[] Common =
    [
        new("student", "A student whose reports you may read; you unless given.", ParameterKind.Whole),
        ParameterDoc.Of<ReportFormat>("format", "JSON, or a file.", ReportFormat.Json),
    ];

    private static readonly ParameterDoc Date = new("date", "A study day within the period (2026-11-20); today unless given.", ParameterKind.Day);

    private static readonly ParameterDoc[] Range =
        [new("from", "First study day (2026-11-20).", ParameterKind.Day), new("to", "Last study day, inclusive.", ParameterKind.Day)];

    private static readonly FileDoc Files = new([.. new[] { ReportFormat.Csv, ReportFormat.Xlsx, ReportFormat.Pdf }.Select(ReportFiles.TypeOf)]);

    public static void MapReportEndpoints(this IEndpointRouteBuilder app)
    {
        var reports = app.MapApi(Root, "Reports").WithMetadata(AnswerDoc.Missing("student"));
        reports.MapGet("/daily", DailyAsync).WithSummary("Report of a day").WithMetadata(Date).WithMetadata(Common).WithMetadata(Files);
        reports.MapGet("/weekly", WeeklyAsync).WithSummary("Report of a week").WithMetadata(Date).WithMetadata(Common).WithMetadata(Files);
        reports.MapGet("/monthly", MonthlyAsync).WithSummary("Report of a month").WithMetadata(Date).WithMetadata(Common).WithMetadata(Files);
        reports.MapGet("/range", RangeAsync).WithSummary("Report of any days").WithMetadata(Range).WithMetadata(Common).WithMetadata(Files);
        reports.MapGet("/sessions", SessionsAsync).WithSummary("Finished sessions as CSV, one a row").WithMetadata(Range)
            .WithDescription("All unless from and to are given. Written as it is read, however many there are. Another student's only where their notes are yours to see.")
            .WithMetadata(Common[0]).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        app.MapGet("/reports/shared/{secret}/file", SharedAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static Task<Results<Ok<ReportWire>, FileStreamHttpResult, ApiProblem>> DailyAsync(ApiQuery query, ClaimsPrincipal user, ReportDesk desk, TimeProvider clock, CancellationToken cancellationToken) =>
        PeriodAsync(PeriodLength.Day, query, user, desk, clock, cancellationToken);

    private static Task<Results<Ok<ReportWire>, FileStreamHttpResult, ApiProblem>> WeeklyAsync(ApiQuery query, ClaimsPrincipal user, ReportDesk desk, TimeProvider clock, CancellationToken cancellationToken) =>
        PeriodAsync(PeriodLength.Week, query, user, desk, clock, cancellationToken);

    private static Task<Results<Ok<ReportWire>, FileStreamHttpResult, ApiProblem>> MonthlyAsync(ApiQuery query, ClaimsPrincipal user, ReportDesk desk, TimeProvider clock, CancellationToken cancellationToken) =>
        PeriodAsync(PeriodLength.Month, query, user, desk, clock, cancellationToken);

    private static Task<Results<Ok<ReportWire>, FileStreamHttpResult, ApiProblem>> PeriodAsync(
        PeriodLength length, ApiQuery query, ClaimsPrincipal user, ReportDesk desk, TimeProvider clock, CancellationToken cancellationToken) =>
        AnswerAsync(query, user, desk, student => PeriodQuery.OfDay(query, length, student, clock.NowUtc()), cancellationToken);

    private static Task<Results<Ok<ReportWire>, FileStreamHttpResult, ApiProblem>> RangeAsync(ApiQuery query, ClaimsPrincipal user, ReportDesk desk, CancellationToken cancellationToken) =>
        AnswerAsync(query, user, desk, _ => PeriodQuery.Range(query.Day("from"), query.Day("to")), cancellationToken);

    private static async Task<Results<Ok<ReportWire>, FileStreamHttpResult, ApiProblem>> AnswerAsync(
        ApiQuery query, ClaimsPrincipal user, ReportDesk desk, Func<Profile, Outcome<StudyPeriod>> read, CancellationToken cancellationToken)
    {
        var (format, studentId) = (query.Word<ReportFormat>("format") ?? ReportFormat.Json, query.Whole("student"));
        if (query.Refused is { } unread)
        {
            return unread;
        }
        var reader = await desk.Readers.FindAsync(CurrentPerson.IdOf(user)!.Value, studentId, cancellationToken);
        if (reader.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var period = read(reader.Value.Student);
        if ((query.Refused ?? (period.Refusal is { } wrong ? ApiProblem.Of(wrong) : null)) is { } problem)
        {
            return problem;
        }
        var report = await desk.Reports.ReadAsync(reader.Value, period.Value, cancellationToken);
        return format == ReportFormat.Json ? TypedResults.Ok(ReportWire.Of(report)) : await FileAsync(desk.Files, report, format, cancellationToken);
    }

    private static async Task<Results<PushStreamHttpResult, ApiProblem>> SessionsAsync(
        ApiQuery query, ClaimsPrincipal user, ReportDesk desk, StudentAccess access, CancellationToken cancellationToken)
    {
        var (from, to, studentId) = (query.Day("from") ?? DateOnly.MinValue, query.Day("to") ?? DateOnly.MaxValue, query.Whole("student"));
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var viewer = CurrentPerson.IdOf(user)!.Value;
        return await access.MayAsync(viewer, studentId ?? viewer, StudentView.Notes, cancellationToken)
            ? TypedResults.Stream(output => desk.Files.WriteSessionsAsync(studentId ?? viewer, from, to, output, cancellationToken), ReportFiles.TypeOf(ReportFormat.Csv), "sessions.csv")
            : ApiProblem.Of(Refusal.NotFound(ReportTexts.Refused_Student));
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> SharedAsync(
        string secret, string? format, ReportShares shares, ReportFiles files, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers.CacheControl = "no-store";
        return Words<ReportFormat>.TryParse(format ?? "json", out var asked) && await shares.OpenAsync(secret, cancellationToken) is { } report
            ? await FileAsync(files, report, asked, cancellationToken)
            : TypedResults.NotFound();
    }

    private static async Task<FileStreamHttpResult> FileAsync(ReportFiles files, ReportDocument report, ReportFormat format, CancellationToken cancellationToken)
    {
        var file = PrivateFile.CreateTemporary();
        try
        {
            await files.WriteAsync(report, format, file, cancellationToken);
            file.Position = 0;
            return TypedResults.File(file, ReportFiles.TypeOf(format), ReportFiles.NameOf(report, format));
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
