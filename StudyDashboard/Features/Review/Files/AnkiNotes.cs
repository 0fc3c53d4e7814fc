using System.Globalization;
using System.Net;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Files;

/// <summary>Makes incoming cards of a collection; what cannot be one is named by its note.</summary>
internal sealed class AnkiNotes(AnkiCollection collection, ImportFile file, CardsPlan plan)
{
    private readonly AnkiSchedule _schedule = new(collection, file.Calendar);

    public void Read(CancellationToken cancellationToken)
    {
        var answers = collection.Answers();
        foreach (var (index, card) in collection.Cards().Index())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Add(card, answers.GetValueOrDefault(card.Id) ?? []) is { } reason)
            {
                plan.Refusals.Add(index + 1, FileTexts.Anki_Note.With(card.NoteId, reason));
            }
        }
    }

    private string? Add(AnkiCard card, IReadOnlyList<AnkiAnswer> answers)
    {
        if (!collection.NoteTypes.TryGetValue(card.NoteTypeId, out var type))
        {
            return FileTexts.Anki_NoType;
        }
        var fields = type.Fields.Zip(card.Fields).DistinctBy(f => f.First).ToDictionary(f => f.First, f => f.Second);
        fields.TryAdd("Tags", WebUtility.HtmlEncode(card.Tags.Trim()));
        fields.TryAdd("Deck", WebUtility.HtmlEncode(DeckOf(card.DeckId)));
        fields.TryAdd("Subdeck", WebUtility.HtmlEncode(DeckOf(card.DeckId).Split("::")[^1]));
        int? gap = type.IsCloze ? card.Ord + 1 : null;
        if (TextOf(type, card, fields) is not { } text)
        {
            return FileTexts.Anki_NoType;
        }
        text = text.Trimmed();
        if (text.Cloze is null && card.Fields.Any(f => AnkiHtml.MediaIn(f) > 0)
            && (text.Front.Length == 0 || text.Back.Length == 0 || AnkiHtml.IsOnlyMedia(text.Front) || AnkiHtml.IsOnlyMedia(text.Back)))
        {
            return FileTexts.Anki_OnlyMedia;
        }
        if (text.Cloze?.Contains("image-occlusion:", StringComparison.Ordinal) == true)
        {
            return FileTexts.Anki_OnlyMedia;
        }
        IReadOnlyList<string> tags = [.. card.Tags.Split([' ', '\u3000'], StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (CardRules.Faults(text, tags).FirstOrDefault() is { } fault)
        {
            return fault.Message;
        }
        if (gap is { } number && !ClozeText.GapsOf(text.Cloze!).Contains(number))
        {
            return FileTexts.Anki_NoGap.With(number);
        }
        var logKey = string.Create(CultureInfo.InvariantCulture, $"anki:{card.Id}");
        List<LoggedReview> reviews = [.. answers.Select(a => new LoggedReview(
            logKey, DateTimeOffset.FromUnixTimeMilliseconds(a.AtMs).UtcDateTime, a.Grade, Math.Clamp(a.DurationMs, 0, ReviewLogImport.MaxDurationMs)))
            .Where(r => r.At >= ReviewLogImport.Earliest && r.At <= file.NowUtc).DistinctBy(r => r.At)];
        plan.Add(new IncomingCard
        {
            Deck = DeckOf(card.DeckId),
            Text = text,
            Gap = gap,
            Tags = tags,
            Schedule = _schedule.Of(card, reviews),
            IsSuspended = card.Queue == -1,
            IsBuried = card.Queue is -2 or -3,
            Flag = (card.Flags & 7) switch { 0 => CardFlag.None, 1 => CardFlag.Red, 2 => CardFlag.Orange, 3 => CardFlag.Green, _ => CardFlag.Blue },
            LogKey = logKey,
            Reviews = reviews,
            // Its own ids, so that a note that was edited meanwhile is still the same card.
            Identity = $"anki\u001f{card.Guid}\u001f{card.Ord}",
        });
        return null;
    }

    private static CardText? TextOf(AnkiNoteType type, AnkiCard card, Dictionary<string, string> fields)
    {
        if (!type.Templates.TryGetValue(type.IsCloze ? 0 : card.Ord, out var template))
        {
            return null;
        }
        var hint = string.Join("\n\n", AnkiTemplate.FieldsOf(template.Question, "hint").Select(Markdown).Where(t => t.Length > 0));
        if (type.IsCloze)
        {
            var cloze = AnkiTemplate.FieldsOf(template.Question, "cloze") is [var asked, ..] ? asked : type.Fields.Count > 0 ? type.Fields[0] : "";
            var text = Markdown(cloze);
            var others = new Dictionary<string, string>(fields) { [cloze] = "" };
            return new CardText("", AnkiHtml.ToMarkdown(AnkiTemplate.Fill(template.Answer, others, isQuestion: false)), Hint: hint.Length <= CardText.MaxNote ? hint : null, Cloze: text);
        }
        var front = AnkiHtml.ToMarkdown(AnkiTemplate.Fill(template.Question, fields, isQuestion: true));
        var back = WithoutRule(AnkiHtml.ToMarkdown(AnkiTemplate.Fill(template.Answer, fields, isQuestion: false)));
        // A template that repeats the question instead of asking for the front side.
        back = front.Length > 0 && back.Length > front.Length && back.StartsWith(front + "\n", StringComparison.Ordinal) ? WithoutRule(back[front.Length..]) : back;
        return new CardText(front, back, Hint: hint.Length <= CardText.MaxNote ? hint : null);

        string Markdown(string field) => AnkiHtml.ToMarkdown(fields.GetValueOrDefault(field, ""));
    }

    /// <summary>An answer without the line that parts it from the question.</summary>
    private static string WithoutRule(string markdown)
    {
        const string Rule = "---";
        var text = markdown.Trim();
        text = text.StartsWith(Rule + "\n", StringComparison.Ordinal) ? text[Rule.Length..].TrimStart() : text;
        text = text.EndsWith("\n" + Rule, StringComparison.Ordinal) ? text[..^Rule.Length].TrimEnd() : text;
        return text == Rule ? "" : text;
    }

    private string DeckOf(long deckId)
    {
        var name = collection.Decks.GetValueOrDefault(deckId).NullIfBlank() ?? CardsCsvImport.DeckNameOf(file.Name);
        return name.Length <= Deck.MaxName ? name : name[..Deck.MaxName];
    }
}
