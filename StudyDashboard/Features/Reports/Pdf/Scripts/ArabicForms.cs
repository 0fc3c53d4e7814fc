using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using StudyDashboard.Features.Reports.Pdf.Writing;

namespace StudyDashboard.Features.Reports.Pdf.Scripts;

/// <summary>
/// Joins letters of Arabic script by the characters that Unicode has for each of their forms (Unicode 16, chapter 9.2 and the blocks
/// Arabic Presentation Forms A and B). A letter whose form the font lacks stays as it is.
/// </summary>
internal static class ArabicForms
{
    private const int Lam = 0x0644;
    private const int Tatweel = 0x0640;
    private const int Joiner = 0x200D;

    // Their compatibility decomposition leads back to the letter; within a letter they stand as isolated, final, initial, medial.
    private static readonly (int First, int Last)[] Blocks = [(0xFB50, 0xFBB1), (0xFBD3, 0xFBE7), (0xFBFC, 0xFBFF), (0xFE80, 0xFEFC)];

    private static readonly FrozenDictionary<string, int[]> Forms = Blocks.SelectMany(b => Enumerable.Range(b.First, b.Last - b.First + 1))
        .GroupBy(form => char.ConvertFromUtf32(form).Normalize(NormalizationForm.FormKC), StringComparer.Ordinal)
        .ToFrozenDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);

    /// <summary>Joins a line.</summary>
    /// <param name="text">The line as it is read.</param>
    /// <param name="has">Whether the font of a letter has one of its forms.</param>
    /// <param name="unjoined">Told each letter that joins others and that could not be.</param>
    public static IReadOnlyList<Letter> Join(IReadOnlyList<Rune> text, Func<Rune, int, bool> has, Action<Rune> unjoined)
    {
        var joined = new List<Letter>(text.Count);
        for (var i = 0; i < text.Count; i++)
        {
            var letter = text[i];
            if (!IsArabic(letter))
            {
                joined.Add(Letter.Of(letter));
                continue;
            }
            var before = Joins(text, i, -1) ? 1 : 0;
            if (letter.Value == Lam && i + 1 < text.Count && Forms.TryGetValue($"{letter}{text[i + 1]}", out var both) && has(letter, both[before]))
            {
                joined.Add(new Letter(both[before], $"{letter}{text[i + 1]}"));
                i++;
                continue;
            }
            var form = before + (Joins(text, i, 1) ? 2 : 0);
            var forms = Forms.GetValueOrDefault(letter.ToString(), []);
            var canJoin = form < forms.Length && has(letter, forms[form]);
            if (!canJoin && (forms.Length == 0 ? Rune.GetUnicodeCategory(letter) == UnicodeCategory.OtherLetter : form > 0))
            {
                unjoined(letter);
            }
            joined.Add(canJoin ? new Letter(forms[form], letter.ToString()) : Letter.Of(letter));
        }
        return joined;
    }

    /// <summary>Whether a character is of Arabic script, its forms left out.</summary>
    public static bool IsArabic(Rune letter) => letter.Value is >= 0x0600 and <= 0x06FF or >= 0x0750 and <= 0x077F or >= 0x0870 and <= 0x08FF;

    /// <summary>Whether a letter is joined with the next one in a direction; marks between them do not part them.</summary>
    private static bool Joins(IReadOnlyList<Rune> text, int at, int direction)
    {
        var next = at + direction;
        while (next >= 0 && next < text.Count && Rune.GetUnicodeCategory(text[next]) is UnicodeCategory.NonSpacingMark)
        {
            next += direction;
        }
        if (next < 0 || next >= text.Count)
        {
            return false;
        }
        var (first, second) = direction < 0 ? (text[next], text[at]) : (text[at], text[next]);
        return JoinsAfter(first) && JoinsBefore(second);
    }

    // With four forms a letter joins on both sides, with two only the one before it.
    private static bool JoinsAfter(Rune letter) => letter.Value is Tatweel or Joiner || Forms.GetValueOrDefault(letter.ToString(), []).Length == 4;

    private static bool JoinsBefore(Rune letter) => letter.Value is Tatweel or Joiner || Forms.GetValueOrDefault(letter.ToString(), []).Length >= 2;
}
