using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using StudyDashboard.Features.Reports.Pdf.Fonts;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>
/// A TrueType font of which the drawn glyphs are embedded: a Type 0 font whose codes are glyph numbers (ISO 32000-1, 9.7), with a table
/// that leads back to text (9.10.3).
/// </summary>
internal sealed class EmbeddedFont(string key, TrueTypeFont font) : PdfFont(key)
{
    private readonly SortedDictionary<int, string> _drawn = [];

    public override double Advance(int character) => Scale(font.Advance(font.Coverage.Glyph(character)));

    public override void Show(IReadOnlyList<Letter> letters, StringBuilder content)
    {
        var open = new StringBuilder();
        foreach (var letter in letters)
        {
            var glyph = font.Coverage.Glyph(letter.Drawn);
            var code = glyph.ToString("X4", CultureInfo.InvariantCulture);
            if (_drawn.TryAdd(glyph, letter.Means) || _drawn[glyph] == letter.Means)
            {
                open.Append(code);
                continue;
            }
            // The glyph stands for another text elsewhere: here the text is said (14.9.4).
            Close();
            content.Append(CultureInfo.InvariantCulture, $"/Span << /ActualText {PdfSyntax.Text(letter.Means)} >> BDC <{code}> Tj EMC\n");
        }
        Close();

        void Close()
        {
            if (open.Length > 0)
            {
                content.Append('<').Append(open).Append("> Tj\n");
                open.Clear();
            }
        }
    }

    public override void Write(PdfFile file, int number)
    {
        var (descendant, descriptor, program, toUnicode) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var subset = TrueTypeSubset.Of(font, _drawn.Keys);
        var name = PdfSyntax.Name($"{Tag()}+{font.Name}");
        file.Object(number, $"<< /Type /Font /Subtype /Type0 /BaseFont {name} /Encoding /Identity-H /DescendantFonts [{PdfFile.Reference(descendant)}] /ToUnicode {PdfFile.Reference(toUnicode)} >>");
        // 9.7.4
        file.Object(descendant, $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont {name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            + $"/FontDescriptor {PdfFile.Reference(descriptor)} /CIDToGIDMap /Identity /W [{Widths()}] >>");
        // 9.8: bit 3 of the flags, symbolic, as for every font that is not in the standard Latin set.
        var box = string.Join(' ', font.Box.Select(v => PdfSyntax.Number(Scale(v))));
        file.Object(descriptor, $"<< /Type /FontDescriptor /FontName {name} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /Ascent {PdfSyntax.Number(Scale(font.Ascent))} "
            + $"/Descent {PdfSyntax.Number(Scale(font.Descent))} /CapHeight {PdfSyntax.Number(Scale(font.CapHeight))} /StemV 80 /FontFile2 {PdfFile.Reference(program)} >>");
        file.Stream(program, string.Create(CultureInfo.InvariantCulture, $"/Length1 {subset.Length}"), subset);
        file.Stream(toUnicode, "", Encoding.ASCII.GetBytes(ToUnicodeMap.Of(_drawn)));
    }

    private double Scale(int units) => units * 1000.0 / font.UnitsPerEm;

    /// <summary>Widths by glyph (9.7.4.3).</summary>
    private string Widths() => string.Join(' ', _drawn.Keys.Select(glyph => string.Create(CultureInfo.InvariantCulture, $"{glyph} [{PdfSyntax.Number(Scale(font.Advance(glyph)))}]")));

    /// <summary>Six letters that tell this subset from others of the font (9.6.4).</summary>
    private string Tag()
    {
        var glyphs = new byte[2 * _drawn.Count];
        foreach (var (i, glyph) in _drawn.Keys.Index())
        {
            BinaryPrimitives.WriteUInt16BigEndian(glyphs.AsSpan(2 * i), (ushort)glyph);
        }
        return string.Concat(SHA256.HashData(glyphs).Take(6).Select(b => (char)('A' + (b % 26))));
    }
}
