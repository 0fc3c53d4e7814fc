using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using StudyDashboard.Components;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Review.Files;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Infrastructure.Http.Document;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Api;

/// <summary>Reviews over HTTP: what is due, answers, undo and figures; and a deck as a file for its page.</summary>
internal static class ReviewEndpoints
{
    public const string Root = "/api/reviews";

    private static readonly ParameterDoc OneDeck = new("deck", "Only this deck.", ParameterKind.Whole);

    public static void MapReview(this IEndpointRouteBuilder app)
    {
        app.MapCards();
        var reviews = app.MapApi(Root, "Reviews");
        reviews.MapGet("/queue", QueueAsync).WithSummary("What to ask now, in order").WithMetadata(OneDeck);
        reviews.MapPost("", AnswerAsync).WithSummary("Answer a card").WithMetadata(AnswerDoc.Missing("card")).WithDescription("It moves the card, is logged, and counts to a sitting: a study session of kind vocabulary_review.");
        reviews.MapPost("/undo", UndoAsync).WithSummary("Take the last answers of today back").WithDescription("Each card is exactly what it was before.");
        reviews.MapGet("/forecast", ForecastAsync).WithSummary("Cards due in the next 30 days").WithMetadata(OneDeck);
        reviews.MapGet("/retention", RetentionAsync).WithSummary("True retention of the last year").WithMetadata(OneDeck, ParameterDoc.Of<RetentionPeriod>("period", "What a row stands for.", RetentionPeriod.Week));
        reviews.MapGet("/recall/{deck:int}", RecallAsync).WithSummary("What is known of a deck now and on its exam day");
        app.MapGet("/review/decks/{id:int}/export", ExportAsync).ExcludeFromDescription();
        app.MapGet("/review/cards/{id:int}", FindCardAsync).ExcludeFromDescription();
    }

    private static async Task<Results<Ok<QueueWire>, ApiProblem>> QueueAsync(
        ApiQuery query, ClaimsPrincipal user, QueueService queue, CancellationToken cancellationToken)
    {
        var deck = query.Whole("deck");
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var cards = await queue.CardsAsync(CardEndpoints.Id(user), deck, cancellationToken);
        return TypedResults.Ok(new QueueWire([.. cards.Select(c => new QueuedWire((int)c.Id, Words<CardState>.Of(c.State), c.Due, c.Retrievability))], cards.Count));
    }

    private static async Task<Results<Ok<AnswerWire>, ApiProblem>> AnswerAsync(
        JsonBody<AnswerRequest> body, ClaimsPrincipal user, GradingService grading, TimeProvider clock, CancellationToken cancellationToken)
    {
        var request = body.Value;
        if (!Words<ReviewGrade>.TryParse(request.Grade, out var grade))
        {
            return ApiProblem.Of(Refusal.Invalid(new FieldError("grade", ApiTexts.Query_Word.With(request.Grade, string.Join(", ", Words<ReviewGrade>.All)))));
        }
        var ago = request.ReviewedAt is { } at ? (long)(clock.GetUtcNow().UtcDateTime - at).TotalMilliseconds : 0;
        var answered = await grading.AnswerAsync(
            CardEndpoints.Id(user), new AnswerCommand(request.CardId ?? 0, grade, request.DurationMs ?? 0, ago, request.ClientKey), cancellationToken);
        return answered.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(AnswerWire.Of(answered.Value));
    }

    private static async Task<Results<Ok<UndoneWire>, ApiProblem>> UndoAsync(
        JsonBody<UndoRequest> body, ClaimsPrincipal user, GradingService grading, CancellationToken cancellationToken)
    {
        var undone = await grading.UndoAsync(CardEndpoints.Id(user), body.Value.Count ?? 1, cancellationToken);
        return undone.Refusal is { } refusal ? ApiProblem.Of(refusal) : TypedResults.Ok(new UndoneWire(undone.Value.CardIds));
    }

    private static async Task<Results<Ok<ForecastWire>, ApiProblem>> ForecastAsync(ApiQuery query, ClaimsPrincipal user, FigureService figures, CancellationToken cancellationToken)
    {
        var deck = query.Whole("deck");
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var forecast = await figures.ForecastAsync(CardEndpoints.Id(user), deck, cancellationToken);
        return TypedResults.Ok(new ForecastWire(forecast.Backlog, [.. forecast.Days.Select(d => new ForecastDayWire(d.Day, d.Count))]));
    }

    private static async Task<Results<Ok<RetentionList>, ApiProblem>> RetentionAsync(ApiQuery query, ClaimsPrincipal user, FigureService figures, CancellationToken cancellationToken)
    {
        var (deck, period) = (query.Whole("deck"), query.Word<RetentionPeriod>("period"));
        if (query.Refused is { } problem)
        {
            return problem;
        }
        var rows = await figures.RetentionAsync(CardEndpoints.Id(user), deck, period ?? RetentionPeriod.Week, DayOfWeek.Monday, cancellationToken);
        return TypedResults.Ok(new RetentionList([.. rows.Select(r => new RetentionWire(r.From, r.Young.Passed, r.Young.All, r.Mature.Passed, r.Mature.All))], rows.Count));
    }

    private static async Task<Results<Ok<RecallWire>, ApiProblem>> RecallAsync(int deck, ClaimsPrincipal user, FigureService figures, CancellationToken cancellationToken) =>
        await figures.RecallAsync(CardEndpoints.Id(user), deck, cancellationToken) is { } recall
            ? TypedResults.Ok(new RecallWire(
                recall.Now.Studied, recall.Now.Unseen, recall.Now.Mean, recall.ExamDay, recall.Exam?.Mean, recall.Exam?.MeanOfAll, [.. recall.Weak.Select(w => new WeakWire(w.CardId, w.Front, w.Recall))]))
            : ApiProblem.Of(Refusal.NotFound(ReviewTexts.Refused_NoDeck));

    // Who made a card (a scenario, a material, a quiz) knows the card and not its deck, and it may be moved to another.
    private static async Task<Results<RedirectHttpResult, NotFound>> FindCardAsync(int id, ClaimsPrincipal user, CardReader reader, CancellationToken cancellationToken) =>
        await reader.FindAsync(CardEndpoints.Id(user), id, cancellationToken) is { } card ? TypedResults.LocalRedirect(PageAddresses.CardIn(card.DeckId, card.Id)) : TypedResults.NotFound();

    private static async Task<Results<FileStreamHttpResult, NotFound>> ExportAsync(int id, string? format, ClaimsPrincipal user, DeckExport export, CancellationToken cancellationToken)
    {
        var file = Infrastructure.Hosting.PrivateFile.CreateTemporary();
        try
        {
            if (await export.WriteAsync(CardEndpoints.Id(user), id, format == "txt", file, cancellationToken) is not { } name)
            {
                await file.DisposeAsync();
                return TypedResults.NotFound();
            }
            file.Position = 0;
            return TypedResults.File(file, format == "txt" ? "text/plain" : "text/csv", $"{string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c == '-' ? c : '-'))}.{(format == "txt" ? "txt" : "csv")}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

/// <summary>The cards to ask now.</summary>
public sealed record QueueWire(IReadOnlyList<QueuedWire> Items, int Total);

/// <summary>A card to ask; a step that is due a little later stands last.</summary>
public sealed record QueuedWire(int CardId, [property: Words<CardState>] string State, DateTime Due, double? Retrievability);

/// <summary>An answer that was taken.</summary>
public sealed record AnswerWire
{
    public required long Id { get; init; }

    public required int CardId { get; init; }

    [Words<ReviewGrade>]
    public required string Grade { get; init; }

    public required DateTime ReviewedAt { get; init; }

    [Words<CardState>]
    public required string State { get; init; }

    public required DateTime Due { get; init; }

    /// <summary>Days; 0 on steps within a day.</summary>
    public required int IntervalDays { get; init; }

    public required double Stability { get; init; }

    public required double Difficulty { get; init; }

    public required int Reps { get; init; }

    public required int Lapses { get; init; }

    /// <summary>Whether the card became a leech with this answer.</summary>
    public required bool NamedLeech { get; init; }

    /// <summary>Whether it was set aside for that.</summary>
    public required bool Suspended { get; init; }

    /// <summary>The study session of its sitting.</summary>
    public required int? SessionId { get; init; }

    /// <summary>Whether it had been taken before; nothing moved then.</summary>
    public required bool AlreadyTaken { get; init; }

    internal static AnswerWire Of(AnswerTaken answer) => new()
    {
        Id = answer.EntryId, CardId = answer.CardId, Grade = Words<ReviewGrade>.Of(answer.Grade), ReviewedAt = answer.At, State = Words<CardState>.Of(answer.After.State),
        Due = answer.After.Due, IntervalDays = answer.After.ScheduledDays, Stability = answer.After.Stability, Difficulty = answer.After.Difficulty, Reps = answer.After.Reps,
        Lapses = answer.After.Lapses, NamedLeech = answer.NamedLeech, Suspended = answer.Suspended, SessionId = answer.SessionId, AlreadyTaken = answer.IsRepeat,
    };
}

/// <summary>The cards whose answers were taken back, the latest first.</summary>
public sealed record UndoneWire(IReadOnlyList<int> CardIds);

/// <summary>Due cards by day.</summary>
public sealed record ForecastWire(int Backlog, IReadOnlyList<ForecastDayWire> Days);

public sealed record ForecastDayWire(DateOnly Day, int Cards);

public sealed record RetentionList(IReadOnlyList<RetentionWire> Items, int Total);

/// <summary>First answers of cards on a day, learning steps left out.</summary>
public sealed record RetentionWire(DateOnly From, int YoungPassed, int YoungAll, int MaturePassed, int MatureAll);

/// <summary>What is known of a deck.</summary>
public sealed record RecallWire(int Studied, int Unseen, double? Now, DateOnly? ExamDay, double? Exam, double? ExamWithUnseen, IReadOnlyList<WeakWire> Weak);

public sealed record WeakWire(int CardId, string Front, double Recall);
