using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Api;

/// <summary>What is done with a plan over HTTP: assigning sessions, proposing and moving them, and why levels moved.</summary>
internal static class PlanTaskEndpoints
{
    private static readonly SortOrders<UnassignedCode> CodeOrders = new SortOrders<UnassignedCode>(c => 0).By("code", c => c.Code);

    public static void MapPlanTaskEndpoints(this RouteGroupBuilder plans)
    {
        plans.MapGet("/{id:int}/levels", LevelsAsync).WithSummary("Read why levels changed").WithDescription("The newest first.").WithMetadata(ParameterDoc.Sort(PlanReader.LevelOrders, "-at"));
        plans.MapGet("/{id:int}/unassigned", UnassignedAsync).WithSummary("List codes that no domain has").WithMetadata(ParameterDoc.Sort(CodeOrders, null));
        plans.MapPost("/{id:int}/assignments", AssignAsync).WithSummary("Give sessions to a domain").WithDescription("All with a code, those to come too; or single ones.");
        plans.MapPost("/{id:int}/tasks", PlanAsync).WithSummary("Plan sessions for the next weeks").WithDescription("From target day, availability and weight x what is missing. With preview nothing is written.");
        plans.MapPost("/{id:int}/replan", ReplanAsync).WithSummary("Move late sessions").WithDescription("With preview nothing is written.");
    }

    private static async Task<Results<Ok<PageOf<LevelWire>>, ApiProblem>> LevelsAsync(int id, Paging paging, ClaimsPrincipal user, PlanReader plans, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(PlanEndpoints.Id(user), id, cancellationToken) is not { } plan)
        {
            return ApiProblem.Of(Refusal.NotFound(PlanTexts.Refused_NotThere));
        }
        // Which session it was is the student's own.
        var isOwn = plan.StudentId == PlanEndpoints.Id(user);
        return TypedResults.Ok(paging.Of(
            await plans.LevelsAsync(id, paging.Sort, paging.Page, paging.Size, cancellationToken), l => LevelWire.Of(isOwn ? l : l with { Title = "", SessionId = null })));
    }

    private static async Task<Results<Ok<PageOf<UnassignedWire>>, ApiProblem>> UnassignedAsync(
        int id, Paging paging, ClaimsPrincipal user, PlanReader plans, UnassignedService unassigned, CancellationToken cancellationToken)
    {
        if (await plans.ContentAsync(PlanEndpoints.Id(user), id, cancellationToken) is null)
        {
            return ApiProblem.Of(Refusal.NotFound(PlanTexts.Refused_NotThere));
        }
        return TypedResults.Ok(paging.Of(await unassigned.CodesAsync(PlanEndpoints.Id(user), id, cancellationToken), CodeOrders, UnassignedWire.Of));
    }

    private static async Task<Results<Ok<PlanWire>, ApiProblem>> AssignAsync(
        int id, JsonBody<AssignmentRequest> body, ClaimsPrincipal user, PlanReader plans, UnassignedService unassigned, CancellationToken cancellationToken)
    {
        var (person, asked) = (PlanEndpoints.Id(user), body.Value);
        var refusal = asked.SessionIds is { } sessions
            ? (await unassigned.AssignSessionsAsync(person, id, sessions, asked.DomainCode, cancellationToken)).Refusal
            : (await unassigned.AssignCodeAsync(person, id, asked.Code, asked.DomainCode, cancellationToken)).Refusal;
        return refusal is not null ? ApiProblem.Of(refusal) : TypedResults.Ok(PlanWire.Of((await plans.FindAsync(person, id, cancellationToken))!));
    }

    private static async Task<Results<Ok<TasksWire>, ApiProblem>> PlanAsync(
        int id, JsonBody<TasksRequest> body, ClaimsPrincipal user, TaskService tasks, ProfileService profiles, CancellationToken cancellationToken)
    {
        var student = (await profiles.GetAsync(PlanEndpoints.Id(user), cancellationToken))!;
        var proposed = await tasks.ProposeAsync(student, id, body.Value.Weeks ?? 2, cancellationToken);
        if (proposed.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var isWritten = body.Value.Preview != true && proposed.Value.Tasks.Count > 0;
        if (isWritten && (await tasks.PlanAsync(student.Id, id, proposed.Value, cancellationToken)).Refusal is { } unwritten)
        {
            return ApiProblem.Of(unwritten);
        }
        return TypedResults.Ok(new TasksWire(proposed.Value.From, proposed.Value.To, isWritten, [.. proposed.Value.Tasks.Select(TaskWire.Of)]));
    }

    private static async Task<Results<Ok<MovesWire>, ApiProblem>> ReplanAsync(
        int id, JsonBody<ReplanRequest> body, ClaimsPrincipal user, TaskService tasks, ProfileService profiles, CancellationToken cancellationToken)
    {
        var student = (await profiles.GetAsync(PlanEndpoints.Id(user), cancellationToken))!;
        var moves = await tasks.ReplanAsync(student, id, cancellationToken);
        if (moves.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var isWritten = body.Value.Preview != true && moves.Value.Count > 0;
        if (isWritten && (await tasks.MoveAsync(student.Id, moves.Value, cancellationToken)).Refusal is { } unwritten)
        {
            return ApiProblem.Of(unwritten);
        }
        return TypedResults.Ok(new MovesWire(isWritten, [.. moves.Value.Select(MoveWire.Of)]));
    }
}
