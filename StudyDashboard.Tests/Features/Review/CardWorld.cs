using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

/// <summary>A student with a deck, at 9:00 on 10 March 2026 in UTC with days from 4:00.</summary>
internal sealed class CardWorld : IDisposable
{
    public CardWorld() => DeckId = AddDeck("Korean");

    public StudyFixture Study { get; } = new("UTC");

    public int StudentId => Study.StudentId;

    public int DeckId { get; }

    public GradingService Grading => Study.Get<GradingService>();

    public QueueService Queue => Study.Get<QueueService>();

    public CardService Cards => Study.Get<CardService>();

    public DeckService Decks => Study.Get<DeckService>();

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public int AddDeck(string name) => Decks.AddAsync(StudentId, name, null, Token).GetAwaiter().GetResult().Value.Id;

    public async Task<int> AddAsync(string front = "house", string back = "dom", int? deckId = null) =>
        (await Cards.AddAsync(StudentId, deckId ?? DeckId, new CardText(front, back), [], Token)).Value[0];

    public async Task<AnswerTaken> AnswerAsync(int cardId, ReviewGrade grade = ReviewGrade.Good, int durationMs = 4000, string? key = null, long agoMs = 0) =>
        (await Grading.AnswerAsync(StudentId, new AnswerCommand(cardId, grade, durationMs, agoMs, key), Token)).Value;

    public async Task<Card> CardAsync(int cardId)
    {
        await using var context = Study.Context();
        return await context.Set<Card>().AsNoTracking().Include(c => c.Sources).SingleAsync(c => c.Id == cardId, Token);
    }

    public async Task<IReadOnlyList<long>> QueueAsync(int? deckId = null) => [.. (await Queue.CardsAsync(StudentId, deckId, Token)).Select(c => c.Id)];

    public async Task SetAsync(Func<DeckSettings, DeckSettings> change, bool reschedule = false)
    {
        var deck = (await Decks.FindAsync(StudentId, DeckId, Token))!;
        var set = await Decks.SetAsync(StudentId, DeckId, deck.Version, change(DeckSettings.Of(deck)), reschedule, Token);
        Assert.Null(set.Refusal);
    }

    public void Dispose() => Study.Dispose();
}
