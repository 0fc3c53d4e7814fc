using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Api;

/// <summary>Decks and cards over HTTP. Who calls is the student; another's are not there.</summary>
internal static class CardEndpoints
{
    public const string DecksRoot = "/api/decks";
    public const string CardsRoot = "/api/cards";

    private static readonly SortOrders<Deck> DeckOrders = new SortOrders<Deck>(d => d.Id).By("id", d => d.Id).By("name", d => d.Name);

    private static readonly ParameterDoc[] Filters =
    [
        new("deck", "Only this deck.", ParameterKind.Whole),
        new("find", "Only cards with this text on a side."),
        ParameterDoc.Of<CardShow>("show", "Which cards.", CardShow.All),
        ParameterDoc.Sort(CardReader.Orders, "-id"),
    ];

    public static void MapCards(this IEndpointRouteBuilder app)
    {
        var decks = app.MapApi(DecksRoot, "Cards");
        decks.MapGet("", ListDecksAsync).WithSummary("List decks").WithDescription("With what today has of each.").WithMetadata(ParameterDoc.Sort(DeckOrders, null));
        decks.MapPost("", AddDeckAsync).WithSummary("Make a deck");
        decks.MapGet("/{id:int}", GetDeckAsync).WithSummary("Read a deck's settings");
        decks.MapPut("/{id:int}", SetDeckAsync).WithSummary("Change a deck").WithDescription("What is left out stays. reschedule: true moves its cards in review to the intervals of the new settings.");
        decks.MapDelete("/{id:int}", DeleteDeckAsync).WithSummary("Delete a deck with its cards").WithDescription("The log keeps their answers.");
        var cards = app.MapApi(CardsRoot, "Cards");
        cards.MapGet("", ListAsync).WithSummary("List cards").WithMetadata(Filters);
        cards.MapPost("", AddAsync).WithSummary("Make a card").WithMetadata(AnswerDoc.Missing("deck")).WithDescription("Due at once. A text with gaps (cloze) makes a card for each gap.");
        cards.MapGet("/{id:int}", GetAsync).WithSummary("Read a card");
        cards.MapPut("/{id:int}", EditAsync).WithSummary("Change a card").WithDescription("Its text, tags, deck, flag, and whether it is suspended or buried until the next study day. What is left out stays.");
        cards.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete a card").WithDescription("The log keeps its answers.");
    }

    internal static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    private static async Task<Ok<PageOf<DeckWire>>> ListDecksAsync(Paging paging, ClaimsPrincipal user, DeckService decks, Queue.QueueService queue, CancellationToken cancellationToken)
    {
        var day = await queue.DayAsync(Id(user), cancellationToken);
        return TypedResults.Ok(paging.Of(await decks.ListAsync(Id(user), cancellationToken), DeckOrders, d => DeckWire.Of(d, day.Decks.FirstOrDefault(t => t.Id == d.Id))));
    }

    private static async Task<Results<Created<DeckWire>, ApiProblem>> AddDeckAsync(JsonBody<DeckRequest> body, ClaimsPrincipal user, DeckService decks, CancellationToken cancellationToken)
    {
        var settings = body.Value.Over(DeckSettings.New("", ""), body.Has);
        if (settings.Refusal is { } unread)
        {
            return ApiProblem.Of(unread);
        }
        var added = await decks.AddAsync(Id(user), settings.Value, cancellationToken);
        if (added.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var deck = (await decks.FindAsync(Id(user), added.Value.Id, cancellationToken))!;
        return TypedResults.Created($"{DecksRoot}/{deck.Id}", DeckWire.Of(deck, null));
    }

    private static async Task<Results<Ok<DeckWire>, ApiProblem>> GetDeckAsync(int id, ClaimsPrincipal user, DeckService decks, CancellationToken cancellationToken) =>
        await decks.FindAsync(Id(user), id, cancellationToken) is { } deck ? TypedResults.Ok(DeckWire.Of(deck, null)) : ApiProblem.Of(Refusal.NotFound(ReviewTexts.Refused_NoDeck));

    private static async Task<Results<Ok<DeckWire>, ApiProblem>> SetDeckAsync(
        int id, JsonBody<DeckRequest> body, IfMatch match, ClaimsPrincipal user, DeckService decks, CancellationToken cancellationToken)
    {
        if (await decks.FindAsync(Id(user), id, cancellationToken) is not { } stored)
        {
            return ApiProblem.Of(Refusal.NotFound(ReviewTexts.Refused_NoDeck));
        }
        if ((match.Version ?? body.Value.Version) is { } version && version != stored.Version)
        {
            return ApiProblem.Of(Refusal.Stale(ReviewTexts.Refused_DeckChanged));
        }
        var settings = body.Value.Over(DeckSettings.Of(stored), body.Has);
        if (settings.Refusal is { } unread)
        {
            return ApiProblem.Of(unread);
        }
        var set = await decks.SetAsync(Id(user), id, stored.Version, settings.Value, body.Value.Reschedule == true, cancellationToken);
        return set.Refusal is { } refusal ? ApiProblem.Of(refusal) : await GetDeckAsync(id, user, decks, cancellationToken);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteDeckAsync(int id, ClaimsPrincipal user, DeckService decks, CancellationToken cancellationToken) =>
        await decks.DeleteAsync(Id(user), id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Results<Ok<PageOf<CardWire>>, ApiProblem>> ListAsync(ApiQuery query, Paging paging, ClaimsPrincipal user, CardReader reader, CancellationToken cancellationToken)
    {
        var filter = new CardFilter(query.Whole("deck"), query.Any("find"), query.Word<CardShow>("show") ?? CardShow.All, Sort: paging.Sort);
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var found = await reader.PageAsync(Id(user), filter, paging.Page, paging.Size, cancellationToken);
        return TypedResults.Ok(paging.Of((found.Cards, found.Total), CardWire.Of));
    }

    private static async Task<Results<Created<CardList>, ApiProblem>> AddAsync(JsonBody<CardRequest> body, ClaimsPrincipal user, CardService cards, CardReader reader, CancellationToken cancellationToken)
    {
        var added = await cards.AddAsync(Id(user), body.Value.DeckId ?? 0, body.Value.Over(new CardText("", ""), body.Has), body.Value.Tags ?? [], cancellationToken);
        if (added.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var made = new List<CardWire>();
        foreach (var id in added.Value)
        {
            made.Add(CardWire.Of((await reader.FindAsync(Id(user), id, cancellationToken))!));
        }
        return TypedResults.Created($"{CardsRoot}/{made[0].Id}", new CardList(made, made.Count));
    }

    private static async Task<Results<Ok<CardWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, CardReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(Id(user), id, cancellationToken) is { } card ? TypedResults.Ok(CardWire.Of(card)) : NoCard();

    private static async Task<Results<Ok<CardWire>, ApiProblem>> EditAsync(
        int id, JsonBody<CardRequest> body, IfMatch match, ClaimsPrincipal user, CardService cards, CardReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id(user), id, cancellationToken) is not { } stored)
        {
            return NoCard();
        }
        if ((match.Version ?? body.Value.Version) is { } version && version != stored.Version)
        {
            return ApiProblem.Of(Refusal.Stale(ReviewTexts.Refused_CardChanged));
        }
        var request = body.Value;
        var changed = await cards.ChangeAsync(
            Id(user), id, stored.Version, new CardChange(request.Over(stored.Text, body.Has), request.Tags, request.DeckId, request.FlagOf(), request.IsSuspended, request.IsBuried), cancellationToken);
        return changed is { } refusal ? ApiProblem.Of(refusal) : await GetAsync(id, user, reader, cancellationToken);
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, ClaimsPrincipal user, CardService cards, CancellationToken cancellationToken) =>
        (await cards.DeleteAsync(Id(user), [id], cancellationToken)).Count == 0 ? NoCard() : TypedResults.NoContent();

    private static ApiProblem NoCard() => ApiProblem.Of(Refusal.NotFound(ReviewTexts.Refused_NoCard));
}
