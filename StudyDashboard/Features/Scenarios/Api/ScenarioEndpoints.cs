using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Scenarios.Api;

/// <summary>Scenarios over HTTP: the built-in ones to read, own ones to write.</summary>
internal static class ScenarioEndpoints
{
    private const string Root = "/api/scenarios";
    private const string File = "/scenarios/{key}.json";

    // Titles may be alike, and built-in scenarios have no number.
    private static readonly SortOrders<ScenarioEntry> Orders = new SortOrders<ScenarioEntry>(s => 0).By("title", s => s.Content.Title, s => s.Key).By("language", s => s.Content.Language, s => s.Key);

    public static void MapScenarioEndpoints(this WebApplication app)
    {
        var scenarios = app.MapApi(Root, "Scenarios");
        scenarios.MapGet("", ListAsync).WithSummary("List scenarios")
            .WithMetadata(new ParameterDoc("language", "Only of this language."), ParameterDoc.OneOf("level", "Only of this level (Common European Framework).", null, ScenarioChecks.Levels),
                ParameterDoc.Sort(Orders, null));
        scenarios.MapPost("", AddAsync).WithSummary("Add a scenario of one's own").WithDescription("The body is what the page exports: a refused field is named by its place, phases[1].prompts[0].accepted.");
        scenarios.MapGet("/{key}", GetAsync).WithSummary("Read a scenario");
        scenarios.MapPut("/{key}", EditAsync).WithSummary("Write a scenario of one's own anew").WithDescription("Runs that have begun keep what they began with.");
        scenarios.MapDelete("/{key}", DeleteAsync).WithSummary("Delete a scenario of one's own").WithDescription("Its runs and their history stay.");
        app.MapGet(File, DownloadAsync);
    }

    /// <summary>Where a scenario is downloaded.</summary>
    public static string FileOf(string key) => File.Replace("{key}", Uri.EscapeDataString(key), StringComparison.Ordinal);

    private static async Task<Results<Ok<PageOf<ScenarioItem>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, ScenarioService scenarios, HttpRequest request, CancellationToken cancellationToken)
    {
        var level = query.OneOf("level", ScenarioChecks.Levels);
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var language = request.Query["language"].ToString().NullIfBlank();
        var all = await scenarios.ListAsync(Id(user), language, level, cancellationToken);
        return TypedResults.Ok(paging.Of(all, Orders, ScenarioItem.Of));
    }

    private static async Task<Results<Ok<ScenarioWire>, ApiProblem>> GetAsync(
        string key, ClaimsPrincipal user, ScenarioService scenarios, CancellationToken cancellationToken) =>
        await scenarios.FindAsync(Id(user), key, cancellationToken) is { } found ? TypedResults.Ok(ScenarioWire.Of(found)) : ApiProblem.Of(Refusal.NotFound(ScenarioTexts.Refused_NotThere));

    private static async Task<Results<Created<ScenarioWire>, ApiProblem>> AddAsync(
        JsonBody<ScenarioRequest> body, ClaimsPrincipal user, ScenarioService scenarios, CancellationToken cancellationToken)
    {
        var added = await scenarios.AddAsync(Id(user), body.Value.ToContent(), cancellationToken);
        return added.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Created($"{Root}/{added.Value.Key}", ScenarioWire.Of(added.Value));
    }

    private static async Task<Results<Ok<ScenarioWire>, ApiProblem>> EditAsync(
        string key, JsonBody<ScenarioRequest> body, IfMatch match, ClaimsPrincipal user, ScenarioService scenarios, CancellationToken cancellationToken)
    {
        var edited = await scenarios.EditAsync(Id(user), key, match.Version, body.Value.ToContent(), cancellationToken);
        return edited.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(ScenarioWire.Of(edited.Value));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(string key, ClaimsPrincipal user, ScenarioService scenarios, CancellationToken cancellationToken) =>
        await scenarios.DeleteAsync(Id(user), key, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<IResult> DownloadAsync(string key, ClaimsPrincipal user, ScenarioService scenarios, CancellationToken cancellationToken) =>
        await scenarios.FindAsync(Id(user), key, cancellationToken) is { } found
            ? Results.File(ScenarioFile.Write(found.Content), "application/json", $"scenario-{key}.json")
            : Results.NotFound();

    internal static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");
}
