using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Texts;
using static StudyDashboard.Features.Scenarios.Api.ScenarioEndpoints;

namespace StudyDashboard.Features.Scenarios.Api;

/// <summary>Runs of scenarios and their history over HTTP. Who calls is the student.</summary>
internal static class ScenarioRunEndpoints
{
    private const string Root = "/api/scenario-runs";

    public static void MapScenarioRunEndpoints(this WebApplication app)
    {
        var runs = app.MapApi(Root, "Scenario runs");
        runs.MapGet("", ListAsync).WithSummary("List runs").WithMetadata(ParameterDoc.Of<RunStatus>("status", "Only runs that stand so."), ParameterDoc.Sort(ScenarioRuns.Orders, "-last_step_at"));
        runs.MapPost("", StartAsync).WithSummary("Begin a run").WithMetadata(AnswerDoc.Missing("scenario")).WithDescription("While one of this scenario is open, that one is answered.");
        runs.MapGet("/{id:int}", GetAsync).WithSummary("Read a run");
        runs.MapPost("/{id:int}/steps", StepAsync).WithSummary("Take a step")
            .WithDescription("number is how many steps the caller knows; one that was stored already is answered with the run as it stands and changes nothing.");
        runs.MapPost("/{id:int}/complete", CompleteAsync).WithSummary("Complete a run")
            .WithDescription("History, cards and session are made together or not at all. Completing again answers the same.");
        runs.MapDelete("/{id:int}", AbandonAsync).WithSummary("Give an open run up");
        app.MapApi("/api/scenario-history", "Scenario runs").MapGet("", HistoryAsync).WithSummary("List completions")
            .WithMetadata(new ParameterDoc("scenario", "Only of the scenario with this key."), ParameterDoc.Sort(ScenarioHistories.Orders, "-ended_at"));
    }

    private static async Task<Results<Ok<PageOf<RunWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, ScenarioRuns runs, CancellationToken cancellationToken)
    {
        var status = query.Word<RunStatus>("status");
        if (query.Refused is { } problem)
        {
            return problem;
        }
        return TypedResults.Ok(paging.Of(await runs.PageAsync(Id(user), status, paging.Sort, paging.Page, paging.Size, cancellationToken), RunWire.Of));
    }

    private static async Task<Results<Created<RunWire>, ApiProblem>> StartAsync(
        JsonBody<RunRequest> body, ClaimsPrincipal user, ScenarioRuns runs, CancellationToken cancellationToken)
    {
        var started = await runs.StartAsync(Id(user), body.Value.Scenario ?? "", cancellationToken);
        return started.Refusal is { } refusal
            ? ApiProblem.Of(Refusal.Invalid(new FieldError("scenario", refusal.Message)))
            : TypedResults.Created($"{Root}/{started.Value.Id}", RunWire.Of(started.Value));
    }

    private static async Task<Results<Ok<RunWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, ScenarioRuns runs, CancellationToken cancellationToken) =>
        await runs.FindAsync(Id(user), id, cancellationToken) is { } run ? TypedResults.Ok(RunWire.Of(run)) : NotThere();

    private static async Task<Results<Ok<RunWire>, ApiProblem>> StepAsync(
        int id, JsonBody<StepRequest> body, ClaimsPrincipal user, ScenarioRuns runs, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(Id(user), id, cancellationToken) is not { } run)
        {
            return NotThere();
        }
        var step = body.Value;
        if (!Words<StepKind>.TryParse(step.Kind, out var kind))
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("kind", ApiTexts.Query_Word.With(step.Kind, string.Join(", ", Words<StepKind>.All)))));
        }
        var taken = await runs.StepAsync(Id(user), id, step.Number ?? run.Steps.Count, kind, step.Reply, step.Known, cancellationToken);
        return taken.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(RunWire.Of(taken.Value));
    }

    private static async Task<Results<Ok<HistoryWire>, ApiProblem>> CompleteAsync(int id, ClaimsPrincipal user, ScenarioCompletion completion, CancellationToken cancellationToken)
    {
        var done = await completion.CompleteAsync(Id(user), id, cancellationToken);
        return done.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(HistoryWire.Of(done.Value));
    }

    private static async Task<Results<NoContent, ApiProblem>> AbandonAsync(int id, ClaimsPrincipal user, ScenarioRuns runs, CancellationToken cancellationToken) =>
        await runs.AbandonAsync(Id(user), id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Ok<PageOf<HistoryWire>>> HistoryAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, ScenarioHistories histories, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await histories.PageAsync(Id(user), query.Text("scenario"), paging.Sort, paging.Page, paging.Size, cancellationToken), HistoryWire.Of));

    private static ApiProblem NotThere() => ApiProblem.Of(Refusal.NotFound(ScenarioTexts.Refused_NotThere));
}
