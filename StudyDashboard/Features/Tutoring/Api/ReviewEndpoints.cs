using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using static StudyDashboard.Features.Tutoring.Api.LessonEndpoints;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Reviews of lessons over HTTP: tutor, student and guardian each write their own side's.</summary>
internal static class ReviewEndpoints
{
    private static readonly SortOrders<ShownReview> Orders = new SortOrders<ShownReview>(r => r.Id).By("created_at", r => r.CreatedAt).By("rating", r => r.Rating);

    public static void MapReviews(this RouteGroupBuilder lessons)
    {
        lessons.MapGet("/{id:int}/reviews", ListAsync).WithSummary("Read a lesson's reviews").WithDescription("Those that the caller may see: a guardian's is not for the student.").WithMetadata(ParameterDoc.Sort(Orders, null));
        lessons.MapPut("/{id:int}/reviews", WriteAsync).WithSummary("Write the review of the caller's side").WithDescription("Its author may change it for 7 days.");
    }

    private static async Task<Results<Ok<PageOf<ReviewWire>>, ApiProblem>> ListAsync(
        int id, Paging paging, ClaimsPrincipal user, ReviewService reviews, CancellationToken cancellationToken) =>
        await reviews.OfAsync(Id(user), id, cancellationToken) is { } found
            ? TypedResults.Ok(paging.Of(found, Orders, ReviewWire.Of))
            : NotThere();

    private static async Task<Results<Ok<ReviewWire>, ApiProblem>> WriteAsync(
        int id, JsonBody<ReviewRequest> body, ClaimsPrincipal user, ReviewService reviews, CancellationToken cancellationToken)
    {
        var written = await reviews.WriteAsync(Id(user), id, body.Value.Rating, body.Value.Text, cancellationToken);
        if (written.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal);
        }
        var review = written.Value;
        return TypedResults.Ok(ReviewWire.Of(new ShownReview(review.Id, review.Side, review.Rating, review.Text, review.CreatedAt, review.UpdatedAt, true)));
    }
}

/// <summary>What one side says of a lesson.</summary>
public sealed record ReviewWire
{
    public required int Id { get; init; }

    /// <summary>tutor, student or guardian.</summary>
    [Words<LessonSide>]
    public required string Side { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Rating { get; init; }

    public required string Text { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    /// <summary>Whether the caller wrote it and may still change it.</summary>
    public required bool Editable { get; init; }

    public static ReviewWire Of(ShownReview review) => new()
    {
        Id = review.Id,
        Side = Words<LessonSide>.Of(review.Side),
        Rating = review.Rating,
        Text = review.Text,
        CreatedAt = review.CreatedAt,
        UpdatedAt = review.UpdatedAt,
        Editable = review.IsEditable,
    };
}
