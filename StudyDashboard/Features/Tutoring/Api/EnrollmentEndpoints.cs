using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Texts;
using static StudyDashboard.Features.Tutoring.Api.LessonEndpoints;

namespace StudyDashboard.Features.Tutoring.Api;

/// <summary>Enrollments over HTTP. The tutor writes; student and guardian read.</summary>
internal static class EnrollmentEndpoints
{
    private const string Root = "/api/enrollments";

    public static void MapEnrollmentEndpoints(this IEndpointRouteBuilder app)
    {
        var enrollments = app.MapApi(Root, "Enrollments");
        enrollments.MapGet("", ListAsync).WithSummary("List enrollments")
            .WithMetadata(ParameterDoc.Of<EnrollmentStatus>("status", "Only enrollments that stand so."), new ParameterDoc("student", "Only of this student (id).", ParameterKind.Whole),
                ParameterDoc.Sort(EnrollmentListing.Orders, "id"));
        enrollments.MapPost("", AddAsync).WithSummary("Enroll a student").WithMetadata(AnswerDoc.Missing("student"))
            .WithDescription("With student_name a student who has no account yet is made; with student_id one of the tutor's own students takes another course.");
        enrollments.MapGet("/{id:int}", GetAsync).WithSummary("Read an enrollment");
        enrollments.MapPut("/{id:int}", EditAsync).WithSummary("Change an enrollment").WithDescription("status ended ends it today, active opens it again; course renames it.");
        enrollments.MapDelete("/{id:int}", DeleteAsync).WithSummary("Delete an enrollment with its lessons")
            .WithDescription("The answer says how many lessons went along; lessons in the enrollment says it beforehand. What the student learned stays in their log.");
    }

    private static async Task<Results<Ok<PageOf<EnrollmentWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, EnrollmentListing listing, CancellationToken cancellationToken)
    {
        var (status, student) = (query.Word<EnrollmentStatus>("status"), query.Whole("student"));
        if (query.Refused is { } problem)
        {
            return problem;
        }
        return TypedResults.Ok(paging.Of(await listing.PageAsync(Id(user), status, student, paging.Sort, paging.Page, paging.Size, cancellationToken), e => e));
    }

    private static async Task<Results<Ok<EnrollmentWire>, ApiProblem>> GetAsync(
        int id, ClaimsPrincipal user, EnrollmentListing listing, CancellationToken cancellationToken) =>
        await listing.FindAsync(Id(user), id, cancellationToken) is { } found ? TypedResults.Ok(found) : NoEnrollment();

    private static async Task<Results<Created<EnrollmentWire>, ApiProblem>> AddAsync(
        JsonBody<EnrollmentRequest> body, ClaimsPrincipal user, ProfileService profiles, EnrollmentService enrollments, EnrollmentListing listing,
        CancellationToken cancellationToken)
    {
        var (said, tutor) = (body.Value, (await profiles.GetAsync(Id(user), cancellationToken))!);
        if (!tutor.IsTutor)
        {
            return ApiProblem.Of(StatusCodes.Status403Forbidden, ApiTexts.Problem_Forbidden);
        }
        var made = said.StudentId is { } student
            ? await enrollments.EnrollAgainAsync(tutor, student, said.Course, cancellationToken)
            : await enrollments.AddStudentAsync(tutor, said.StudentName, said.Course, cancellationToken);
        if (made.Refusal is { } refusal)
        {
            return ApiProblem.Of(refusal with { Fields = [.. refusal.Fields.Select(f => f.Field == "name" ? f with { Field = "student_name" } : f)] });
        }
        return TypedResults.Created($"{Root}/{made.Value}", (await listing.FindAsync(tutor.Id, made.Value, cancellationToken))!);
    }

    private static async Task<Results<Ok<EnrollmentWire>, ApiProblem>> EditAsync(
        int id, JsonBody<EnrollmentRequest> body, ClaimsPrincipal user, ProfileService profiles, EnrollmentService enrollments, EnrollmentListing listing,
        CancellationToken cancellationToken)
    {
        var tutor = (await profiles.GetAsync(Id(user), cancellationToken))!;
        if (await listing.FindAsync(tutor.Id, id, cancellationToken) is not { } stored || stored.TutorId != tutor.Id)
        {
            return NoEnrollment();
        }
        var said = body.Value;
        if (OtherStudentIn(said, stored) is { } fixedField)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError(fixedField, ApiTexts.Json_ReadOnly)));
        }
        EnrollmentStatus? status = null;
        if (said.Status is not null)
        {
            if (!Words<EnrollmentStatus>.TryParse(said.Status, out var known))
            {
                return ApiProblem.Of(Refusal.Invalid(new FieldError("status", ApiTexts.Query_Word.With(said.Status, string.Join(", ", Words<EnrollmentStatus>.All)))));
            }
            status = known;
        }
        return await enrollments.EditAsync(tutor, id, body.Has("course") ? said.Course ?? "" : null, status, cancellationToken) is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Ok((await listing.FindAsync(tutor.Id, id, cancellationToken))!);
    }

    private static async Task<Results<Ok<EnrollmentDeleted>, ApiProblem>> DeleteAsync(
        int id, ClaimsPrincipal user, EnrollmentRemoval removal, CancellationToken cancellationToken)
    {
        var deleted = await removal.DeleteAsync(Id(user), id, cancellationToken);
        return deleted.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(new EnrollmentDeleted(id, deleted.Value.Value));
    }

    /// <summary>The field that names another student than the enrollment's, who stays as long as it does.</summary>
    private static string? OtherStudentIn(EnrollmentRequest said, EnrollmentWire stored) =>
        said.StudentId is { } id && id != stored.StudentId ? "student_id"
        : said.StudentName is { } name && name != stored.StudentName ? "student_name"
        : null;

    private static ApiProblem NoEnrollment() => ApiProblem.Of(Refusal.NotFound(PeopleTexts.Refused_Student));
}

/// <summary>An enrollment that was deleted, and how many lessons went along.</summary>
public sealed record EnrollmentDeleted(int Id, int LessonsDeleted);
