using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Api;

/// <summary>Study sessions over HTTP. Who calls is the student; another's session is not there.</summary>
internal static class SessionEndpoints
{
    public const string Root = "/api/analytics/sessions";

    private static readonly ParameterDoc[] Filters =
    [
        new("from", "First study day (2026-11-20), or the first instant at which a session may start (2026-11-20T14:05:00Z).", ParameterKind.DayOrInstant),
        new("to", "Last study day, inclusive; or the instant before which a session starts.", ParameterKind.DayOrInstant),
        ParameterDoc.Of<SessionKind>("session_type", "Only this kind."),
        new("class_id", "Only this class.", ParameterKind.Whole),
        ParameterDoc.Of<SessionStatus>("status", "Only this status."),
        ParameterDoc.Sort(LogReader.Orders, LogReader.NewestFirst),
    ];

    public static void MapSessionEndpoints(this IEndpointRouteBuilder app)
    {
        var sessions = app.MapApi(Root, "Study sessions");
        sessions.MapTimer();
        sessions.MapGet("", ListAsync).WithSummary("List sessions").WithMetadata(Filters);
        sessions.MapPost("", AddAsync).WithSummary("Add a past session")
            .WithDescription("With started_at and ended_at, or with study_day and net_seconds. One that overlaps others is refused (409) unless overlap says what to do.");
        sessions.MapGet("/{id:int}", GetAsync).WithSummary("Read a session");
        sessions.MapPut("/{id:int}", EditAsync).WithSummary("Change a finished session")
            .WithDescription("What is left out stays as it is. A session as it was read can be sent back whole; what cannot be changed must then be unchanged.");
        sessions.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a session").WithDescription("It can be restored in the log for 30 days.");
    }

    private static async Task<Results<Ok<PageOf<SessionWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, LogReader log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (fromDay, fromInstant) = query.DayOrInstant("from");
        var (toDay, toInstant) = query.DayOrInstant("to");
        var filter = new LogFilter
        {
            From = fromDay,
            To = toDay,
            StartedFrom = fromInstant,
            StartedBefore = toInstant,
            Kind = query.Word<SessionKind>("session_type"),
            Status = query.Word<SessionStatus>("status"),
            ClassId = query.Whole("class_id"),
            Sort = paging.Sort,
        };
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var page = await log.PageAsync(user.Id(), filter, paging.Page, paging.Size, cancellationToken);
        var now = clock.NowUtc();
        return TypedResults.Ok(paging.Of((page.Sessions, page.Total), s => SessionWire.Of(s, now)));
    }

    private static async Task<Results<Ok<SessionWire>, ApiProblem>> GetAsync(
        int id, ClaimsPrincipal user, LogReader log, TimeProvider clock, CancellationToken cancellationToken) =>
        await log.FindAsync(user.Id(), id, cancellationToken) is { } session ? TypedResults.Ok(SessionWire.Of(session, clock.NowUtc())) : NotThere();

    private static async Task<Results<Created<SessionWire>, ApiProblem>> AddAsync(
        JsonBody<EntryRequest> body, ClaimsPrincipal user, LogService log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var entry = body.Value.ToEntry();
        return entry.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : SessionAnswers.Created(await log.AddAsync(user.Id(), entry.Value, cancellationToken), clock);
    }

    private static async Task<Results<Ok<SessionWire>, ApiProblem>> EditAsync(
        int id, JsonBody<EntryRequest> body, IfMatch match, ClaimsPrincipal user, LogService log, LogReader reader, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(user.Id(), id, cancellationToken) is not { } stored)
        {
            return NotThere();
        }
        var asked = match.Version ?? body.Value.Version;
        if (asked is { } version && version != stored.Version)
        {
            return ApiProblem.Of(Refusal.Stale(SessionTexts.Refused_Stale));
        }
        if (LogRules.WhyNotEditable(stored, null) is { } reason)
        {
            return ApiProblem.Of(reason);
        }
        var entry = body.Value.Over(stored, body.Has, SessionWire.Of(stored, clock.NowUtc()));
        if (entry.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        // What was left out is filled from what was read, so what is stored must still be that.
        var edited = await log.EditAsync(user.Id(), id, stored.Version, entry.Value, cancellationToken);
        return SessionAnswers.Ok(edited, clock);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(
        int id, IfMatch match, ClaimsPrincipal user, LogService log, CancellationToken cancellationToken)
    {
        var deleted = await log.DeleteAsync(user.Id(), id, match.Version, cancellationToken);
        return deleted.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();
    }

    private static ApiProblem NotThere() => ApiProblem.Of(Refusal.NotFound(SessionTexts.Refused_NotThere));

    /// <summary>The student: whoever calls.</summary>
    internal static int Id(this ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    /// <summary>A recording as an answer.</summary>
    internal static class SessionAnswers
    {
        public static Results<Created<SessionWire>, ApiProblem> Created(Outcome<Recording<StudySession>> outcome, TimeProvider clock)
        {
            if (outcome.Refusal is { } refusal)
            {
                return ApiProblem.Of(refusal);
            }
            var session = outcome.Value.Value;
            return TypedResults.Created($"{Root}/{session.Id}", SessionWire.Of(session, clock.NowUtc()));
        }

        public static Results<Ok<SessionWire>, ApiProblem> Ok(Outcome<Recording<StudySession>> outcome, TimeProvider clock)
        {
            return outcome.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(SessionWire.Of(outcome.Value.Value, clock.NowUtc()));
        }
    }
}
