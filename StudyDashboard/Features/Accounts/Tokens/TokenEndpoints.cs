using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Idempotency;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Personal tokens over HTTP: who signed in with a password makes them, a token makes none.</summary>
internal static class TokenEndpoints
{
    private const string Root = "/api/tokens";

    private static readonly SortOrders<TokenView> Orders = new SortOrders<TokenView>(t => t.Id).By("created_at", t => t.CreatedAt).By("name", t => t.Name);

    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapApi(Root, "Sign-in");
        tokens.MapGet("", ListAsync).WithSummary("List personal tokens").WithDescription("Those that are not revoked, newest first, without their secrets.").WithMetadata(ParameterDoc.Sort(Orders, "-created_at"));
        tokens.MapPost("", AddAsync).WithSummary("Make a personal token").WithMetadata(new SecretField("token"))
            .WithDescription("Takes the access token of a sign-in; a personal token is refused (403), so that one that went astray makes no others. The secret is in this answer and can never be read again.");
        tokens.MapDelete("/{id:int}", RevokeAsync).WithSummary("Revoke a personal token").WithDescription("At once; a token may revoke itself.");
    }

    private static async Task<Ok<PageOf<TokenWire>>> ListAsync(Paging paging, ClaimsPrincipal user, TokenService tokens, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await tokens.ListAsync(CurrentPerson.IdOf(user)!.Value, cancellationToken), Orders, t => TokenWire.Of(t)));

    private static async Task<Results<Created<TokenWire>, ApiProblem>> AddAsync(
        JsonBody<TokenRequest> body, ClaimsPrincipal user, TokenService tokens, CancellationToken cancellationToken)
    {
        if (user.HasClaim(c => c.Type == TokenScheme.IdClaim))
        {
            return ApiProblem.Of(StatusCodes.Status403Forbidden, ApiTexts.Token_MakesNone);
        }
        var asked = body.Value;
        var scopes = new List<ApiScope>();
        var errors = new List<FieldError>();
        foreach (var (word, i) in (asked.Scopes ?? []).Select((word, i) => (word, i)))
        {
            if (Words<ApiScope>.TryParse(word, out var scope))
            {
                scopes.Add(scope);
            }
            else
            {
                errors.Add(new FieldError($"scopes[{i}]", ApiTexts.Query_Word.With(word, string.Join(", ", Words<ApiScope>.All))));
            }
        }
        if (errors.Count > 0)
        {
            return ApiProblem.Of(Refusal.Invalid(errors));
        }
        var made = await tokens.CreateAsync(CurrentPerson.IdOf(user)!.Value, asked.Name ?? "", scopes, asked.ExpiresAt, cancellationToken);
        return made.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Created($"{Root}/{made.Value.Token.Id}", TokenWire.Of(made.Value.Token, made.Value.Secret));
    }

    private static async Task<Results<NoContent, ApiProblem>> RevokeAsync(int id, ClaimsPrincipal user, TokenService tokens, CancellationToken cancellationToken) =>
        await tokens.RevokeAsync(CurrentPerson.IdOf(user)!.Value, id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();
}

/// <summary>A personal token to be made.</summary>
internal sealed record TokenRequest
{
    /// <summary>What it is called in the list, for instance the program that uses it; up to 80 characters.</summary>
    public string? Name { get; init; }

    /// <summary>read, write, ingest.</summary>
    public List<string>? Scopes { get; init; }

    /// <summary>From when on it is not valid any more; it does not expire unless given.</summary>
    public DateTime? ExpiresAt { get; init; }
}

/// <summary>A personal token.</summary>
/// <param name="Id">Its number, by which it is revoked.</param>
/// <param name="Name">What it is called in the list.</param>
/// <param name="Scopes">read, write, ingest.</param>
/// <param name="Token">What a program sends; only in the answer that made it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is not valid any more; null when it does not expire.</param>
/// <param name="LastUsedAt">When it was last used, to the minute; null before the first time.</param>
internal sealed record TokenWire(int Id, string Name, IReadOnlyList<string> Scopes, string? Token, DateTime CreatedAt, DateTime? ExpiresAt, DateTime? LastUsedAt)
{
    public static TokenWire Of(TokenView token, string? secret = null) =>
        new(token.Id, token.Name, [.. token.Scopes.Select(Words<ApiScope>.Of)], secret, token.CreatedAt, token.ExpiresAt, token.LastUsedAt);
}
