using StudyDashboard.Components;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Csv;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Files;

/// <summary>Cards as CSV or TSV whose columns are found by their names, and notes as Anki exports them as text.</summary>
internal sealed class CardsCsvImport : IImportKind
{
    public string Word => "cards-csv";

    public string Title => FileTexts.Csv_Title;

    public string Explanation => FileTexts.Csv_Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".csv", ".tsv", ".txt"];

    public string? UndoNote => FileTexts.UndoNote;

    public (string Address, string Text) Place => (PageAddresses.Review, ImportTexts.Done_Cards);

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new CardsPlan();
        var deck = DeckNameOf(file.Name);
        var (rows, refusal) = IsAnki(file.Content) ? (ReadAnki(file.Content, plan, deck, cancellationToken), null) : ReadCsv(file.Content, plan, deck, cancellationToken);
        progress?.Report(new ImportProgress(ImportStep.Read, 100));
        return refusal ?? (rows + plan.Refusals.Count == 0 ? ImportService.Unreadable(ImportTexts.Refused_NoRows) : Outcome.Of<ImportPlan>(plan));
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => CardsPlan.UndoAsync(job, cancellationToken);

    /// <summary>The deck that takes what names none: called as the file is.</summary>
    internal static string DeckNameOf(string fileName) =>
        Path.GetFileNameWithoutExtension(fileName).Trim() is { Length: > 0 } name ? name[..Math.Min(name.Length, Deck.MaxName)] : ReviewTexts.Deck_Words;

    /// <summary>Adds the cards of a row: one, or one for each gap.</summary>
    /// <returns>Why it cannot be taken, or null.</returns>
    internal static string? Add(CardsPlan plan, string deck, CardText text, IReadOnlyList<string> tags)
    {
        text = text.Trimmed();
        // Gaps in the front are a text with gaps, as Anki's cloze notes have them.
        if (text.Cloze is null && ClozeText.GapsOf(text.Front).Count > 0)
        {
            text = text with { Front = "", Cloze = text.Front };
        }
        if (CardRules.Faults(text, tags).FirstOrDefault() is { } fault)
        {
            return fault.Message;
        }
        if (deck.Length is 0 or > Deck.MaxName)
        {
            return ReviewTexts.Refused_DeckName.With(Deck.MaxName);
        }
        foreach (int? gap in text.Cloze is { } cloze ? ClozeText.GapsOf(cloze).Select(g => (int?)g) : [null])
        {
            plan.Add(new IncomingCard { Deck = deck, Text = text, Gap = gap, Tags = tags, Identity = IncomingCard.IdentityOf(deck, text, gap) });
        }
        return null;
    }

    internal static IReadOnlyList<string> TagsOf(string text) =>
        [.. text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    private static (int Rows, Refusal? Refusal) ReadCsv(Stream content, CardsPlan plan, string file, CancellationToken cancellationToken)
    {
        using var table = CsvTable.Open(content, plan.Refusals, cancellationToken);
        var (front, back) = (table.Column("front", "question", "term", "word", "expression"), table.Column("back", "answer", "meaning", "definition", "translation"));
        var (cloze, example, hint) = (table.Column("cloze", "text"), table.Column("example", "sentence"), table.Column("hint"));
        var (tags, deck) = (table.Column("tags", "tag"), table.Column("deck"));
        if (cloze is null && (front is null || back is null))
        {
            return (0, ImportService.Unreadable(FileTexts.Refused_Columns));
        }
        var rows = 0;
        foreach (var row in table.Rows())
        {
            rows++;
            var text = new CardText(row[front], row[back], row[example], row[hint], row[cloze]);
            if (Add(plan, row[deck].NullIfBlank() ?? file, text, TagsOf(row[tags])) is { } reason)
            {
                table.Refuse(row, reason);
            }
        }
        return (rows, null);
    }

    private static int ReadAnki(Stream content, CardsPlan plan, string file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, CsvTable.EncodingOf(content), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var head = AnkiTextHead.Read(reader);
        // The reader below counts from its own first line.
        var refusals = new Refusals();
        var records = new CsvRecords(reader, head.Separator, refusals, cancellationToken);
        var rows = 0;
        foreach (var (line, text) in records.Read())
        {
            rows++;
            var fields = records.FieldsOf(text);
            var sides = head.SidesOf(fields);
            // What stands behind the second side is kept, whatever the note type calls it.
            string[] texts = [sides.ElementAtOrDefault(0) ?? "", sides.ElementAtOrDefault(1) ?? "", string.Join('\n', sides.Skip(2).Where(s => s.Length > 0))];
            texts = [.. texts.Select(text => head.IsHtml ? AnkiHtml.ToMarkdown(text) : AnkiHtml.TextToMarkdown(text))];
            var card = new CardText(texts[0], texts[1], texts[2]);
            if (Add(plan, head.DeckOf(fields) ?? file, card, TagsOf(head.TagsOf(fields))) is { } reason)
            {
                plan.Refusals.Add(line + head.Lines, reason);
            }
        }
        foreach (var refused in refusals.Lines)
        {
            plan.Refusals.Add(refused.Line + head.Lines, refused.Reason);
        }
        return rows;
    }

    private static bool IsAnki(Stream content)
    {
        using var reader = new StreamReader(content, CsvTable.EncodingOf(content), detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var isAnki = reader.Peek() == '#';
        content.Position = 0;
        return isAnki;
    }
}
