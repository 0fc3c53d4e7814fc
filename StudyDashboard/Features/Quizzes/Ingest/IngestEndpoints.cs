using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;

namespace StudyDashboard.Features.Quizzes.Ingest;

/// <summary>What viewers hand in that asked a bank's questions without a connection.</summary>
internal static class IngestEndpoints
{
    public static void MapIngest(this IEndpointRouteBuilder app)
    {
        var ingest = app.MapApi(IngestSwitch.Root, "Offline results", ApiScope.Ingest);
        ingest.MapPost("/study/attempts", TakeAsync).WithSummary("Hand in the answers of an offline quiz")
            .WithDescription("""
                Raw signals; outcomes are worked out here. Each bank of the questions gets one finished quiz of source viewer. The same
                client_session_uuid again, whatever it carries, is answered with the first result (already_ingested) and stores nothing. Questions that
                are not there for the student are skipped and listed as unknown. 503 while the setting Ingest:Enabled is off.
                """)
            .WithMetadata(new AnswerDoc(StatusCodes.Status503ServiceUnavailable, "Offline results are switched off on this server: keep them and hand them in later."));
    }

    private static async Task<Results<Ok<IngestWire>, ApiProblem>> TakeAsync(
        JsonBody<IngestRequest> body, ClaimsPrincipal user, IngestService ingest, CancellationToken cancellationToken)
    {
        var taken = await ingest.TakeAsync(SenderOf(user), body.Value.Read(), cancellationToken);
        return taken.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(IngestWire.Of(taken.Value));
    }

    private static IngestSender SenderOf(ClaimsPrincipal user) =>
        CurrentPerson.IdOf(user) is { } person ? new IngestSender.Person(person)
        : user.FindFirstValue(TokenScheme.SiteClaim) is { } site ? new IngestSender.Site(int.Parse(site, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException("Nobody is signed in.");
}
