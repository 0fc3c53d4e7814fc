using StudyDashboard.Components;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Files;

/// <summary>
/// A review log with a card for each of its ids, in a deck called as the file is: the answers go through the scheduler again, and the
/// cards stand where they lead. What the cards ask is not in such a file; until somebody writes it, they bear their id.
/// </summary>
internal sealed class ReviewDeckImport : IImportKind
{
    public string Word => "review-log-deck";

    public string Title => FileTexts.Log_Title;

    public string Explanation => FileTexts.Log_Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    public string? UndoNote => FileTexts.UndoNote;

    public (string Address, string Text) Place => (PageAddresses.Review, ImportTexts.Done_Cards);

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new CardsPlan();
        var reviews = new List<LoggedReview>();
        if (ReviewLogImport.ReadRows(file, plan.Refusals, reviews.Add, progress, cancellationToken) is { } refusal)
        {
            return refusal;
        }
        var deck = CardsCsvImport.DeckNameOf(file.Name);
        foreach (var card in reviews.DistinctBy(r => (r.CardKey, r.At)).GroupBy(r => r.CardKey).OrderBy(g => g.Min(r => r.At)))
        {
            plan.Add(new IncomingCard
            {
                Deck = deck,
                Text = new CardText(FileTexts.Log_Front.With(card.Key), FileTexts.Log_Back),
                LogKey = card.Key,
                Reviews = [.. card.OrderBy(r => r.At)],
                Identity = $"log\u001f{deck}\u001f{card.Key}",
            });
        }
        return plan;
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => CardsPlan.UndoAsync(job, cancellationToken);
}
