using System.Text;
using StudyDashboard.Features.Reports.Pdf.Fonts;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>
/// A font that every reader has (ISO 32000-1, 9.6.2.2), in WinAnsiEncoding (Annex D.2). Nothing is embedded.
/// </summary>
internal sealed class StandardFont(string key, Helvetica face) : PdfFont(key)
{
    public override double Advance(int character) => face.Advance(character);

    public override void Show(IReadOnlyList<Letter> letters, StringBuilder content) =>
        content.Append(PdfSyntax.Literal([.. letters.Select(l => Helvetica.CodeOf(l.Drawn))])).Append(" Tj\n");

    public override void Write(PdfFile file, int number) =>
        file.Object(number, $"<< /Type /Font /Subtype /Type1 /BaseFont /{face.Name} /Encoding /WinAnsiEncoding >>");
}
