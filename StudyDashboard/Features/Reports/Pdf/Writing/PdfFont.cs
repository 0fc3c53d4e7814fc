using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>A letter as it is drawn.</summary>
/// <param name="Drawn">The character whose glyph is drawn: a letter in the middle of an Arabic word has one of its own.</param>
/// <param name="Means">The text that it stands for when it is copied or searched.</param>
internal readonly record struct Letter(int Drawn, string Means)
{
    public static Letter Of(Rune rune) => new(rune.Value, rune.ToString());
}

/// <summary>A font of one document; it knows which of its letters were drawn.</summary>
/// <param name="key">What content streams call it.</param>
internal abstract class PdfFont(string key)
{
    public string Key => key;

    /// <summary>How far a letter moves on, in thousandths of the font's size.</summary>
    public abstract double Advance(int character);

    /// <summary>Adds the operators that draw these letters.</summary>
    public abstract void Show(IReadOnlyList<Letter> letters, StringBuilder content);

    /// <summary>Writes the font under its number, when all is drawn.</summary>
    public abstract void Write(PdfFile file, int number);
}
