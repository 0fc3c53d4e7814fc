using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Infrastructure.Http;
using static StudyDashboard.Features.Tutoring.Api.LessonEndpoints;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Apologies over HTTP: student or guardian say that the student will not come; for the tutor it is not there to be written.</summary>
internal static class ApologyEndpoints
{
    public static void MapApologies(this RouteGroupBuilder lessons)
    {
        lessons.MapPut("/{id:int}/apology", ApologizeAsync).WithSummary("Say beforehand that the student will not come")
            .WithDescription("By the student or a guardian, until the lesson begins. The tutor is told, and decides whether it excuses.");
        lessons.MapDelete("/{id:int}/apology", WithdrawAsync).WithSummary("Say that the student comes after all");
    }

    private static async Task<Results<Ok<AttendanceWire>, ApiProblem>> ApologizeAsync(
        int id, JsonBody<ApologyRequest> body, ClaimsPrincipal user, ApologyService apologies, LessonListing listing, TimeProvider clock, CancellationToken cancellationToken) =>
        await apologies.ApologizeAsync(Id(user), id, body.Value.Reason, cancellationToken) is { } refusal
            ? ApiProblem.Of(refusal)
            : Attended((await listing.FindAsync(Id(user), id, cancellationToken))!.Lesson, clock);

    private static async Task<Results<NoContent, ApiProblem>> WithdrawAsync(int id, ClaimsPrincipal user, ApologyService apologies, CancellationToken cancellationToken) =>
        await apologies.WithdrawAsync(Id(user), id, cancellationToken) is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();
}

/// <summary>Why a student will not come.</summary>
internal sealed record ApologyRequest
{
    /// <summary>A few words, up to 255 characters.</summary>
    public string? Reason { get; init; }
}
