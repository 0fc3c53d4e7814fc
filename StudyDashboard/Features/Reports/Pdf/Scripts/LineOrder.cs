using System.Globalization;
using System.Text;
using StudyDashboard.Features.Reports.Pdf.Writing;

namespace StudyDashboard.Features.Reports.Pdf.Scripts;

/// <summary>
/// The order in which a line's letters are drawn from left to right: the rules of UAX #9 (Unicode 16) for letters, numbers and what
/// stands between them, without embeddings and overrides.
/// </summary>
internal static class LineOrder
{
    private const int Open = -1;
    private const string Mirrored = "()[]{}<>«»‹›≤≥";

    private enum Direction
    {
        None,
        Left,
        Right,
        Number,
    }

    /// <summary>Puts a line in the order of drawing; marks stay behind their letter.</summary>
    public static IReadOnlyList<Letter> Of(IReadOnlyList<Letter> line)
    {
        if (!line.Any(l => IsRight(First(l))))
        {
            return line;
        }
        var clusters = Clusters(line);
        var levels = Levels([.. clusters.Select(c => First(c[0]))]);
        // L2: from the highest level down, each stretch at that level or above is turned.
        var order = Enumerable.Range(0, clusters.Count).ToArray();
        for (var level = levels.Max(); level > 0; level--)
        {
            for (var from = 0; from < order.Length; from++)
            {
                var to = from;
                while (to < order.Length && levels[order[to]] >= level)
                {
                    to++;
                }
                Array.Reverse(order, from, to - from);
                from = Math.Max(from, to - 1);
            }
        }
        return [.. order.SelectMany(i => levels[i] % 2 == 1 ? clusters[i].Select(Mirror) : clusters[i])];
    }

    private static int[] Levels(IReadOnlyList<Rune> text)
    {
        var directions = Directions(text);
        var begin = directions.FirstOrDefault(d => d is Direction.Left or Direction.Right) == Direction.Right ? Direction.Right : Direction.Left;
        var @base = begin == Direction.Right ? 1 : 0;
        var (levels, sides) = (new int[text.Count], new Direction[text.Count]);
        var strong = begin;
        for (var i = 0; i < text.Count; i++)
        {
            strong = directions[i] is Direction.Left or Direction.Right ? directions[i] : strong;
            // W7: a number after letters from the left is one of them; after others it counts as from the right (N1).
            sides[i] = strong;
            levels[i] = (directions[i], strong) switch
            {
                (Direction.None, _) => Open,
                (Direction.Number, Direction.Right) => 2,
                (_, Direction.Right) => 1,
                _ => 2 * @base,
            };
        }
        foreach (var (from, to) in Brackets(text))
        {
            // N0: a pair goes with the line when something of its direction is within, else with what stands before it and within.
            var within = sides[(from + 1)..to].Where((_, i) => levels[from + 1 + i] != Open).ToList();
            if (within.Count > 0)
            {
                var side = within.Contains(begin) || sides[..from].LastOrDefault(begin) == begin ? begin : within[0];
                (sides[from], sides[to]) = (side, side);
                (levels[from], levels[to]) = side == Direction.Right ? (1, 1) : (2 * @base, 2 * @base);
            }
        }
        for (var i = 0; i < levels.Length; i++)
        {
            if (levels[i] != Open)
            {
                continue;
            }
            var to = i;
            while (to < levels.Length && levels[to] == Open)
            {
                to++;
            }
            // N1 and N2: between two of one direction it is of that; else of the line's own.
            var (before, after) = (i == 0 ? begin : sides[i - 1], to == levels.Length ? begin : sides[to]);
            Array.Fill(levels, before != after ? @base : before == Direction.Right ? 1 : 2 * @base, i, to - i);
        }
        return levels;
    }

    /// <summary>Pairs of brackets, in the order in which they open.</summary>
    private static List<(int From, int To)> Brackets(IReadOnlyList<Rune> text)
    {
        const string Pairs = "()[]{}";
        var (open, pairs) = (new Stack<(int At, int Sign)>(), new List<(int From, int To)>());
        for (var i = 0; i < text.Count; i++)
        {
            var sign = text[i].Value < 128 ? Pairs.IndexOf((char)text[i].Value, StringComparison.Ordinal) : -1;
            if (sign >= 0 && sign % 2 == 0)
            {
                open.Push((i, sign));
            }
            else if (sign >= 0 && open.Any(o => o.Sign == sign - 1))
            {
                while (open.Pop() is var (at, opened))
                {
                    if (opened == sign - 1)
                    {
                        pairs.Add((at, i));
                        break;
                    }
                }
            }
        }
        pairs.Sort();
        return pairs;
    }

    private static Direction[] Directions(IReadOnlyList<Rune> text)
    {
        var directions = text.Select(DirectionOf).ToArray();
        var isArabic = false;
        for (var i = 0; i < directions.Length; i++)
        {
            // W2: after Arabic letters numbers are Arabic ones, to which neither hyphen nor currency belongs.
            isArabic = directions[i] switch { Direction.Right => ArabicForms.IsArabic(text[i]), Direction.Left => false, _ => isArabic };
            var (before, after) = (i > 0 && Rune.IsDigit(text[i - 1]), i + 1 < text.Count && Rune.IsDigit(text[i + 1]));
            // W4: one separator between two digits belongs to the number. W5: so does what says of what it is a number.
            if ((before && after && IsSeparator(text[i], isArabic)) || ((before || after) && IsTerminator(text[i], isArabic)))
            {
                directions[i] = Direction.Number;
            }
        }
        return directions;
    }

    private static bool IsSeparator(Rune rune, bool isArabic) => rune.Value is '.' or ',' or ':' or '/' || (!isArabic && rune.Value is '-' or '+');

    private static bool IsTerminator(Rune rune, bool isArabic) =>
        rune.Value is '%' or '\u066a' || (!isArabic && (rune.Value is '#' or '°' or '‰' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol));

    private static Direction DirectionOf(Rune rune) =>
        Rune.IsDigit(rune) ? Direction.Number
        : IsRight(rune) ? Direction.Right
        : Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber ? Direction.Left
        : Direction.None;

    private static List<List<Letter>> Clusters(IReadOnlyList<Letter> line)
    {
        var clusters = new List<List<Letter>>();
        foreach (var letter in line)
        {
            if (clusters.Count > 0 && Rune.GetUnicodeCategory(First(letter)) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
            {
                clusters[^1].Add(letter);
                continue;
            }
            clusters.Add([letter]);
        }
        return clusters;
    }

    /// <summary>L4: what opens from the left opens from the right with its mirror image, and is copied as it is read.</summary>
    private static Letter Mirror(Letter letter) =>
        letter.Drawn <= char.MaxValue && Mirrored.IndexOf((char)letter.Drawn, StringComparison.Ordinal) is >= 0 and var at ? letter with { Drawn = Mirrored[at ^ 1] } : letter;

    private static Rune First(Letter letter) => Rune.GetRuneAt(letter.Means, 0);

    // Hebrew, Arabic, Syriac, Thaana, N'Ko and their forms (Unicode 16, DerivedBidiClass: R and AL).
    private static bool IsRight(Rune rune) =>
        rune.Value is (>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFE) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter;
}
