using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Idempotency;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Calendars.Feeds;

/// <summary>Calendar addresses over HTTP.</summary>
internal static class FeedAddressEndpoints
{
    private const string Root = "/api/calendars/feeds";

    private static readonly SortOrders<FeedView> Orders = new SortOrders<FeedView>(f => f.Id).By("created_at", f => f.CreatedAt).By("name", f => f.Name);

    public static void MapFeedAddresses(this IEndpointRouteBuilder app)
    {
        var feeds = app.MapApi(Root, "Calendars");
        feeds.MapGet("", ListAsync).WithSummary("List calendar addresses").WithDescription("Those that are not revoked, newest first, without their secrets.").WithMetadata(ParameterDoc.Sort(Orders, "-created_at"));
        feeds.MapPost("", AddAsync).WithSummary("Make a calendar address").WithMetadata(new SecretField("address"))
            .WithDescription("Other programs subscribe to the calendar at it. The address is in this answer and can never be read again.");
        feeds.MapDelete("/{id:int}", RevokeAsync).WithSummary("Revoke a calendar address").WithDescription("At once and for good.");
    }

    private static async Task<Ok<PageOf<FeedWire>>> ListAsync(Paging paging, ClaimsPrincipal user, CalendarFeeds feeds, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await feeds.ListAsync(CurrentPerson.IdOf(user)!.Value, cancellationToken), Orders, f => FeedWire.Of(f)));

    private static async Task<Results<Created<FeedWire>, ApiProblem>> AddAsync(
        JsonBody<FeedRequest> body, ClaimsPrincipal user, HttpRequest request, CalendarFeeds feeds, CancellationToken cancellationToken)
    {
        var asked = body.Value;
        if (!Words<FeedScope>.TryParse(asked.Scope ?? Words<FeedScope>.Of(FeedScope.Both), out var scope))
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("scope", ApiTexts.Query_Word.With(asked.Scope!, string.Join(", ", Words<FeedScope>.All)))));
        }
        var made = await feeds.CreateAsync(CurrentPerson.IdOf(user)!.Value, asked.Name ?? "", scope, asked.BusyOnly ?? false, cancellationToken);
        if (made.Refusal is { } refusal)
        {
            // The page calls the field otherwise, for it has another "name" beside it.
            return ApiProblem.Of(refusal with { Fields = [.. refusal.Fields.Select(f => f with { Field = "name" })] });
        }
        var address = $"{request.Scheme}://{request.Host}{request.PathBase}{PageAddresses.CalendarFeed(made.Value.Secret)}";
        return TypedResults.Created($"{Root}/{made.Value.Feed.Id}", FeedWire.Of(made.Value.Feed, address));
    }

    private static async Task<Results<NoContent, ApiProblem>> RevokeAsync(int id, ClaimsPrincipal user, CalendarFeeds feeds, CancellationToken cancellationToken) =>
        await feeds.RevokeAsync(CurrentPerson.IdOf(user)!.Value, id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();
}

/// <summary>A calendar address to be made.</summary>
internal sealed record FeedRequest
{
    /// <summary>What it is called in the list, for instance the program that reads it; up to 80 characters.</summary>
    public string? Name { get; init; }

    /// <summary>lessons, study or both; both unless given.</summary>
    [Words<FeedScope>]
    public string? Scope { get; init; }

    /// <summary>Whether it shows only that the time is taken, and by nothing what.</summary>
    public bool? BusyOnly { get; init; }
}

/// <summary>A calendar address.</summary>
/// <param name="Id">Its number, by which it is revoked.</param>
/// <param name="Name">What it is called in the list.</param>
/// <param name="Scope">lessons, study or both.</param>
/// <param name="BusyOnly">Whether it shows only that the time is taken.</param>
/// <param name="Address">Where to subscribe; only in the answer that made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="LastUsedAt">When a program last read it, to the quarter of an hour; null before the first time.</param>
internal sealed record FeedWire(int Id, string Name, string Scope, bool BusyOnly, string? Address, DateTime CreatedAt, DateTime? LastUsedAt)
{
    public static FeedWire Of(FeedView feed, string? address = null) =>
        new(feed.Id, feed.Name, Words<FeedScope>.Of(feed.Scope), feed.BusyOnly, address, feed.CreatedAt, feed.LastUsedAt);
}
