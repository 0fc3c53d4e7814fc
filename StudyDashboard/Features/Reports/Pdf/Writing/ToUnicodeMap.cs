using System.Globalization;
using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>The table from glyphs to the text that they stand for (ISO 32000-1, 9.10.3).</summary>
internal static class ToUnicodeMap
{
    // 9.10.3 and the CMap specification: at most so many lines in one block.
    private const int MostLines = 100;

    public static string Of(IEnumerable<KeyValuePair<int, string>> glyphs)
    {
        var map = new StringBuilder(
            """
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.ReplaceLineEndings("\n"));
        foreach (var block in glyphs.Chunk(MostLines))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (glyph, text) in block)
            {
                map.Append(CultureInfo.InvariantCulture, $"<{glyph:X4}> {PdfSyntax.Hex(Encoding.BigEndianUnicode.GetBytes(text))}\n");
            }
            map.Append("endbfchar\n");
        }
        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
