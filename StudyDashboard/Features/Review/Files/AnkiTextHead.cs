using System.Globalization;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Review.Files;

/// <summary>The lines with which a text that Anki exports begins: <c>#separator:tab</c>, <c>#html:true</c>, <c>#tags column:3</c>.</summary>
internal sealed class AnkiTextHead
{
    private readonly HashSet<int> _others = [];

    private AnkiTextHead()
    {
    }

    public char Separator { get; private set; } = '\t';

    public bool IsHtml { get; private set; }

    /// <summary>How many lines it has.</summary>
    public int Lines { get; private set; }

    private int? TagsColumn { get; set; }

    private int? DeckColumn { get; set; }

    private string? Deck { get; set; }

    private string Tags { get; set; } = "";

    /// <summary>Reads the lines that begin with a number sign.</summary>
    public static AnkiTextHead Read(TextReader reader)
    {
        var head = new AnkiTextHead();
        while (reader.Peek() == '#' && reader.ReadLine() is { } line)
        {
            head.Lines++;
            var at = line.IndexOf(':', StringComparison.Ordinal);
            if (at > 0)
            {
                head.Take(line[1..at].Trim().ToLowerInvariant(), line[(at + 1)..].Trim());
            }
        }
        return head;
    }

    /// <summary>The fields that are neither tags nor deck nor ids: front, back and what follows.</summary>
    public IReadOnlyList<string> SidesOf(IReadOnlyList<string> fields) => [.. fields.Where((_, i) => !_others.Contains(i + 1))];

    public string? DeckOf(IReadOnlyList<string> fields) =>
        (DeckColumn is { } column && column <= fields.Count ? fields[column - 1].NullIfBlank() : null) ?? Deck;

    public string TagsOf(IReadOnlyList<string> fields) => TagsColumn is { } column && column <= fields.Count ? $"{Tags} {fields[column - 1]}" : Tags;

    private void Take(string name, string value)
    {
        switch (name)
        {
            case "separator":
                Separator = value.ToLowerInvariant() switch
                {
                    "comma" => ',',
                    "semicolon" => ';',
                    "tab" => '\t',
                    "space" => ' ',
                    "pipe" => '|',
                    "colon" => ':',
                    [var c] => c,
                    _ => '\t',
                };
                break;
            case "html":
                IsHtml = string.Equals(value, "true", StringComparison.OrdinalIgnoreCase);
                break;
            case "deck":
                Deck = value.NullIfBlank();
                break;
            case "tags":
                Tags = value;
                break;
            case "tags column":
                TagsColumn = Column(value);
                break;
            case "deck column":
                DeckColumn = Column(value);
                break;
            case "notetype column" or "guid column":
                Column(value);
                break;
        }
    }

    private int? Column(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var column) || column < 1)
        {
            return null;
        }
        _others.Add(column);
        return column;
    }
}
