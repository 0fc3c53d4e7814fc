using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Idempotency;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Webhooks;

/// <summary>Webhooks over HTTP.</summary>
internal static class WebhookEndpoints
{
    private const string Root = "/api/webhooks";

    private static readonly SortOrders<WebhookView> Orders = new SortOrders<WebhookView>(w => w.Id).By("created_at", w => w.CreatedAt).By("name", w => w.Name);

    public static void MapWebhookEndpoints(this IEndpointRouteBuilder app)
    {
        var webhooks = app.MapApi(Root, "Webhooks");
        webhooks.MapGet("", ListAsync).WithSummary("List webhooks").WithDescription("Newest first, without their secrets.").WithMetadata(ParameterDoc.Sort(Orders, "-created_at"));
        webhooks.MapPost("", AddAsync).WithSummary("Make a webhook").WithMetadata(new SecretField("secret"))
            .WithDescription("The secret that signs what is sent is in this answer and can never be read again. Addresses within the server's own network are refused unless its operator allows them.");
        webhooks.MapGet("/{id:int}", GetAsync).WithSummary("Read a webhook").WithDescription("Without its secret.");
        webhooks.MapPut("/{id:int}", ChangeAsync).WithSummary("Change a webhook")
            .WithDescription("What is left out stays as it is. With active true it is sent to again, also after the server had switched it off.");
        webhooks.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a webhook");
        webhooks.MapGet("/{id:int}/deliveries", LogAsync).WithSummary("List what was sent").WithDescription("Newest first, of the last 30 days.").WithMetadata(ParameterDoc.Sort(WebhookLog.Orders, "-created_at"));
        webhooks.MapPost("/{id:int}/test", TestAsync).WithSummary("Send a test")
            .WithDescription("Sends the event test once and answers when its result is known, after 10 seconds at most; also to one that is paused.");
    }

    private static async Task<Ok<PageOf<WebhookWire>>> ListAsync(Paging paging, ClaimsPrincipal user, WebhookService webhooks, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await webhooks.ListAsync(Id(user), cancellationToken), Orders, w => WebhookWire.Of(w)));

    private static async Task<Results<Ok<WebhookWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, WebhookService webhooks, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(Id(user), id, cancellationToken) is { } found ? TypedResults.Ok(WebhookWire.Of(found)) : ApiProblem.Of(Refusal.NotFound(WebhookTexts.Refused_NotThere));

    private static async Task<Results<Created<WebhookWire>, ApiProblem>> AddAsync(
        JsonBody<WebhookRequest> body, ClaimsPrincipal user, WebhookService webhooks, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        var events = asked.ReadEvents();
        if (events.Refusal is { } unknown)
        {
            return ApiProblem.Of(unknown);
        }
        var made = await webhooks.CreateAsync(Id(user), new WebhookDraft(asked.Name ?? "", asked.Url ?? "", events.Value ?? []), asked.Active ?? true, cancellationToken);
        return made.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Created($"{Root}/{made.Value.Webhook.Id}", WebhookWire.Of(made.Value.Webhook, made.Value.Secret));
    }

    private static async Task<Results<Ok<WebhookWire>, ApiProblem>> ChangeAsync(
        int id, JsonBody<WebhookRequest> body, IfMatch match, ClaimsPrincipal user, WebhookService webhooks, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        var events = asked.ReadEvents();
        if (events.Refusal is { } unknown)
        {
            return ApiProblem.Of(unknown);
        }
        var changed = await webhooks.ChangeAsync(Id(user), id, match.Version, new WebhookChange(asked.Name, asked.Url, events.Value, asked.Active), cancellationToken);
        return changed.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(WebhookWire.Of(changed.Value));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, IfMatch match, ClaimsPrincipal user, WebhookService webhooks, CancellationToken cancellationToken) =>
        await webhooks.DeleteAsync(Id(user), id, match.Version, cancellationToken) is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.NoContent();

    private static async Task<Results<Ok<PageOf<DeliveryWire>>, ApiProblem>> LogAsync(
        int id, Paging paging, ClaimsPrincipal user, WebhookLog log, CancellationToken cancellationToken) =>
        await log.PageAsync(Id(user), id, paging.Sort, paging.Page, paging.Size, cancellationToken) is { } page
            ? TypedResults.Ok(paging.Of((page.Items, page.Total), DeliveryWire.Of))
            : ApiProblem.Of(Refusal.NotFound(WebhookTexts.Refused_NotThere));

    private static async Task<Results<Ok<DeliveryWire>, ApiProblem>> TestAsync(int id, ClaimsPrincipal user, WebhookSender sender, CancellationToken cancellationToken)
    {
        var tested = await sender.TestAsync(Id(user), id, cancellationToken);
        return tested.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(DeliveryWire.Of(tested.Value));
    }

    private static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user)!.Value;
}
