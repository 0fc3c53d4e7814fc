using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;
using static StudyDashboard.Features.Classes.Api.ClassEndpoints;

namespace StudyDashboard.Features.Classes.Api;

/// <summary>Assignments over HTTP.</summary>
internal static class AssignmentEndpoints
{
    private static readonly SortOrders<AssignmentRow> Orders = new SortOrders<AssignmentRow>(a => a.Id).By("id", a => a.Id).By("due_on", a => a.DueOn ?? DateOnly.MaxValue).By("title", a => a.Title);

    public static void MapAssignmentEndpoints(this IEndpointRouteBuilder app)
    {
        var assignments = app.MapApi($"{Root}/{{id:int}}/assignments", "Classes");
        assignments.MapGet("", ListAsync).WithSummary("List the assignments of a class").WithDescription("The teacher sees how everyone stands, a student themselves.").WithMetadata(ParameterDoc.Sort(Orders, null));
        assignments.MapPost("", GiveAsync).WithSummary("Give an assignment");
        assignments.MapGet("/{assignment:int}", GetAsync).WithSummary("Read an assignment");
        assignments.MapPut("/{assignment:int}", EditAsync).WithSummary("Change an assignment").WithDescription("What is left out stays as it is.");
        assignments.MapDelete("/{assignment:int}", DeleteAsync).WithSummary("Delete an assignment").WithDescription("Sessions for it stay. It can be restored on the class's page for 30 days.");
        assignments.MapPut("/{assignment:int}/completion", CompleteAsync).WithSummary("Mark an assignment as done or as open")
            .WithDescription("A student for themselves; the teacher with student_id. Doing it again changes nothing.");
    }

    private static async Task<Results<Ok<PageOf<AssignmentWire>>, ApiProblem>> ListAsync(
        int id, Paging paging, ClaimsPrincipal user, AssignmentReader reader, CancellationToken cancellationToken) =>
        await reader.OfClassAsync(Id(user), id, cancellationToken) is { } all
            ? TypedResults.Ok(paging.Of(all, Orders, AssignmentWire.Of))
            : NotThere();

    private static async Task<Results<Ok<AssignmentWire>, ApiProblem>> GetAsync(
        int id, int assignment, ClaimsPrincipal user, AssignmentReader reader, CancellationToken cancellationToken) =>
        await AnswerAsync(id, assignment, user, reader, cancellationToken) is { } wire ? TypedResults.Ok(wire) : NoAssignment();

    private static async Task<Results<Created<AssignmentWire>, ApiProblem>> GiveAsync(
        int id, JsonBody<AssignmentRequest> body, ClaimsPrincipal user, AssignmentService assignments, AssignmentReader reader, CancellationToken cancellationToken)
    {
        var draft = Over(null, body);
        if (draft.Refusal is { } unreadable)
        {
            return ApiProblem.Of(unreadable);
        }
        var given = await assignments.GiveAsync(Id(user), id, draft.Value, cancellationToken);
        return given.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Created($"{Root}/{id}/assignments/{given.Value}", (await AnswerAsync(id, given.Value, user, reader, cancellationToken))!);
    }

    private static async Task<Results<Ok<AssignmentWire>, ApiProblem>> EditAsync(
        int id, int assignment, JsonBody<AssignmentRequest> body, IfMatch match, ClaimsPrincipal user, AssignmentService assignments, AssignmentReader reader,
        CancellationToken cancellationToken)
    {
        if ((await reader.OfClassAsync(Id(user), id, cancellationToken))?.FirstOrDefault(a => a.Id == assignment) is not { } stored)
        {
            return NoAssignment();
        }
        var draft = Over(stored, body);
        if (draft.Refusal is { } unreadable)
        {
            return ApiProblem.Of(unreadable);
        }
        var edited = await assignments.EditAsync(Id(user), id, assignment, draft.Value, match.Version ?? stored.Version, cancellationToken);
        return edited.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok((await AnswerAsync(id, assignment, user, reader, cancellationToken))!);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, int assignment, ClaimsPrincipal user, AssignmentService assignments, CancellationToken cancellationToken) =>
        (await assignments.DeleteAsync(Id(user), id, assignment, cancellationToken)).Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Results<Ok<AssignmentWire>, ApiProblem>> CompleteAsync(
        int id, int assignment, JsonBody<CompletionRequest> body, ClaimsPrincipal user, AssignmentService assignments, AssignmentReader reader,
        CancellationToken cancellationToken)
    {
        var student = body.Value.StudentId ?? Id(user);
        var marked = body.Value.Completed ?? true
            ? await assignments.CompleteAsync(Id(user), id, assignment, student, cancellationToken)
            : await assignments.ReopenAsync(Id(user), id, assignment, student, cancellationToken);
        return marked.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok((await AnswerAsync(id, assignment, user, reader, cancellationToken))!);
    }

    private static Outcome<AssignmentDraft> Over(AssignmentRow? stored, JsonBody<AssignmentRequest> body)
    {
        var said = body.Value;
        AssignmentLinkKind? kind = null;
        if (said.LinkKind is { } word)
        {
            if (!Words<AssignmentLinkKind>.TryParse(word, out var known))
            {
                return Refusal.Invalid(new FieldError("link_kind", ApiTexts.Query_Word.With(word, string.Join(", ", Words<AssignmentLinkKind>.All))));
            }
            kind = known;
        }
        return new AssignmentDraft
        {
            Title = body.Has("title") ? said.Title : stored?.Title,
            Text = body.Has("text") ? said.Text : stored?.Text,
            DueOn = body.Has("due_on") ? said.DueOn : stored?.DueOn,
            LinkKind = body.Has("link_kind") ? kind : stored?.Link?.Kind,
            LinkKey = body.Has("link_key") ? said.LinkKey : body.Has("link_kind") && kind is null ? null : stored?.Link?.Key,
        };
    }

    private static async Task<AssignmentWire?> AnswerAsync(int id, int assignment, ClaimsPrincipal user, AssignmentReader reader, CancellationToken cancellationToken) =>
        (await reader.OfClassAsync(Id(user), id, cancellationToken))?.FirstOrDefault(a => a.Id == assignment) is { } found ? AssignmentWire.Of(found) : null;

    private static ApiProblem NoAssignment() => ApiProblem.Of(Refusal.NotFound(AssignmentTexts.Refused_NotThere));
}
