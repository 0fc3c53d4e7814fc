using System.Globalization;
using System.Text;

namespace StudyDashboard.Infrastructure;

/// <summary>
/// Text without what does not count when two are compared: case, accents, punctuation, the number of spaces. Words stand apart by one
/// space. Hangul comes apart into its letters, so that a syllable that is being typed begins the word already.
/// </summary>
public static class FoldedText
{
    public static string Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (c == 'ß')
            {
                folded.Append("ss");
            }
            else if (char.IsLetterOrDigit(c) || (!IsAccent(c) && CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                folded.Append(c);
            }
            // Accents, and signs within a word ("don't"), leave no gap; all else is the space between words.
            else if (c is not ('\'' or '’' or '‘' or 'ʼ') && !IsAccent(c) && folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }
        return folded.ToString().TrimEnd();
    }

    // Combining marks of Latin, Greek and Cyrillic; in other scripts marks are letters.
    private static bool IsAccent(char c) => c is >= '\u0300' and <= '\u036F';
}
