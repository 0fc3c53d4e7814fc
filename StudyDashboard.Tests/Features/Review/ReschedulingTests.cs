using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Data.Seeding;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

/// <summary>A large deck gets other settings: with a word on how far it is, and with a way out.</summary>
public sealed class ReschedulingTests : IDisposable
{
    private readonly StudyFixture _study = new("UTC");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LargeDeck_TellsHowFarItIs_AndCancelledIsAsItWas()
    {
        await using var context = _study.Context();
        var email = (await context.Users.SingleAsync(p => p.Id == _study.StudentId, Token)).Email!;
        await new CardSeeder(_study.Get<IDbContextFactory<StudyDbContext>>(), _study.Clock).SeedAsync(email, 5000, 0, Token);
        var deck = await context.Set<Deck>().AsNoTracking().SingleAsync(Token);
        var before = await DueAsync();
        var settings = DeckSettings.Of(deck) with { Parameters = deck.Parameters with { DesiredRetention = 0.8 } };
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _study.Get<DeckService>().SetAsync(_study.StudentId, deck.Id, deck.Version, settings, true, new Heard(_ => cancel.Cancel()), cancel.Token));
        Assert.Equal(before, await DueAsync());

        var heard = new List<int>();
        var moved = await _study.Get<DeckService>().SetAsync(_study.StudentId, deck.Id, deck.Version, settings, true, new Heard(heard.Add), Token);
        Assert.Equal([44, 88], heard);
        Assert.True(moved.Value > 4000);
        Assert.NotEqual(before, await DueAsync());

        async Task<List<DateTime>> DueAsync()
        {
            await using var reading = _study.Context();
            return await reading.Set<Card>().OrderBy(c => c.Id).Select(c => c.Due).ToListAsync(Token);
        }
    }

    public void Dispose() => _study.Dispose();

    private sealed class Heard(Action<int> hear) : IProgress<int>
    {
        public void Report(int value) => hear(value);
    }
}
