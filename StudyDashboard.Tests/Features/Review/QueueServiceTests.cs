using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Queue;

namespace StudyDashboard.Tests.Features.Review;

public sealed class QueueServiceTests : IDisposable
{
    private readonly CardWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Queue_OfNewCards_StopsAtTheLimit_AndCountsWhatWasAnsweredToday()
    {
        await _world.SetAsync(s => s with { Limits = new ReviewLimits(2) });
        var cards = new[] { await _world.AddAsync("a"), await _world.AddAsync("b"), await _world.AddAsync("c") };
        Assert.Equal([cards[0], cards[1]], await _world.QueueAsync());

        await _world.AnswerAsync(cards[0], ReviewGrade.Easy);

        Assert.Equal([cards[1]], await _world.QueueAsync());
        Assert.Equal((1, 1), Counts(await DayAsync()));
        _world.Study.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal([cards[1], cards[2]], await _world.QueueAsync());
    }

    [Fact]
    public async Task Queue_OfDueCards_KeepsToTheLimitAndToTheDeck()
    {
        var other = _world.AddDeck("German");
        var here = await _world.AddAsync("a");
        var there = await _world.AddAsync("b", deckId: other);
        foreach (var card in new[] { here, there })
        {
            await _world.AnswerAsync(card, ReviewGrade.Easy);
        }
        _world.Study.Clock.Advance(TimeSpan.FromDays(30));

        Assert.Equal([here], await _world.QueueAsync(_world.DeckId));
        Assert.Equal(2, (await _world.QueueAsync()).Count);
        await _world.SetAsync(s => s with { Limits = new ReviewLimits(20, 0) });
        Assert.Equal([there], await _world.QueueAsync());
        Assert.Equal((0, 1), ((await DayAsync()).Decks.Single(d => d.Id == _world.DeckId).Due, (await DayAsync()).Decks.Single(d => d.Id == _world.DeckId).AllDue));
    }

    [Fact]
    public async Task Bury_KeepsTheCardAwayUntilTheNextStudyDay()
    {
        var card = await _world.AddAsync();
        await _world.Cards.BuryAsync(_world.StudentId, card, true, Token);

        Assert.Empty(await _world.QueueAsync());
        // 10 March goes on until 4:00.
        _world.Study.Clock.SetUtc(Support.Make.At("2026-03-11 03:59"));
        Assert.Empty(await _world.QueueAsync());
        _world.Study.Clock.SetUtc(Support.Make.At("2026-03-11 04:00"));
        Assert.Equal([card], await _world.QueueAsync());
    }

    [Fact]
    public async Task CatchUp_LimitsTheDay_AndNamesTheDayItEnds()
    {
        var cards = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            cards.Add(await _world.AddAsync($"word {i}"));
            await _world.AnswerAsync(cards[^1], ReviewGrade.Easy);
        }
        _world.Study.Clock.Advance(TimeSpan.FromDays(60));
        Assert.Equal(6, (await DayAsync()).Backlog);

        await _world.Study.Get<ProfileService>().PreferAsync(_world.StudentId, p => p with { Review = p.Review with { CatchUpPerDay = 2 } }, Token);

        Assert.Equal(2, (await _world.QueueAsync()).Count);
        Assert.Equal(2, (await DayAsync()).ToDo);
        await _world.AnswerAsync(cards[0]);
        Assert.Equal(1, (await DayAsync()).ToDo);
        Assert.Equal(new DateOnly(2026, 5, 11), await _world.Queue.FinishAsync(_world.StudentId, 2, Token));
    }

    [Fact]
    public async Task LoadBalance_SpreadsCardsOverTheFuzzRange_AndNeverBeyond()
    {
        await _world.Study.Get<ProfileService>().PreferAsync(_world.StudentId, p => p with { Review = p.Review with { LoadBalance = true } }, Token);
        var days = new List<int>();
        for (var i = 0; i < 9; i++)
        {
            days.Add((await _world.AnswerAsync(await _world.AddAsync($"word {i}"), ReviewGrade.Easy)).After.ScheduledDays);
        }

        // Easy on a new card is 8 days, whose range goes from 6 to 10.
        Assert.Equal(5, days.Distinct().Count());
        Assert.All(days.GroupBy(d => d), g => Assert.InRange(g.Count(), 1, 2));
        Assert.All(days, d => Assert.InRange(d, 6, 10));
    }

    [Fact]
    public async Task EasyDay_WithNoShare_GetsNoCardWhileTheRangeHasAnother()
    {
        // 16 March 2026, six days on, is a Monday; eight days on is a Wednesday.
        await _world.Study.Get<ProfileService>().PreferAsync(_world.StudentId, p => p with { Review = p.Review with { DayShares = [100, 100, 100, 0, 100, 100, 100] } }, Token);

        var taken = await _world.AnswerAsync(await _world.AddAsync(), ReviewGrade.Easy);

        Assert.NotEqual(DayOfWeek.Wednesday, taken.After.Due.DayOfWeek);
    }

    public void Dispose() => _world.Dispose();

    private Task<ReviewDay> DayAsync() => _world.Queue.DayAsync(_world.StudentId, Token);

    private static (int New, int Done) Counts(ReviewDay day) => (day.Decks.Sum(d => d.New), day.Decks.Sum(d => d.Done));
}
