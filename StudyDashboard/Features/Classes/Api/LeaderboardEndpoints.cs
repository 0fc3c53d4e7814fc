using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;
using static StudyDashboard.Features.Classes.Api.ClassEndpoints;

namespace StudyDashboard.Features.Classes.Api;

/// <summary>Leaderboards over HTTP. The teacher switches one on with the class.</summary>
internal static class LeaderboardEndpoints
{
    public static void MapLeaderboardEndpoints(this IEndpointRouteBuilder app)
    {
        var leaderboards = app.MapApi($"{Root}/{{id:int}}/leaderboard", "Classes");
        leaderboards.MapGet("", GetAsync).WithSummary("Read the leaderboard of a class").WithDescription("Nicknames only. Closed weeks never change; who takes part no longer has no name in them.");
        leaderboards.MapPut("", TakePartAsync).WithSummary("Take part, or no longer").WithDescription("nickname null withdraws. Who has a guardian waits for the guardian's word.");
    }

    private static async Task<Results<Ok<LeaderboardWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, LeaderboardReader reader, CancellationToken cancellationToken) =>
        await reader.OfAsync(Id(user), id, cancellationToken) is { } view ? TypedResults.Ok(LeaderboardWire.Of(view)) : NotThere();

    private static async Task<Results<Ok<LeaderboardWire>, ApiProblem>> TakePartAsync(
        int id, JsonBody<ParticipationRequest> body, ClaimsPrincipal user, LeaderboardService leaderboards, LeaderboardReader reader, CancellationToken cancellationToken)
    {
        if (!body.Has("nickname") && await reader.OfAsync(Id(user), id, cancellationToken) is not null)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("nickname", LeaderboardTexts.Refused_NoNickname)));
        }
        var done = body.Value.Nickname is { } nickname
            ? await leaderboards.TakePartAsync(Id(user), id, nickname, cancellationToken)
            : await leaderboards.WithdrawAsync(Id(user), id, cancellationToken);
        return done.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(LeaderboardWire.Of((await reader.OfAsync(Id(user), id, cancellationToken))!));
    }
}
