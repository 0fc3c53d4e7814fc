using System.Globalization;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Page;

/// <summary>A deck's settings as they are typed.</summary>
internal sealed class DeckDraft
{
    public string Name { get; set; } = "";

    public string? Language { get; set; } = "";

    public DateOnly? ExamDay { get; set; }

    public string? NewPerDay { get; set; }

    public string? ReviewsPerDay { get; set; }

    public QueueOrder Order { get; set; }

    /// <summary>In percent.</summary>
    public string? Retention { get; set; }

    public string? LearningSteps { get; set; }

    public string? RelearningSteps { get; set; }

    public string? MaximumInterval { get; set; }

    public bool Fuzz { get; set; }

    /// <summary>Empty for the published ones.</summary>
    public string? Weights { get; set; }

    public bool Reschedule { get; set; }

    public string? LeechFirst { get; set; }

    public string? LeechEvery { get; set; }

    public bool LeechSuspends { get; set; }

    public static DeckDraft Of(Deck deck)
    {
        var draft = new DeckDraft
        {
            Name = deck.Name, Language = deck.Language, ExamDay = deck.ExamDay, NewPerDay = Text(deck.NewPerDay),
            ReviewsPerDay = deck.ReviewsPerDay is { } limit ? Text(limit) : "", Order = deck.Order,
            LeechFirst = Text(deck.LeechFirst), LeechEvery = Text(deck.LeechEvery), LeechSuspends = deck.LeechSuspends,
        };
        draft.Take(deck.Parameters);
        return draft;
    }

    public void Take(FsrsParameters parameters)
    {
        Retention = (parameters.DesiredRetention * 100).ToString("0.##", CultureInfo.CurrentCulture);
        (LearningSteps, RelearningSteps) = (parameters.LearningSteps.ToString(), parameters.RelearningSteps.ToString());
        (MaximumInterval, Fuzz) = (Text(parameters.MaximumInterval), parameters.Fuzz);
        Weights = parameters.Weights.Equals(FsrsWeights.Default) ? "" : parameters.Weights.ToString();
    }

    /// <summary>The settings, or what of them cannot be read.</summary>
    public Outcome<DeckSettings> Read()
    {
        var errors = new List<FieldError>();
        var retention = double.TryParse(Retention, NumberStyles.Float, CultureInfo.CurrentCulture, out var percent) ? percent / 100 : double.NaN;
        var steps = Taken(Fsrs.LearningSteps.Parse(LearningSteps ?? "", "learning_steps"), errors);
        var again = Taken(Fsrs.LearningSteps.Parse(RelearningSteps ?? "", "relearning_steps"), errors);
        var weights = Weights.NullIfBlank() is { } typed ? Taken(FsrsWeights.Parse(typed), errors) : FsrsWeights.Default;
        var (interval, fresh) = (Whole(MaximumInterval, "maximum_interval", errors), Whole(NewPerDay, "new_per_day", errors));
        int? reviews = ReviewsPerDay.NullIfBlank() is null ? null : Whole(ReviewsPerDay, "reviews_per_day", errors);
        var leeches = new LeechRule(Whole(LeechFirst, "leech_first", errors), Whole(LeechEvery, "leech_every", errors));
        return errors.ToRefusal() is { } refusal ? refusal : new DeckSettings(
            Name, Language ?? "", new FsrsParameters
            {
                DesiredRetention = retention, LearningSteps = steps!, RelearningSteps = again!, MaximumInterval = interval, Fuzz = Fuzz, Weights = weights!,
            },
            new ReviewLimits(fresh, reviews), Order, ExamDay, leeches, LeechSuspends);
    }

    private static T? Taken<T>(Outcome<T> read, List<FieldError> errors) where T : class
    {
        errors.AddRange(read.Refusal?.Fields ?? []);
        return read.Refusal is null ? read.Value : null;
    }

    private static int Whole(string? text, string field, List<FieldError> errors)
    {
        if (int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }
        errors.Add(new FieldError(field, DeckTexts.Refused_Whole));
        return 1;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
