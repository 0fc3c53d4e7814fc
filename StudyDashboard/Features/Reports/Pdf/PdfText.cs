using System.Globalization;
using System.Text;
using StudyDashboard.Features.Reports.Pdf.Fonts;
using StudyDashboard.Features.Reports.Pdf.Scripts;
using StudyDashboard.Features.Reports.Pdf.Writing;

namespace StudyDashboard.Features.Reports.Pdf;

/// <summary>
/// Sets text with a font for each script, and remembers what no font could draw, for which a question mark stands, and what is drawn
/// letter by letter though its script asks for more.
/// </summary>
internal sealed class PdfText(FontBook book, PdfDocument document)
{
    private const string Ellipsis = "…";

    // A text is measured before it is drawn, and words come again.
    private const int MostKnown = 2000;

    private readonly Dictionary<(string Text, bool Bold), List<(PdfFont Font, List<Letter> Letters)>> _known = [];
    private readonly SortedSet<int> _missing = [];
    private readonly SortedSet<string> _unjoined = new(StringComparer.Ordinal);

    /// <summary>The characters that could not be drawn.</summary>
    public IReadOnlyCollection<int> Missing => _missing;

    /// <summary>The scripts whose letters are not joined, reordered or stacked as they are in writing.</summary>
    public IReadOnlyCollection<string> Unjoined => _unjoined;

    /// <summary>Width of a line in points.</summary>
    public double Width(string text, double size, bool bold) =>
        Runs(text, bold).Sum(run => run.Letters.Sum(l => run.Font.Advance(l.Drawn))) * size / 1000;

    /// <summary>Draws a line whose letters stand on <paramref name="y"/>.</summary>
    public void Draw(PdfCanvas page, string text, double size, bool bold, PdfColor color, double x, double y)
    {
        foreach (var (font, letters) in Runs(text, bold))
        {
            page.Text(font, size, color, x, y, letters);
            x += letters.Sum(l => font.Advance(l.Drawn)) * size / 1000;
        }
    }

    /// <summary>A text in one line that fits: what is too long ends with an ellipsis.</summary>
    public string Fit(string text, double size, bool bold, double width)
    {
        var line = text.ReplaceLineEndings(" ");
        return Width(line, size, bold) <= width ? line : CutOff(line, size, bold, width - Width(Ellipsis, size, bold)).TrimEnd() + Ellipsis;
    }

    /// <summary>Breaks a text into lines that fit; a word that is too long is cut.</summary>
    /// <param name="text">The text; its own line breaks stay.</param>
    /// <param name="size">Points.</param>
    /// <param name="bold">Whether it is a heading.</param>
    /// <param name="width">Points.</param>
    public IReadOnlyList<string> Wrap(string text, double size, bool bold, double width)
    {
        var lines = new List<string>();
        var space = Width(" ", size, bold);
        foreach (var paragraph in text.ReplaceLineEndings("\n").Split('\n'))
        {
            // No letter joins another over a space, so that a line is as wide as its words.
            var (line, reached) = (new StringBuilder(), 0.0);
            foreach (var word in paragraph.Split(' ').SelectMany(w => Cut(w, size, bold, width)))
            {
                var wide = Width(word, size, bold);
                if (line.Length > 0 && reached + space + wide > width)
                {
                    lines.Add(line.ToString());
                    line.Clear();
                }
                reached = line.Length == 0 ? wide : reached + space + wide;
                line.Append(line.Length == 0 ? "" : " ").Append(word);
            }
            lines.Add(line.ToString());
        }
        return lines;
    }

    private IEnumerable<string> Cut(string word, double size, bool bold, double width)
    {
        while (word.Length > 1 && Width(word, size, bold) > width && CutOff(word, size, bold, width) is var piece && piece.Length < word.Length)
        {
            yield return piece;
            word = word[piece.Length..];
        }
        yield return word;
    }

    /// <summary>As much of a text's beginning as fits, at least one letter with its marks.</summary>
    private string CutOff(string text, double size, bool bold, double width)
    {
        var ends = StringInfo.ParseCombiningCharacters(text).Skip(1).Append(text.Length).ToList();
        // Longer beginnings are wider.
        var (fits, tooLong) = (0, ends.Count);
        while (tooLong - fits > 1)
        {
            var middle = (fits + tooLong) / 2;
            (fits, tooLong) = Width(text[..ends[middle]], size, bold) <= width ? (middle, tooLong) : (fits, middle);
        }
        return text[..ends[fits]];
    }

    /// <summary>A line in pieces of one font each, in the order of drawing.</summary>
    private List<(PdfFont Font, List<Letter> Letters)> Runs(string text, bool bold)
    {
        if (_known.TryGetValue((text, bold), out var known))
        {
            return known;
        }
        var wished = bold ? book.Bold : book.Regular;
        var runes = Whole(text).Normalize(NormalizationForm.FormC).EnumerateRunes().Where(r => !Rune.IsControl(r)).ToList();
        var joined = ArabicForms.Join(runes, (letter, form) => book.For(letter, wished)?.Coverage.Has(form) == true, _ => _unjoined.Add(ShapedScripts.Arabic));
        var runs = new List<(PdfFont Font, List<Letter> Letters)>();
        foreach (var letter in LineOrder.Of([.. joined.Where(IsSeen)]))
        {
            var (font, drawn) = FontOf(letter, wished);
            if (runs.Count == 0 || runs[^1].Font != font)
            {
                runs.Add((font, []));
            }
            runs[^1].Letters.Add(drawn);
        }
        if (_known.Count == MostKnown)
        {
            _known.Clear();
        }
        return _known[(text, bold)] = runs;
    }

    private (PdfFont Font, Letter Drawn) FontOf(Letter letter, FontFace wished)
    {
        var rune = Rune.GetRuneAt(letter.Means, 0);
        if (Rune.IsWhiteSpace(rune))
        {
            return (document.Font(wished), Letter.Of(new Rune(' ')));
        }
        if (book.For(rune, wished) is { } face)
        {
            if (ShapedScripts.NameOf(rune) is { } script)
            {
                _unjoined.Add(script);
            }
            return (document.Font(face), face.Coverage.Has(letter.Drawn) ? letter : Letter.Of(rune));
        }
        _missing.Add(rune.Value);
        return (document.Font(wished), Letter.Of(new Rune('?')));
    }

    /// <summary>With a mark in place of half a character, which nothing could normalize.</summary>
    private static string Whole(string text) => text.Any(char.IsSurrogate) ? string.Concat(text.EnumerateRunes().Select(r => r.ToString())) : text;

    // Joiners and marks of direction have done their part; selectors ask for a look that a glyph has or has not.
    private static bool IsSeen(Letter letter) =>
        Rune.GetRuneAt(letter.Means, 0) is var rune && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune.Value is not ((>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF));
}
