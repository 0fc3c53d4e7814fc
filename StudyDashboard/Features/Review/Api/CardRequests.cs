using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Http;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Api;

/// <summary>A deck's settings; what is left out stays as it is.</summary>
internal sealed record DeckRequest
{
    public string? Name { get; init; }

    /// <summary>A tag such as ko.</summary>
    public string? Language { get; init; }

    /// <summary>0.70 to 0.99.</summary>
    public double? DesiredRetention { get; init; }

    /// <summary>Such as "1m 10m".</summary>
    public string? LearningSteps { get; init; }

    public string? RelearningSteps { get; init; }

    /// <summary>Days, 1 to 36500.</summary>
    public int? MaximumInterval { get; init; }

    public bool? Fuzz { get; init; }

    /// <summary>21, 19 or 17 numbers; null for the published ones.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    public int? NewPerDay { get; init; }

    /// <summary>Null for all.</summary>
    public int? ReviewsPerDay { get; init; }

    /// <summary>lowest_recall_first, highest_recall_first or oldest_due_first.</summary>
    [Words<QueueOrder>]
    public string? Order { get; init; }

    public DateOnly? ExamDay { get; init; }

    public int? LeechFirst { get; init; }

    public int? LeechEvery { get; init; }

    public bool? LeechSuspends { get; init; }

    /// <summary>Move the cards in review to the intervals of the new settings.</summary>
    public bool? Reschedule { get; init; }

    public int? Version { get; init; }

    public Outcome<DeckSettings> Over(DeckSettings stored, Func<string, bool> has)
    {
        var errors = new List<FieldError>();
        var parameters = stored.Parameters with
        {
            DesiredRetention = DesiredRetention ?? stored.Parameters.DesiredRetention,
            MaximumInterval = MaximumInterval ?? stored.Parameters.MaximumInterval,
            Fuzz = Fuzz ?? stored.Parameters.Fuzz,
            LearningSteps = StepsOf(LearningSteps, "learning_steps", stored.Parameters.LearningSteps, errors),
            RelearningSteps = StepsOf(RelearningSteps, "relearning_steps", stored.Parameters.RelearningSteps, errors),
            Weights = WeightsOf(stored.Parameters.Weights, has, errors),
        };
        var order = stored.Order;
        if (Order is not null && !Words<QueueOrder>.TryParse(Order, out order))
        {
            errors.Add(new FieldError("order", ApiTexts.Query_Word.With(Order, string.Join(", ", Words<QueueOrder>.All))));
        }
        return errors.ToRefusal() is { } refusal ? refusal : new DeckSettings(
            Name ?? stored.Name, Language ?? stored.Language, parameters,
            new ReviewLimits(NewPerDay ?? stored.Limits.NewPerDay, has("reviews_per_day") ? ReviewsPerDay : stored.Limits.ReviewsPerDay),
            order, has("exam_day") ? ExamDay : stored.ExamDay,
            new LeechRule(LeechFirst ?? stored.Leeches.First, LeechEvery ?? stored.Leeches.Every), LeechSuspends ?? stored.LeechSuspends);
    }

    private FsrsWeights WeightsOf(FsrsWeights stored, Func<string, bool> has, List<FieldError> errors)
    {
        if (!has("weights") || Weights is null)
        {
            return has("weights") ? FsrsWeights.Default : stored;
        }
        if (Weights.Count is 17 or 19)
        {
            return FsrsWeights.Adopt(Weights);
        }
        errors.AddRange(FsrsWeights.Faults(Weights));
        return errors.Count == 0 ? new FsrsWeights(Weights) : stored;
    }

    private static LearningSteps StepsOf(string? text, string field, LearningSteps stored, List<FieldError> errors)
    {
        if (text is null)
        {
            return stored;
        }
        var steps = Fsrs.LearningSteps.Parse(text, field);
        errors.AddRange(steps.Refusal?.Fields ?? []);
        return steps.Refusal is null ? steps.Value : stored;
    }
}

/// <summary>A card; what is left out stays as it is.</summary>
internal sealed record CardRequest
{
    public int? DeckId { get; init; }

    /// <summary>What is asked, Markdown.</summary>
    public string? Front { get; init; }

    public string? Back { get; init; }

    public string? Example { get; init; }

    public string? Hint { get; init; }

    /// <summary>A text with gaps instead of front and back: "The capital is {{c1::Sofia::city}}."</summary>
    public string? Cloze { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>none, red, orange, green or blue.</summary>
    [Words<CardFlag>]
    public string? Flag { get; init; }

    public bool? IsSuspended { get; init; }

    /// <summary>Set aside until the next study day.</summary>
    public bool? IsBuried { get; init; }

    public int? Version { get; init; }

    public CardText Over(CardText stored, Func<string, bool> has) => new(
        Front ?? stored.Front, Back ?? stored.Back, has("example") ? Example : stored.Example, has("hint") ? Hint : stored.Hint, has("cloze") ? Cloze : stored.Cloze);

    /// <summary>The flag; an unknown word leaves it, for the service refuses it.</summary>
    public string? FlagOf() => Flag;
}

/// <summary>An answer to a card.</summary>
internal sealed record AnswerRequest
{
    public int? CardId { get; init; }

    /// <summary>again, hard, good or easy.</summary>
    [Words<ReviewGrade>]
    public string? Grade { get; init; }

    public int? DurationMs { get; init; }

    /// <summary>When it was given, if not now; at most 7 days ago.</summary>
    public DateTime? ReviewedAt { get; init; }

    /// <summary>The caller's own id of the answer, up to 64 characters: sent again, it gets the first result.</summary>
    public string? ClientKey { get; init; }
}

/// <summary>How many answers to take back.</summary>
internal sealed record UndoRequest
{
    /// <summary>1 unless given, at most 100.</summary>
    public int? Count { get; init; }
}
