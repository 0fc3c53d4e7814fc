using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Formats;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Api;

/// <summary>Question banks over HTTP. Their owner writes; who may be quizzed from one reads what that needs.</summary>
internal static class BankEndpoints
{
    private const string Root = "/api/quizzes";

    private static readonly SortOrders<Question> FigureOrders = new SortOrders<Question>(q => q.Id).By("id", q => q.Id);
    private static readonly SortOrders<TopicRow> TopicOrders = new SortOrders<TopicRow>(t => t.Id).By("id", t => t.Id).By("title", t => t.Title);

    public static void MapBanks(this IEndpointRouteBuilder app)
    {
        var banks = app.MapApi(Root, "Question banks");
        banks.MapGet("/topics", ListAsync).WithSummary("List question banks").WithDescription("One's own, and those that one's tutors share.").WithMetadata(ParameterDoc.Sort(TopicOrders, null));
        banks.MapPost("/topics", AddAsync).WithSummary("Make a question bank");
        banks.MapGet("/topics/{id:int}", GetAsync).WithSummary("Read a question bank");
        banks.MapPut("/topics/{id:int}", EditAsync).WithSummary("Change a question bank").WithDescription("What is left out stays as it is.");
        banks.MapDelete("/topics/{id:int}", DeleteAsync).WithSummary("Delete a question bank").WithDescription("Quizzes that were taken from it stay.");
        banks.MapGet("/topics/{id:int}/pack", PackAsync).WithSummary("Read all that a viewer needs to ask a bank's questions without a connection");
        banks.MapGet("/topics/{id:int}/export", ExportAsync).WithSummary("Read a bank as a file").WithMetadata(ParameterDoc.OneOf("format", "gift is Moodle's text format, csv a table.", "gift", "gift", "csv"))
            .Produces<string>(StatusCodes.Status200OK, "text/plain", "text/csv");
        banks.MapGet("/topics/{id:int}/statistics", StatisticsAsync).WithSummary("Read how a bank's questions do with one's students")
            .WithDescription("First attempts of students with a running enrollment, from 10 attempts on: facility (mean mark) and discrimination (correlation with the rest).")
            .WithMetadata(ParameterDoc.Sort(FigureOrders, "id"));
        banks.MapGet("/topics/{id:int}/questions", QuestionsAsync).WithSummary("List a bank's questions")
            .WithMetadata(new ParameterDoc("subject", "Only this subject."), new ParameterDoc("find", "Only questions that say this."), ParameterDoc.Sort(BankReader.QuestionOrders, "id"));
        banks.MapPost("/topics/{id:int}/questions", AddQuestionAsync).WithSummary("Add a question");
        banks.MapGet("/questions/{id:int}", GetQuestionAsync).WithSummary("Read a question");
        banks.MapPut("/questions/{id:int}", EditQuestionAsync).WithSummary("Change a question")
            .WithDescription("What is left out stays as it is. Quizzes that have begun keep the question as it was.");
        banks.MapDelete("/questions/{id:int}", DeleteQuestionAsync).WithSummary("Delete a question");
    }

    internal static int Id(ClaimsPrincipal user) => CurrentPerson.IdOf(user) ?? throw new InvalidOperationException("Nobody is signed in.");

    private static async Task<Ok<PageOf<TopicWire>>> ListAsync(Paging paging, ClaimsPrincipal user, BankReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(paging.Of(await reader.TopicsAsync(Id(user), cancellationToken), TopicOrders, TopicWire.Of));

    private static async Task<Results<Created<TopicWire>, ApiProblem>> AddAsync(
        JsonBody<TopicRequest> body, ClaimsPrincipal user, BankService banks, BankReader reader, CancellationToken cancellationToken)
    {
        var made = await banks.AddTopicAsync(Id(user), body.Value.Over(null), cancellationToken);
        return made.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Created($"{Root}/topics/{made.Value}", TopicWire.Of((await reader.TopicAsync(Id(user), made.Value, cancellationToken))!));
    }

    private static async Task<Results<Ok<TopicWire>, ApiProblem>> GetAsync(
        int id, ClaimsPrincipal user, BankReader reader, CancellationToken cancellationToken) =>
        await reader.TopicAsync(Id(user), id, cancellationToken) is { } topic ? TypedResults.Ok(TopicWire.Of(topic)) : NoTopic();

    private static async Task<Results<Ok<TopicWire>, ApiProblem>> EditAsync(
        int id, JsonBody<TopicRequest> body, IfMatch match, ClaimsPrincipal user, BankService banks, BankReader reader, CancellationToken cancellationToken)
    {
        if (await reader.TopicAsync(Id(user), id, cancellationToken) is not { IsMine: true } stored)
        {
            return NoTopic();
        }
        var edited = await banks.EditTopicAsync(Id(user), id, body.Value.Over(stored), match.Version ?? body.Value.Version, cancellationToken);
        return edited.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(TopicWire.Of((await reader.TopicAsync(Id(user), id, cancellationToken))!));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteAsync(int id, ClaimsPrincipal user, BankService banks, CancellationToken cancellationToken) =>
        (await banks.DeleteTopicAsync(Id(user), id, cancellationToken)).Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static async Task<Results<Ok<PackWire>, ApiProblem>> PackAsync(
        int id, ClaimsPrincipal user, BankReader reader, TimeProvider clock, CancellationToken cancellationToken) =>
        await reader.TopicAsync(Id(user), id, cancellationToken) is { } topic && await reader.PackAsync(Id(user), id, cancellationToken) is { } questions
            ? TypedResults.Ok(new PackWire(id, topic.Title, clock.NowUtc(), [.. questions.Select(PackedQuestion.Of)]))
            : NoTopic();

    private static async Task<Results<FileContentHttpResult, ApiProblem>> ExportAsync(
        int id, ApiQuery query, ClaimsPrincipal user, BankReader reader, CancellationToken cancellationToken)
    {
        var format = query.OneOf("format", "gift", "csv");
        if (await reader.WholeAsync(Id(user), id, cancellationToken) is not var (_, questions))
        {
            return NoTopic();
        }
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var name = string.Create(CultureInfo.InvariantCulture, $"questions-{id}.{format ?? "gift"}");
        return format == "csv"
            ? TypedResults.File(Encoding.UTF8.GetBytes(QuestionCsvWriter.Write(questions)), "text/csv; charset=utf-8", name)
            : TypedResults.File(Encoding.UTF8.GetBytes(GiftWriter.Write(questions)), "text/plain; charset=utf-8", name);
    }

    private static async Task<Results<Ok<PageOf<FiguresWire>>, ApiProblem>> StatisticsAsync(
        int id, Paging paging, ClaimsPrincipal user, BankReader reader, StatisticsService statistics, CancellationToken cancellationToken)
    {
        if (await statistics.OfTopicAsync(Id(user), id, cancellationToken) is not { } figures || await reader.WholeAsync(Id(user), id, cancellationToken) is not var (_, questions))
        {
            return NoTopic();
        }
        return TypedResults.Ok(paging.Of(questions, FigureOrders, q =>
        {
            var of = figures.GetValueOrDefault(q.PubId) ?? ItemFigures.Of([]);
            return new FiguresWire(q.Id, q.PubId, of.Attempts, !of.IsEnough, of.Facility, of.Discrimination);
        }));
    }

    private static async Task<Results<Ok<PageOf<QuestionWire>>, ApiProblem>> QuestionsAsync(
        int id, ApiQuery query, Paging paging, ClaimsPrincipal user, BankReader reader, CancellationToken cancellationToken)
    {
        if (await reader.TopicAsync(Id(user), id, cancellationToken) is not { IsMine: true })
        {
            return NoTopic();
        }
        return TypedResults.Ok(paging.Of(await reader.QuestionsAsync(Id(user), id, new QuestionFilter(query.Text("subject"), query.Text("find"), paging.Sort), paging.Page, paging.Size, cancellationToken), QuestionWire.Of));
    }

    private static async Task<Results<Created<QuestionWire>, ApiProblem>> AddQuestionAsync(
        int id, JsonBody<QuestionRequest> body, ClaimsPrincipal user, BankService banks, BankReader reader, CancellationToken cancellationToken)
    {
        if (await reader.TopicAsync(Id(user), id, cancellationToken) is not { IsMine: true })
        {
            return NoTopic();
        }
        var said = body.Value.Over(null, body.Has);
        if (said.Refusal is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        var made = await banks.AddQuestionAsync(Id(user), id, said.Value.Content, said.Value.Place, cancellationToken);
        return made.Refusal is { } refusal
            ? ApiProblem.Of(refusal)
            : TypedResults.Created($"{Root}/questions/{made.Value}", QuestionWire.Of((await reader.QuestionAsync(Id(user), made.Value, cancellationToken))!));
    }

    private static async Task<Results<Ok<QuestionWire>, ApiProblem>> GetQuestionAsync(
        int id, ClaimsPrincipal user, BankReader reader, CancellationToken cancellationToken) =>
        await reader.QuestionAsync(Id(user), id, cancellationToken) is { } question ? TypedResults.Ok(QuestionWire.Of(question)) : NoQuestion();

    private static async Task<Results<Ok<QuestionWire>, ApiProblem>> EditQuestionAsync(
        int id, JsonBody<QuestionRequest> body, IfMatch match, ClaimsPrincipal user, BankService banks, BankReader reader, CancellationToken cancellationToken)
    {
        if (await reader.QuestionAsync(Id(user), id, cancellationToken) is not { } stored)
        {
            return NoQuestion();
        }
        var said = body.Value.Over(stored, body.Has);
        if (said.Refusal is { } invalid)
        {
            return ApiProblem.Of(invalid);
        }
        var edited = await banks.EditQuestionAsync(Id(user), id, said.Value.Content, said.Value.Place, match.Version ?? body.Value.Version, cancellationToken);
        return edited.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(QuestionWire.Of((await reader.QuestionAsync(Id(user), id, cancellationToken))!));
    }

    private static async Task<Results<NoContent, ApiProblem>> DeleteQuestionAsync(int id, ClaimsPrincipal user, BankService banks, CancellationToken cancellationToken) =>
        (await banks.DeleteQuestionAsync(Id(user), id, cancellationToken)).Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.NoContent();

    private static ApiProblem NoTopic() => ApiProblem.Of(Refusal.NotFound(BankTexts.Refused_NoTopic));

    private static ApiProblem NoQuestion() => ApiProblem.Of(Refusal.NotFound(BankTexts.Refused_NoQuestion));
}
