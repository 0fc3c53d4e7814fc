using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions.Log;

namespace StudyDashboard.Features.Review.Decks;

/// <summary>Removes for good cards and decks that were deleted, after 30 days (rules.md 17). Their answers stay in the log.</summary>
public sealed class CardPurge(IDbContextFactory<StudyDbContext> contexts)
{
    /// <returns>How many cards were removed.</returns>
    public async Task<int> RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var before = asOfUtc - LogReader.KeepDeleted;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var cards = await context.Set<Card>().Where(c => c.DeletedAt < before).ExecuteDeleteAsync(cancellationToken);
        await context.Set<Deck>().Where(d => d.DeletedAt < before && !context.Set<Card>().Any(c => c.DeckId == d.Id)).ExecuteDeleteAsync(cancellationToken);
        return cards;
    }
}
