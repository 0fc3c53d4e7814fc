using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Analytics.Api;

/// <summary>How a student does, over HTTP. Without <c>student</c> it is whoever calls.</summary>
internal static class AnalyticsEndpoints
{
    private static readonly ParameterDoc[] Period =
    [
        new("student", "A student whose totals you may see; you unless given.", ParameterKind.Whole),
        ParameterDoc.OneOf("period", "The period that holds date.", "week", "day", "week", "month", "year"),
        new("date", "A study day within the period (2026-11-20); today unless given.", ParameterKind.Day),
        new("from", "First study day, instead of period and date; with to.", ParameterKind.Day),
        new("to", "Last study day, inclusive; with from.", ParameterKind.Day),
    ];

    private static readonly ParameterDoc[] Trends =
    [
        ParameterDoc.Of<Metric>("metric", "What is counted; shares are percent, 0 to 100.", Metric.NetSeconds),
        ParameterDoc.Of<TrendStep>("step", "What a point stands for.", TrendStep.Day),
        ParameterDoc.Of<SessionKind>("session_type", "Only sessions of this kind."),
        new("subject", "Only sessions of this subject."),
        new("class_id", "Only sessions of this class.", ParameterKind.Whole),
        new("domain_code", "Only sessions of this domain."),
    ];

    public static void MapAnalyticsEndpoints(this IEndpointRouteBuilder app)
    {
        var performance = app.MapApi("/api/analytics/performance", "Analytics").WithMetadata(AnswerDoc.Missing("student"));
        performance.MapGet("/overview", OverviewAsync).WithSummary("What a period came to").WithMetadata(Period);
        performance.MapGet("/trends", TrendsAsync).WithSummary("A metric over time, with a moving mean").WithMetadata(Period).WithMetadata(Trends);
        performance.MapGet("/comparison", CompareAsync).WithSummary("A period beside the one before").WithMetadata(Period)
            .WithDescription("Of a period that still runs, the days so far are compared with the same share of the one before. A change has no percent when the base is under 5; a class has a median when 5 members or more took part.");
    }

    private static async Task<Results<Ok<OverviewWire>, ApiProblem>> OverviewAsync(
        ApiQuery query, ClaimsPrincipal user, AnalyticsService analytics, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(query, user, analytics, clock, cancellationToken);
        return asked.Problem ?? (Results<Ok<OverviewWire>, ApiProblem>)TypedResults.Ok(
            OverviewWire.Of(await analytics.OverviewAsync(CurrentPerson.IdOf(user)!.Value, asked.Student!, asked.Period!, cancellationToken)));
    }

    private static async Task<Results<Ok<TrendWire>, ApiProblem>> TrendsAsync(
        ApiQuery query, ClaimsPrincipal user, AnalyticsService analytics, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (metric, step) = (query.Word<Metric>("metric") ?? Metric.NetSeconds, query.Word<TrendStep>("step") ?? TrendStep.Day);
        var filter = new TotalsFilter(query.Word<SessionKind>("session_type"), query.Text("subject"), query.Whole("class_id"), query.Text("domain_code"));
        var asked = await ReadAsync(query, user, analytics, clock, cancellationToken);
        if (asked.Problem is { } problem)
        {
            return problem;
        }
        var trend = await analytics.TrendAsync(CurrentPerson.IdOf(user)!.Value, asked.Student!, new TrendQuery(metric, step, asked.Period!.From, asked.Period.To, filter), cancellationToken);
        return trend.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(TrendWire.Of(trend.Value));
    }

    private static async Task<Results<Ok<ComparisonWire>, ApiProblem>> CompareAsync(
        ApiQuery query, ClaimsPrincipal user, AnalyticsService analytics, TimeProvider clock, CancellationToken cancellationToken)
    {
        var asked = await ReadAsync(query, user, analytics, clock, cancellationToken);
        return asked.Problem ?? (Results<Ok<ComparisonWire>, ApiProblem>)TypedResults.Ok(
            ComparisonWire.Of(await analytics.CompareAsync(CurrentPerson.IdOf(user)!.Value, asked.Student!, asked.Period!, cancellationToken)));
    }

    private static async Task<(Profile? Student, StudyPeriod? Period, ApiProblem? Problem)> ReadAsync(
        ApiQuery query, ClaimsPrincipal user, AnalyticsService analytics, TimeProvider clock, CancellationToken cancellationToken)
    {
        var studentId = query.Whole("student");
        if (query.Refused is { } unread)
        {
            return (null, null, unread);
        }
        var student = await analytics.StudentAsync(CurrentPerson.IdOf(user)!.Value, studentId, cancellationToken);
        if (student.Refusal is { } refusal)
        {
            return (null, null, ApiProblem.Of(refusal));
        }
        var period = PeriodQuery.Read(query, PeriodLength.Week, student.Value, clock.NowUtc());
        return query.Refused is { } problem ? (null, null, problem)
            : period.Refusal is { } wrong ? (null, null, ApiProblem.Of(wrong))
            : (student.Value, period.Value, null);
    }
}
