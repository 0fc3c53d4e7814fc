using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>
/// A font with TrueType outlines that may be embedded (OpenType 1.9). Fonts with CFF outlines and fonts of pictures are none, nor are
/// those whose maker forbids it.
/// </summary>
internal sealed class TrueTypeFont
{
    private const int MaxBytes = 64 * 1024 * 1024;

    // OS/2, fsType: not to be embedded; not in part; pictures only.
    private const int Restricted = 0x0002;
    private const int NotInPart = 0x0100;
    private const int PicturesOnly = 0x0200;

    private readonly int _metrics;
    private readonly bool _isLong;

    private TrueTypeFont(FontTables tables, FontCoverage coverage)
    {
        (Tables, Coverage) = (tables, coverage);
        var head = tables["head"];
        var hhea = tables["hhea"];
        var os2 = tables["OS/2"];
        UnitsPerEm = FontTables.Short(head, 18);
        Box = [FontTables.Signed(head, 36), FontTables.Signed(head, 38), FontTables.Signed(head, 40), FontTables.Signed(head, 42)];
        _isLong = FontTables.Short(head, 50) == 1;
        (Ascent, Descent, _metrics) = (FontTables.Signed(hhea, 4), FontTables.Signed(hhea, 6), FontTables.Short(hhea, 34));
        GlyphCount = FontTables.Short(tables["maxp"], 4);
        CapHeight = os2.Length >= 90 && FontTables.Short(os2, 0) >= 2 ? FontTables.Signed(os2, 88) : Ascent;
        Name = NameOf(tables["name"]);
    }

    public FontTables Tables { get; }

    public FontCoverage Coverage { get; }

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    /// <summary>What all glyphs lie in: left, bottom, right, top.</summary>
    public IReadOnlyList<int> Box { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    public int GlyphCount { get; }

    /// <summary>Reads a file; null when it is no font that can be embedded, or cannot be read.</summary>
    public static TrueTypeFont? Read(string path)
    {
        try
        {
            return new FileInfo(path).Length > MaxBytes ? null : Read(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a font; null when it cannot be embedded.</summary>
    public static TrueTypeFont? Read(byte[] file)
    {
        try
        {
            var tables = new FontTables(file);
            if (!tables.IsTrueType || tables["glyf"].IsEmpty || !MayBeEmbedded(tables["OS/2"]) || FontCoverage.Read(tables["cmap"]) is not { } coverage)
            {
                return null;
            }
            var font = new TrueTypeFont(tables, coverage);
            return font.IsWhole() ? font : null;
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or OverflowException)
        {
            // A table that points beyond the file: not a font to trust.
            return null;
        }
    }

    /// <summary>How far a glyph moves on, in units of the font (hmtx: the last width holds for all after it).</summary>
    public int Advance(int glyph) => FontTables.Short(Tables["hmtx"], 4 * Math.Min(glyph, _metrics - 1));

    /// <summary>The space left of a glyph, in units of the font.</summary>
    public int Bearing(int glyph)
    {
        var table = Tables["hmtx"];
        var at = glyph < _metrics ? (4 * glyph) + 2 : (4 * _metrics) + (2 * (glyph - _metrics));
        return at + 2 <= table.Length ? FontTables.Signed(table, at) : 0;
    }

    /// <summary>The outline of a glyph; empty when it has none.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var glyf = Tables["glyf"];
        var (from, to) = glyph < GlyphCount ? (Offset(glyph), Offset(glyph + 1)) : (0, 0);
        return from < to && to <= glyf.Length ? glyf[(int)from..(int)to] : default;
    }

    private long Offset(int glyph) => _isLong ? FontTables.Long(Tables["loca"], 4 * glyph) : 2L * FontTables.Short(Tables["loca"], 2 * glyph);

    private bool IsWhole() => UnitsPerEm > 0 && _metrics > 0 && GlyphCount > 0
        && Tables["hmtx"].Length >= 4 * _metrics && Tables["loca"].Length >= (GlyphCount + 1) * (_isLong ? 4 : 2);

    private static bool MayBeEmbedded(ReadOnlySpan<byte> os2) =>
        os2.Length < 10 || FontTables.Short(os2, 8) is var type && (type & 0xF) != Restricted && (type & (NotInPart | PicturesOnly)) == 0;

    /// <summary>The PostScript name (name table, name 6, Windows encoding).</summary>
    private static string NameOf(ReadOnlySpan<byte> names)
    {
        const int PostScript = 6;
        const int Windows = 3;
        for (var i = 0; names.Length > 6 && i < FontTables.Short(names, 2); i++)
        {
            var entry = names.Slice(6 + (12 * i), 12);
            if (FontTables.Short(entry, 0) == Windows && FontTables.Short(entry, 6) == PostScript)
            {
                return Encoding.BigEndianUnicode.GetString(names.Slice(FontTables.Short(names, 4) + FontTables.Short(entry, 10), FontTables.Short(entry, 8)));
            }
        }
        return "Font";
    }
}
