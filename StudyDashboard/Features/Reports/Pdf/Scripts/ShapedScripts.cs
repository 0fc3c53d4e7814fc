using System.Globalization;
using System.Text;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports.Pdf.Scripts;

/// <summary>
/// The scripts that are not read as their letters one after the other: they are joined, reordered or stacked by tables of the font
/// (OpenType GSUB and GPOS), which are not applied here.
/// </summary>
internal static class ShapedScripts
{
    private static readonly (int First, int Last, Func<string> Name)[] Shaped =
    [
        (0x0700, 0x074F, () => ReportTexts.Script_Syriac),
        (0x0780, 0x07BF, () => ReportTexts.Script_Thaana),
        (0x07C0, 0x07FF, () => ReportTexts.Script_NKo),
        (0x0860, 0x086F, () => ReportTexts.Script_Syriac),
        (0x0900, 0x097F, () => ReportTexts.Script_Devanagari),
        (0x0980, 0x09FF, () => ReportTexts.Script_Bengali),
        (0x0A00, 0x0A7F, () => ReportTexts.Script_Gurmukhi),
        (0x0A80, 0x0AFF, () => ReportTexts.Script_Gujarati),
        (0x0B00, 0x0B7F, () => ReportTexts.Script_Oriya),
        (0x0B80, 0x0BFF, () => ReportTexts.Script_Tamil),
        (0x0C00, 0x0C7F, () => ReportTexts.Script_Telugu),
        (0x0C80, 0x0CFF, () => ReportTexts.Script_Kannada),
        (0x0D00, 0x0D7F, () => ReportTexts.Script_Malayalam),
        (0x0D80, 0x0DFF, () => ReportTexts.Script_Sinhala),
        (0x0E00, 0x0E7F, () => ReportTexts.Script_Thai),
        (0x0E80, 0x0EFF, () => ReportTexts.Script_Lao),
        (0x0F00, 0x0FFF, () => ReportTexts.Script_Tibetan),
        (0x1000, 0x109F, () => ReportTexts.Script_Myanmar),
        (0x1100, 0x11FF, () => ReportTexts.Script_Jamo),
        (0x1780, 0x17FF, () => ReportTexts.Script_Khmer),
        (0x1800, 0x18AF, () => ReportTexts.Script_Mongolian),
    ];

    /// <summary>The name of the script that a drawn character needs more for than its glyph; null for all others.</summary>
    public static string? NameOf(Rune character)
    {
        foreach (var (first, last, name) in Shaped)
        {
            if (character.Value >= first && character.Value <= last)
            {
                return name();
            }
        }
        return Rune.GetUnicodeCategory(character) switch
        {
            UnicodeCategory.NonSpacingMark when character.Value is >= 0x0590 and <= 0x05FF => ReportTexts.Script_HebrewPoints,
            UnicodeCategory.NonSpacingMark when ArabicForms.IsArabic(character) => ReportTexts.Script_ArabicMarks,
            // Of a script that is not named above, a mark with a place of its own says that it is such a one.
            UnicodeCategory.SpacingCombiningMark or UnicodeCategory.NonSpacingMark => ReportTexts.Script_Marks,
            _ => null,
        };
    }

    /// <summary>The name of the script of a letter that should have been joined.</summary>
    public static string Arabic => ReportTexts.Script_Arabic;
}
