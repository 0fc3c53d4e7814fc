using StudyDashboard.Features.Review.Fsrs;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>Something to be known by heart, and where its learning stands.</summary>
public sealed class Card
{
    /// <summary>The version of a card that an import brought and nobody has changed.</summary>
    public const int ImportedVersion = 1;

    private readonly List<CardSource> _sources = [];

    private Card()
    {
    }

    private Card(int studentId, int deckId, CardText text, string language, DateTime nowUtc)
    {
        (StudentId, DeckId, Language, CreatedAt, Due) = (studentId, deckId, language, nowUtc, nowUtc);
        SetText(text);
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public int DeckId { get; private set; }

    public string Front { get; private set; } = "";

    public string Back { get; private set; } = "";

    public string? Example { get; private set; }

    public string? Hint { get; private set; }

    /// <summary>A text with gaps in Anki's spelling; the gap that is asked is <see cref="ClozeNumber"/>.</summary>
    public string? Cloze { get; private set; }

    /// <summary>Which gap is asked, from 1; null for a card without gaps.</summary>
    public int? ClozeNumber { get; private set; }

    public List<string> Tags { get; private set; } = [];

    /// <summary>A language tag, or empty.</summary>
    public string Language { get; private set; } = "";

    /// <summary>The folded term of a word, with the language unique for the student; null for other cards.</summary>
    public string? Term { get; private set; }

    /// <summary>The question that it asks, unique for the student; null for other cards.</summary>
    public string? QuestionPubId { get; private set; }

    /// <summary>In how many pieces of learning it was met.</summary>
    public int TimesStudied { get; private set; }

    public CardState State { get; private set; }

    public int Step { get; private set; }

    public double Stability { get; private set; }

    public double Difficulty { get; private set; }

    public int ScheduledDays { get; private set; }

    public int Reps { get; private set; }

    public int Lapses { get; private set; }

    public DateTime? LastReviewAt { get; private set; }

    public DateTime Due { get; private set; }

    /// <summary>Set aside until the person takes it back.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>The study day from which on it is asked again.</summary>
    public DateOnly? BuriedUntil { get; private set; }

    public CardFlag Flag { get; private set; }

    public bool IsLeech { get; private set; }

    public int? ImportId { get; private set; }

    /// <summary>Identity of an imported card (rules.md 18).</summary>
    public string? ImportKey { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public int Version { get; private set; }

    public IReadOnlyList<CardSource> Sources => _sources;

    public CardText Text => new(Front, Back, Example, Hint, Cloze);

    /// <summary>Its scheduling, as FSRS takes it.</summary>
    public FsrsCard Schedule => new()
    {
        State = State, Step = Step, Stability = Stability, Difficulty = Difficulty, ScheduledDays = ScheduledDays, Reps = Reps, Lapses = Lapses,
        LastReview = LastReviewAt, Due = Due,
    };

    /// <summary>A card made by hand or brought by an import, due at once.</summary>
    internal static Card Of(int studentId, int deckId, CardText text, string language, DateTime nowUtc) => new(studentId, deckId, text, language, nowUtc);

    /// <summary>The card of a word, due at once.</summary>
    internal static Card OfWord(int studentId, int deckId, WordDraft word, string language, DateTime nowUtc) =>
        new(studentId, deckId, new CardText(word.Term, word.Meaning, word.Example), language, nowUtc) { Term = TermKey.Of(word.Term) };

    /// <summary>The card of a question, due at once.</summary>
    internal static Card OfQuestion(int studentId, int deckId, QuestionDraft question, DateTime nowUtc) =>
        new(studentId, deckId, new CardText(question.Front, question.Back, question.Explanation), "", nowUtc) { QuestionPubId = question.PubId };

    internal void SetText(CardText text)
    {
        text = text.Trimmed();
        (Front, Back, Example, Hint, Cloze) = (text.Front, text.Back, text.Example, text.Hint, text.Cloze);
        // An edit that drops the gap asks the first that is left.
        var gaps = text.Cloze is null ? [] : ClozeText.GapsOf(text.Cloze);
        ClozeNumber = text.Cloze is null ? null : ClozeNumber is { } asked && gaps.Contains(asked) ? asked : gaps.Count > 0 ? gaps[0] : 1;
        Version++;
    }

    internal void AskGap(int number) => ClozeNumber = number;

    internal void SetTags(IEnumerable<string> tags) => Tags = [.. tags];

    internal void MoveTo(int deckId) => DeckId = deckId;

    /// <summary>It was met in a piece of learning: counted, and the source kept once.</summary>
    internal void Meet(CardOrigin origin, DateTime nowUtc)
    {
        TimesStudied++;
        if (!_sources.Exists(s => s.Kind == origin.Kind && s.SourceId == origin.SourceId && (origin.SourceId is not null || s.Title == origin.Title)))
        {
            _sources.Add(new CardSource(origin, nowUtc));
        }
    }

    /// <summary>When an answer counts that comes late: never before the one before it, since a memory does not go back.</summary>
    public DateTime AfterLast(DateTime at) => LastReviewAt is { } last && at <= last ? last.AddMilliseconds(1) : at;

    internal void Put(in FsrsCard schedule)
    {
        (State, Step, Stability, Difficulty) = (schedule.State, schedule.Step, schedule.Stability, schedule.Difficulty);
        (ScheduledDays, Reps, Lapses, LastReviewAt, Due) = (schedule.ScheduledDays, schedule.Reps, schedule.Lapses, schedule.LastReview, schedule.Due);
        Version++;
    }

    /// <summary>Takes an answer back: the card is to the last bit what it was before it.</summary>
    internal void Restore(ReviewLogEntry answer)
    {
        Put(answer.Before!.Value);
        (IsSuspended, IsLeech) = (IsSuspended && !answer.Suspended, IsLeech && !answer.NamedLeech);
    }

    internal void Suspend(bool isSuspended) => (IsSuspended, Version) = (isSuspended, Version + 1);

    internal void BuryUntil(DateOnly? day) => (BuriedUntil, Version) = (day, Version + 1);

    internal void SetFlag(CardFlag flag) => (Flag, Version) = (flag, Version + 1);

    internal void NameLeech(bool isLeech) => IsLeech = isLeech;

    /// <summary>Ties it to the import that brought it; from here on every change counts as one of the person's.</summary>
    internal void CameFrom(int importId, string? importKey) => (ImportId, ImportKey, Version) = (importId, importKey, ImportedVersion);

    /// <summary>A source as it was kept elsewhere, not met anew.</summary>
    internal void CameFrom(CardOrigin origin, DateTime at) => _sources.Add(new CardSource(origin, at));

    /// <summary>What makes it the card of a word or a question, as it was kept elsewhere.</summary>
    internal void Belongs(string? term, string? questionPubId, int timesStudied) => (Term, QuestionPubId, TimesStudied) = (term, questionPubId, timesStudied);

    internal void Delete(DateTime nowUtc) => (DeletedAt, Version) = (nowUtc, Version + 1);

    internal void Undelete() => (DeletedAt, Version) = (null, Version + 1);
}

/// <summary>A piece of learning that brought a card, or met it again.</summary>
public sealed class CardSource
{
    public const int MaxTitle = 255;

    private CardSource()
    {
    }

    internal CardSource(CardOrigin origin, DateTime nowUtc) =>
        (Kind, SourceId, Title, AddedAt) = (origin.Kind, origin.SourceId, origin.Title.Length <= MaxTitle ? origin.Title : origin.Title[..MaxTitle], nowUtc);

    public int Id { get; private set; }

    public int CardId { get; private set; }

    public CardSourceKind Kind { get; private set; }

    /// <summary>Id in the feature that <see cref="Kind"/> names; null when there is nothing to lead to.</summary>
    public int? SourceId { get; private set; }

    public string Title { get; private set; } = "";

    public DateTime AddedAt { get; private set; }
}
