namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>
/// The standard fonts that every PDF reader draws without a font file (ISO 32000-1, 9.6.2.2), for a machine that has no fonts. Widths are
/// those of Adobe's published metrics (Core 14 AFM) for the codes 32 to 255 of WinAnsiEncoding (Annex D.2).
/// </summary>
internal sealed class Helvetica
{
    private const int First = 32;

    // The characters of the codes 128 to 159; 0: none.
    private const string Upper = "\u20ac\0\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\0\u017d\0\0\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\0\u017e\u0178";

    private static readonly FontCoverage WinAnsi = FontCoverage.Of(Enumerable.Range(First, 256 - First).Select(CharacterOf).Where(c => c != 0));

    private readonly short[] _widths;

    private Helvetica(string name, short[] widths) => (Name, _widths, Face) = (name, widths, new FontFace(name, WinAnsi));

    public static Helvetica Regular { get; } = new("Helvetica",
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584, 0,
        556, 0, 222, 556, 333, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0, 0, 222, 222, 333, 333, 350, 556, 1000, 333, 1000, 500, 333, 944, 0, 500, 667,
        278, 333, 556, 556, 556, 556, 260, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333, 333, 556, 537, 278, 333, 333, 365, 556, 834, 834, 834, 611,
        667, 667, 667, 667, 667, 667, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 500, 556, 556, 556, 556, 278, 278, 278, 278, 556, 556, 556, 556, 556, 556, 556, 584, 611, 556, 556, 556, 556, 500, 556, 500,
    ]);

    public static Helvetica Bold { get; } = new("Helvetica-Bold",
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584, 0,
        556, 0, 278, 556, 500, 1000, 556, 556, 333, 1000, 667, 333, 1000, 0, 611, 0, 0, 278, 278, 500, 500, 350, 556, 1000, 333, 1000, 556, 333, 944, 0, 500, 667,
        278, 333, 556, 556, 556, 556, 280, 556, 333, 737, 370, 556, 584, 333, 737, 333, 400, 584, 333, 333, 333, 611, 556, 278, 333, 333, 365, 556, 834, 834, 834, 611,
        722, 722, 722, 722, 722, 722, 1000, 722, 667, 667, 667, 667, 278, 278, 278, 278, 722, 722, 778, 778, 778, 778, 778, 584, 778, 722, 722, 722, 722, 667, 667, 611,
        556, 556, 556, 556, 556, 556, 889, 556, 556, 556, 556, 556, 278, 278, 278, 278, 611, 611, 611, 611, 611, 611, 611, 584, 611, 611, 611, 611, 611, 556, 611, 556,
    ]);

    public string Name { get; }

    public FontFace Face { get; }

    /// <summary>The one of a name, if it is one of these.</summary>
    public static Helvetica? Find(string name) => name == Regular.Name ? Regular : name == Bold.Name ? Bold : null;

    /// <summary>The code of a character, that of a question mark when it has none.</summary>
    public static byte CodeOf(int character) =>
        character is >= First and < 127 or >= 160 and <= 255 ? (byte)character
        : character != 0 && Upper.IndexOf((char)character, StringComparison.Ordinal) is >= 0 and var at && character <= char.MaxValue ? (byte)(128 + at)
        : (byte)'?';

    /// <summary>How far a character moves on, in thousandths of the font's size.</summary>
    public int Advance(int character) => _widths[CodeOf(character) - First];

    private static int CharacterOf(int code) => code is 127 or 173 ? 0 : code is >= 128 and < 160 ? Upper[code - 128] : code;
}
