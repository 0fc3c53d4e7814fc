using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;
using static StudyDashboard.Features.Sessions.Api.SessionEndpoints;

namespace StudyDashboard.Features.Sessions.Api;

/// <summary>The timer over HTTP. Who calls is the student.</summary>
internal static class TimerEndpoints
{
    private static readonly string[] PutOrPost = ["PUT", "POST"];

    public static void MapTimer(this RouteGroupBuilder sessions)
    {
        sessions.MapPost("/start", StartAsync).WithSummary("Start a session")
            .WithDescription("While one runs: 409 with running_session_id, unless \"switch\": true, which finishes that one first.");
        sessions.MapPut("/{id:int}/end", EndAsync).WithSummary("End a session")
            .WithDescription("Ending it again answers the same and changes nothing.");
        sessions.MapMethods("/{id:int}/pause", PutOrPost, PauseAsync).WithSummary("Pause a session");
        sessions.MapMethods("/{id:int}/resume", PutOrPost, ResumeAsync).WithSummary("Resume a session");
        sessions.MapPost("/{id:int}/activities", AddActivityAsync).WithSummary("Add an activity to a session");
    }

    private static async Task<Results<Created<SessionWire>, ApiProblem>> StartAsync(
        JsonBody<StartRequest> body, ClaimsPrincipal user, TimerService timers, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (SessionValidation.Kind(request.SessionType).ToRefusal() is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var started = await timers.StartAsync(user.Id(), new StartTimer
        {
            About = new SessionAbout
            {
                Kind = Words<SessionKind>.Parse(request.SessionType!),
                Subject = request.Subject,
                Language = request.Language,
                ClassId = request.ClassId,
                AssignmentId = request.AssignmentId,
                PlanId = request.PlanId,
                DomainCode = request.DomainCode,
                Tags = request.Tags ?? [],
            },
            PlannedMinutes = request.PlannedMinutes,
            Note = request.Note,
            Switch = request.Switch ?? false,
        }, cancellationToken);
        return SessionAnswers.Created(started, clock);
    }

    private static async Task<Results<Ok<FinishedWire>, ApiProblem>> EndAsync(
        int id, JsonBody<EndRequest> body, ClaimsPrincipal user, TimerService timers, FinishEffects effects, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var request = body.Value;
        var how = new FinishTimer(request.QuestionsAnswered, request.CorrectAnswers, request.SelfRating, request.Note);
        var ended = await timers.FinishAsync(user.Id(), id, how, cancellationToken);
        if (ended.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        return TypedResults.Ok(new FinishedWire(SessionWire.Of(ended.Value.Value, clock.NowUtc()), await effects.OfAsync(ended.Value, cancellationToken)));
    }

    private static async Task<Results<Ok<SessionWire>, ApiProblem>> PauseAsync(
        int id, ClaimsPrincipal user, TimerService timers, TimeProvider clock, CancellationToken cancellationToken) =>
        SessionAnswers.Ok(await timers.PauseAsync(user.Id(), id, cancellationToken), clock);

    private static async Task<Results<Ok<SessionWire>, ApiProblem>> ResumeAsync(
        int id, ClaimsPrincipal user, TimerService timers, TimeProvider clock, CancellationToken cancellationToken) =>
        SessionAnswers.Ok(await timers.ResumeAsync(user.Id(), id, cancellationToken), clock);

    private static async Task<Results<Created<SessionWire>, ApiProblem>> AddActivityAsync(
        int id, JsonBody<ActivityRequest> body, ClaimsPrincipal user, TimerService timers, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (!Words<ActivityType>.TryParse(request.ActivityType, out var type))
        {
            var known = string.Join(", ", Words<ActivityType>.All);
            return ApiProblem.Of(Refusal.Invalid(new FieldError("activity_type", ApiTexts.Query_Word.With(request.ActivityType, known))));
        }
        var added = await timers.AddActivityAsync(user.Id(), id, type, request.Count, request.Correct, request.Minutes, cancellationToken);
        return SessionAnswers.Created(added, clock);
    }
}
