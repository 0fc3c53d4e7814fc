using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Texts;
using static StudyDashboard.Features.Quizzes.Api.BankEndpoints;

namespace StudyDashboard.Features.Quizzes.Api;

/// <summary>Quizzes over HTTP, each its student's own.</summary>
internal static class QuizEndpoints
{
    private const string Root = "/api/quizzes/sessions";

    public static void MapQuizzes(this IEndpointRouteBuilder app)
    {
        app.MapBanks();
        app.MapIngest();
        var quizzes = app.MapApi(Root, "Quizzes");
        quizzes.MapGet("", ListAsync).WithSummary("List quizzes")
            .WithMetadata(ParameterDoc.Of<QuizStatus>("status", "Only quizzes that stand so."), new ParameterDoc("topic", "Only of this question bank (id).", ParameterKind.Whole), ParameterDoc.Sort(QuizReader.Orders, "-started_at"));
        quizzes.MapPost("", StartAsync).WithSummary("Start a quiz").WithMetadata(AnswerDoc.Missing("question bank"))
            .WithDescription("Freezes its questions. 409 while one of the same bank is in progress (running_session_id names it); abandon gives that one up.");
        quizzes.MapGet("/{id:int}", GetAsync).WithSummary("Read a quiz").WithDescription("What is right is told once the quiz is finished, or the answer's result was asked for.");
        quizzes.MapPost("/{id:int}/answers", AnswerAsync).WithSummary("Answer a question").WithDescription("Stored at once; a later answer replaces it, and with nothing selected the question is open again.");
        quizzes.MapPost("/{id:int}/finalize", FinalizeAsync).WithSummary("Finish a quiz").WithDescription("Again it answers the same and does nothing.");
        quizzes.MapPost("/{id:int}/abandon", AbandonAsync).WithSummary("Give a quiz up");
    }

    private static async Task<Results<Ok<PageOf<QuizRowWire>>, ApiProblem>> ListAsync(
        ApiQuery query, Paging paging, ClaimsPrincipal user, QuizReader reader, CancellationToken cancellationToken)
    {
        var (status, topic) = (query.Word<QuizStatus>("status"), query.Whole("topic"));
        if (query.Refused is { } problem)
        {
            return problem;
        }
        return TypedResults.Ok(paging.Of(await reader.PageAsync(Id(user), status, topic, paging.Sort, paging.Page, paging.Size, cancellationToken), QuizRowWire.Of));
    }

    private static async Task<Results<Created<QuizWire>, ApiProblem>> StartAsync(
        JsonBody<QuizStartRequest> body, ClaimsPrincipal user, QuizService quizzes, QuizReader reader, CancellationToken cancellationToken)
    {
        var said = body.Value;
        var errors = new List<FieldError>();
        if (said.TopicId is null)
        {
            errors.Add(new FieldError("topic_id", BankTexts.Refused_NoTopic));
        }
        var mode = Word<QuizMode>(said.Mode, "mode", errors);
        var feedback = Word<QuizFeedback>(said.Feedback, "feedback", errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        var started = await quizzes.StartAsync(Id(user), new QuizStart
        {
            TopicId = said.TopicId!.Value, TargetPerSubject = said.TargetPerSubject ?? QuizSession.DefaultTarget, Subjects = [.. (said.Subjects ?? []).OfType<string>()], WrongOnly = said.WrongOnly ?? false,
            Mode = mode, Feedback = feedback, Seed = said.Seed, Questions = said.QuestionIds is { } asked ? [.. asked.OfType<string>()] : null, FromQuiz = said.FromSessionId, Abandon = said.Abandon ?? false,
        }, cancellationToken);
        return started.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Created($"{Root}/{started.Value}", QuizWire.Of((await reader.FindAsync(Id(user), started.Value, cancellationToken))!));
    }

    private static async Task<Results<Ok<QuizWire>, ApiProblem>> GetAsync(int id, ClaimsPrincipal user, QuizReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(Id(user), id, cancellationToken) is { } quiz ? TypedResults.Ok(QuizWire.Of(quiz)) : ApiProblem.Of(QuizService.NoQuiz());

    private static async Task<Results<Ok<QuizWire>, ApiProblem>> AnswerAsync(
        int id, JsonBody<QuizAnswerRequest> body, ClaimsPrincipal user, QuizService quizzes, QuizReader reader, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(Id(user), id, cancellationToken) is null)
        {
            return ApiProblem.Of(QuizService.NoQuiz());
        }
        if (SelectedSignal.Read(body.Value.Selected) is not { } selected)
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("selected", QuizTexts.Refused_OneAnswer)));
        }
        return Answer(await quizzes.AnswerAsync(Id(user), id, new QuizAnswer(body.Value.PubId ?? "", selected, body.Value.Unsure ?? false), cancellationToken));
    }

    private static async Task<Results<Ok<QuizWire>, ApiProblem>> FinalizeAsync(int id, ClaimsPrincipal user, QuizFinalizer finalizer, CancellationToken cancellationToken) =>
        Answer(await finalizer.FinalizeAsync(Id(user), id, cancellationToken));

    private static async Task<Results<Ok<QuizWire>, ApiProblem>> AbandonAsync(int id, ClaimsPrincipal user, QuizService quizzes, CancellationToken cancellationToken) =>
        Answer(await quizzes.AbandonAsync(Id(user), id, cancellationToken));

    private static Results<Ok<QuizWire>, ApiProblem> Answer(Outcome<QuizSession> outcome) =>
        outcome.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(QuizWire.Of(outcome.Value));

    private static T Word<T>(string? word, string field, List<FieldError> errors) where T : struct, Enum
    {
        if (word is not null && !Words<T>.TryParse(word, out _))
        {
            errors.Add(new FieldError(field, ApiTexts.Query_Word.With(word, string.Join(", ", Words<T>.All))));
        }
        return Words<T>.TryParse(word, out var value) ? value : default;
    }
}
