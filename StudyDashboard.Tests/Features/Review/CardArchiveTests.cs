using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

public sealed class CardArchiveTests : IDisposable
{
    private readonly CardWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Archive_IntoAnEmptyInstance_BringsDecksCardsAndAnswersAsTheyWere_AndTwiceIsOnce()
    {
        await _world.SetAsync(s => s with { ExamDay = new DateOnly(2026, 6, 1), Parameters = s.Parameters with { DesiredRetention = 0.95 } });
        var cards = new[] { await _world.AddAsync("casa", "house"), await _world.AddAsync("perro", "dog"), await _world.AddAsync("gato", "cat") };
        await _world.AnswerAsync(cards[0], ReviewGrade.Easy);
        await _world.AnswerAsync(cards[1], ReviewGrade.Again);
        await _world.Cards.SuspendAsync(_world.StudentId, cards[2], true, Token);
        _world.Study.Clock.Advance(TimeSpan.FromDays(8));
        await _world.AnswerAsync(cards[0]);
        using var file = new MemoryStream();
        await _world.Study.Get<ArchiveService>().WriteAsync(_world.StudentId, file, Token);
        using var other = new StudyFixture("UTC");
        other.Clock.SetUtc(_world.Study.Clock.UtcNow);
        var shift = other.AddPerson("Somebody");
        await other.Get<StudyDashboard.Features.Review.Decks.DeckService>().AddAsync(shift, "Ids differ", null, Token);

        var imported = await ImportAsync(other, file);
        var again = await ImportAsync(other, file);

        Assert.Equal(0, again.Plan.Created);
        await using var before = _world.Study.Context();
        await using var after = other.Context();
        Assert.Equal(await CardsAsync(before, _world.StudentId), await CardsAsync(after, other.StudentId));
        var deck = await after.Set<Deck>().SingleAsync(d => d.StudentId == other.StudentId, Token);
        Assert.Equal((0.95, new DateOnly(2026, 6, 1)), (deck.DesiredRetention, deck.ExamDay!.Value));
        Assert.Equal(3, await after.Set<ReviewLogEntry>().CountAsync(e => e.CardId != null, Token));
        var (here, there) = (_world.Study.Get<FigureService>(), other.Get<FigureService>());
        Assert.Equal(
            await here.RetentionAsync(_world.StudentId, null, RetentionPeriod.Month, DayOfWeek.Monday, Token), await there.RetentionAsync(other.StudentId, null, RetentionPeriod.Month, DayOfWeek.Monday, Token));
        Assert.Equal(0, await other.Get<Rebuild>().RunAsync(Token));

        await other.Get<ImportService>().UndoAsync(other.StudentId, imported.ImportId!.Value, Token);
        Assert.Equal((0, 0), (await after.Set<Card>().CountAsync(Token), await after.Set<ReviewLogEntry>().CountAsync(Token)));
    }

    public void Dispose() => _world.Dispose();

    private static async Task<ImportResult> ImportAsync(StudyFixture study, MemoryStream file)
    {
        file.Position = 0;
        var imported = await study.Get<ImportService>().ImportAsync(study.StudentId, new ImportCommand("archive", "study.zip", file), null, Token);
        return imported.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Message) : imported.Value;
    }

    private static async Task<List<string>> CardsAsync(StudyDbContext context, int studentId) =>
        [.. (await context.Set<Card>().AsNoTracking().Include(c => c.Sources).Where(c => c.StudentId == studentId).OrderBy(c => c.Id).ToListAsync(Token))
            .Select(c => $"{c.Front}|{c.Back}|{c.Schedule}|{c.IsSuspended}|{c.TimesStudied}|{c.CreatedAt:O}|{string.Join(',', c.Sources.Select(s => $"{s.Kind} {s.Title}"))}")];
}
