using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Files;

/// <summary>A deck as a file: CSV as <see cref="CardsCsvImport"/> reads it, or text as Anki does.</summary>
public sealed class DeckExport(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>Writes a deck's cards. A text with gaps stands once, whatever the number of its cards.</summary>
    /// <returns>The deck's name, or null when it is not there.</returns>
    public async Task<string?> WriteAsync(int studentId, int deckId, bool forAnki, Stream output, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Set<Deck>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == deckId && d.StudentId == studentId && d.DeletedAt == null, cancellationToken) is not { } deck)
        {
            return null;
        }
        await using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !forAnki), leaveOpen: true);
        await writer.WriteAsync(forAnki ? "#separator:tab\n#html:true\n#deck column:1\n#tags column:5\n" : "deck,front,back,example,hint,cloze,tags\r\n");
        var seen = new HashSet<string>();
        var cards = context.Set<Card>().AsNoTracking().Where(c => c.DeckId == deckId && c.DeletedAt == null).OrderBy(c => c.Id).AsAsyncEnumerable();
        await foreach (var card in cards.WithCancellation(cancellationToken))
        {
            if (card.Cloze is null || seen.Add(card.Cloze))
            {
                await writer.WriteAsync(forAnki ? AnkiLine(deck, card) : CsvLine(deck, card));
            }
        }
        return deck.Name;
    }

    private static string CsvLine(Deck deck, Card card) => string.Join(',', new[]
    {
        deck.Name, card.Front, card.Back, card.Example ?? "", card.Hint ?? "", card.Cloze ?? "", string.Join(' ', card.Tags),
    }.Select(CsvCell.OfText)) + "\r\n";

    private static string AnkiLine(Deck deck, Card card) => string.Join('\t', new[]
    {
        deck.Name, Html(card.Cloze ?? card.Front), Html(card.Back), Html(card.Example), string.Join(' ', card.Tags),
    }.Select(Field)) + "\n";

    private static string Html(string? markdown) => Markup.LinesToHtml(markdown).Trim().ReplaceLineEndings("");

    private static string Field(string value) =>
        value.AsSpan().IndexOfAny("\"\t\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
