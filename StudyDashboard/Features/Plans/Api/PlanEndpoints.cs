using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Api;

/// <summary>Plans over HTTP.</summary>
internal static class PlanEndpoints
{
    internal const string Root = "/api/plans";
    private const string File = "/plans/{id:int}/plan.json";

    private static readonly SortOrders<PlanLine> Orders = new SortOrders<PlanLine>(p => p.Id).By("id", p => p.Id).By("title", p => p.Title).By("target_day", p => p.TargetDay ?? DateOnly.MaxValue);
    private static readonly SortOrders<TemplateEntry> TemplateOrders = new SortOrders<TemplateEntry>(t => 0).By("title", t => t.Content.Title, t => t.Key);

    public static void MapPlanEndpoints(this WebApplication app)
    {
        var plans = app.MapApi(Root, "Plans");
        plans.MapGet("", ListAsync).WithSummary("List plans").WithMetadata(ParameterDoc.Sort(Orders, null));
        plans.MapPost("", AddAsync).WithSummary("Make a plan").WithDescription("From its domains or from a template. The first becomes active by itself. A refused field is named by its place, domains[1].code.");
        plans.MapGet("/templates", TemplatesAsync).WithSummary("List templates").WithMetadata(ParameterDoc.Sort(TemplateOrders, null));
        plans.MapPost("/gifts", GiveAsync).WithSummary("Give a plan to students").WithMetadata(AnswerDoc.Missing("template or student")).WithDescription("For a tutor: each student gets a copy of their own.");
        plans.MapGet("/{id:int}", GetAsync).WithSummary("Read a plan with its figures").WithDescription("Also of a student whose totals the caller may see.");
        plans.MapPut("/{id:int}", EditAsync).WithSummary("Write a plan anew").WithDescription("A domain stays what it is by its code; to give it another code, send the one it has as was.");
        plans.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a plan").WithDescription("Its sessions stay.");
        plans.MapPut("/{id:int}/status", SetStatusAsync).WithSummary("Make a plan the active one, or archive it").WithDescription("The plan that was active is archived.");
        plans.MapPlanTaskEndpoints();
        app.MapGet(File, DownloadAsync);
    }

    /// <summary>Where a plan is downloaded.</summary>
    public static string FileOf(int planId) => File.Replace("{id:int}", planId.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    internal static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    private static async Task<Ok<PageOf<PlanItem>>> ListAsync(Paging paging, ClaimsPrincipal user, PlanReader plans, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await plans.ListAsync(Id(user), cancellationToken), Orders, PlanItem.Of));

    private static async Task<Results<Ok<PlanWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, PlanReader plans, CancellationToken cancellationToken) =>
        await plans.FindAsync(Id(user), id, cancellationToken) is { } plan ? TypedResults.Ok(PlanWire.Of(plan)) : ApiProblem.Of(Refusal.NotFound(PlanTexts.Refused_NotThere));

    private static async Task<Results<Created<PlanWire>, ApiProblem>> AddAsync(
        JsonBody<PlanRequest> body, ClaimsPrincipal user, PlanService service, PlanReader plans, TemplateService templates, CancellationToken cancellationToken)
    {
        var template = body.Value.Template is { } key ? await templates.FindAsync(Id(user), key, cancellationToken) : null;
        if (body.Value.Template is not null && template is null)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("template", PlanTexts.Refused_NoTemplate)));
        }
        var added = await service.AddAsync(Id(user), body.Value.ToContent(template), body.Value.Activate == true, cancellationToken);
        if (added.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var plan = (await plans.FindAsync(Id(user), added.Value, cancellationToken))!;
        return TypedResults.Created($"{Root}/{plan.Id}", PlanWire.Of(plan));
    }

    private static async Task<Results<Ok<PlanWire>, ApiProblem>> EditAsync(
        int id, JsonBody<PlanRequest> body, IfMatch match, ClaimsPrincipal user, PlanService service, PlanReader plans, CancellationToken cancellationToken)
    {
        var edited = await service.EditAsync(Id(user), id, match.Version, body.Value.ToContent(null), cancellationToken);
        return edited.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(PlanWire.Of((await plans.FindAsync(Id(user), id, cancellationToken))!));
    }

    private static async Task<Results<Ok<PlanWire>, ApiProblem>> SetStatusAsync(
        int id, JsonBody<StatusRequest> body, ClaimsPrincipal user, PlanService service, PlanReader plans, CancellationToken cancellationToken)
    {
        if (await plans.FindAsync(Id(user), id, cancellationToken) is not { } found || found.StudentId != Id(user))
        {
            return ApiProblem.Of(Refusal.NotFound(PlanTexts.Refused_NotThere));
        }
        if (!Words<PlanStatus>.TryParse(body.Value.Status, out var status) || status == PlanStatus.Draft)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("status", PlanTexts.Refused_Status)));
        }
        var refusal = found.Status == status ? null
            : status == PlanStatus.Active ? await service.ActivateAsync(Id(user), id, cancellationToken) : await service.ArchiveAsync(Id(user), id, cancellationToken);
        return refusal is not null ? ApiProblem.Of(refusal) : TypedResults.Ok(PlanWire.Of((await plans.FindAsync(Id(user), id, cancellationToken))!));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, ClaimsPrincipal user, PlanService service, CancellationToken cancellationToken) =>
        await service.DeleteAsync(Id(user), id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Ok<PageOf<TemplateWire>>> TemplatesAsync(Paging paging, ClaimsPrincipal user, TemplateService templates, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await templates.ListAsync(Id(user), cancellationToken), TemplateOrders, TemplateWire.Of));

    private static async Task<Results<Ok<GiftWire>, ApiProblem>> GiveAsync(
        JsonBody<GiftRequest> body, ClaimsPrincipal user, GivingService gifts, TemplateService templates, CancellationToken cancellationToken)
    {
        if (await templates.FindAsync(Id(user), body.Value.Template ?? "", cancellationToken) is not { } template)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("template", PlanTexts.Refused_NoTemplate)));
        }
        var given = await gifts.GiveAsync(Id(user), template with { TargetDay = body.Value.TargetDay }, body.Value.StudentIds ?? [], cancellationToken);
        return given.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(new GiftWire(given.Value));
    }

    private static async Task<IResult> DownloadAsync(int id, ClaimsPrincipal user, PlanReader plans, CancellationToken cancellationToken) =>
        await plans.ContentAsync(Id(user), id, cancellationToken) is { } found
            ? Results.File(PlanFile.Write(found.Content), "application/json", $"plan-{id}.json")
            : Results.NotFound();
}
