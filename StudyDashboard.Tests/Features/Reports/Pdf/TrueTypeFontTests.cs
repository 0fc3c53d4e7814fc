using System.Buffers.Binary;
using System.Text;
using StudyDashboard.Features.Reports.Pdf.Fonts;

namespace StudyDashboard.Tests.Features.Reports.Pdf;

/// <summary>What is read of a font, and the part of it that goes into a document.</summary>
public sealed class TrueTypeFontTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Font_OfEitherTable_HasItsCharactersGlyphsAndWidths(bool groups)
    {
        var font = TrueTypeFont.Read(TinyFont.Of("aczЖ", groups: groups))!;

        Assert.Equal([1, 2, 3, 4], "aczЖ".Select(c => font.Coverage.Glyph(c)));
        Assert.All("bdyЗ", c => Assert.False(font.Coverage.Has(c)));
        Assert.Equal((4, "Tiny", 504), (font.Coverage.Count, font.Name, font.Advance(4)));
    }

    [Fact]
    public void Font_BeyondTheFirstPlane_IsRead() =>
        Assert.Equal(2, TrueTypeFont.Read(TinyFont.Of("a\U0001F600", groups: true))!.Coverage.Glyph(0x1F600));

    [Fact]
    public void Font_OfACollection_IsRead() =>
        Assert.Equal(2, TrueTypeFont.Read(TinyFont.Collection(TinyFont.Of("ab")))!.Coverage.Glyph('b'));

    [Theory]
    [InlineData(0x0002)]
    [InlineData(0x0100)]
    [InlineData(0x0200)]
    public void Font_WhoseMakerForbidsIt_IsNotEmbedded(ushort embedding)
    {
        Assert.Null(TrueTypeFont.Read(TinyFont.Of("ab", embedding: embedding)));
        Assert.NotNull(TrueTypeFont.Read(TinyFont.Of("ab", embedding: 0x0008)));
    }

    [Fact]
    public void Font_ThatIsCutOffAnywhere_IsNoneOrWhole()
    {
        var file = TinyFont.Of("abc");
        var read = Enumerable.Range(0, file.Length + 1).Select(length => TrueTypeFont.Read(file[..length])).ToList();

        Assert.Null(read[file.Length / 2]);
        Assert.NotNull(read[^1]);
        // What is taken must not fail later.
        Assert.All(read.OfType<TrueTypeFont>(), font => Assert.NotEmpty(TrueTypeSubset.Of(font, [1, 2, 3])));
    }

    [Theory]
    [InlineData("head")]
    [InlineData("hhea")]
    [InlineData("maxp")]
    [InlineData("hmtx")]
    [InlineData("loca")]
    [InlineData("cmap")]
    [InlineData("glyf")]
    public void Font_WithATableThatIsTooShort_IsNone(string table)
    {
        var file = TinyFont.Of("abc");
        var entry = file.AsSpan(file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(table)) + 12);
        BinaryPrimitives.WriteUInt32BigEndian(entry, table == "glyf" ? 0 : 4u);

        Assert.Null(TrueTypeFont.Read(file));
    }

    [Fact]
    public void Subset_KeepsTheGlyphsUnderTheirNumbers_AndNoOthers()
    {
        var font = TrueTypeFont.Read(TinyFont.Of("abcdef"))!;

        var part = Tables(TrueTypeSubset.Of(font, [2, 4]));

        Assert.Equal(["glyf", "head", "hhea", "hmtx", "loca", "maxp"], part.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(5, Short(part["maxp"], 4));
        Assert.Equal([0, 2, 4], Enumerable.Range(0, 5).Where(g => Glyph(part, g).Length > 0));
        Assert.All((int[])[0, 2, 4], g => Assert.StartsWith(Convert.ToHexString(font.Outline(g)), Convert.ToHexString(Glyph(part, g)), StringComparison.Ordinal));
        Assert.Equal((uint)part["glyf"].Length, Long(part["loca"], 4 * 5));
        Assert.Equal([502, 0, 504], new[] { 2, 3, 4 }.Select(g => Short(part["hmtx"], 4 * g)));
    }

    [Fact]
    public void Subset_OfAGlyphMadeOfOthers_HasThemToo()
    {
        var font = TrueTypeFont.Read(TinyFont.Of("a\u00a8\u00b8xäz", composite: "äa\u00a8\u00b8"))!;

        var part = Tables(TrueTypeSubset.Of(font, [font.Coverage.Glyph('ä')]));

        Assert.Equal([0, 1, 2, 3, 5], Enumerable.Range(0, Short(part["maxp"], 4)).Where(g => Glyph(part, g).Length > 0));
    }

    [Fact]
    public void Subset_HasRightSums()
    {
        var file = TrueTypeSubset.Of(TrueTypeFont.Read(TinyFont.Of("abcdef"))!, [1, 6]);

        Assert.Equal(0xB1B0AFBA, Sum(file));
        for (var i = 0; i < Short(file, 4); i++)
        {
            var entry = 12 + (16 * i);
            var table = file[(int)Long(file, entry + 8)..][..(((int)Long(file, entry + 12) + 3) & ~3)];
            if (Encoding.ASCII.GetString(file, entry, 4) == "head")
            {
                BinaryPrimitives.WriteUInt32BigEndian(table.AsSpan(8), 0);
            }
            Assert.Equal(Long(file, entry + 4), Sum(table));
        }
    }

    [Fact]
    public void Book_FindsAFontForACharacter_PlainOnesFirst()
    {
        using var folder = new FontFolder(
            ("LiberationSans-Regular.ttf", TinyFont.Of("abe")), ("Greek-Bold.ttf", TinyFont.Of("αβγ")), ("Greek.ttf", TinyFont.Of("αβ")), ("Script.ttc", TinyFont.Collection(TinyFont.Of("Ж"))));
        var book = folder.Book;

        Assert.Equal(
            [folder.PathOf("LiberationSans-Regular.ttf"), folder.PathOf("Greek.ttf"), folder.PathOf("Greek-Bold.ttf"), folder.PathOf("Script.ttc"), "Helvetica", null],
            "aβγЖ€ש".Select(c => book.For(new Rune(c), book.Regular)?.Name));
    }

    /// <summary>Reads the tables of a file, without the reader of the product.</summary>
    internal static Dictionary<string, byte[]> Tables(byte[] file) => Enumerable.Range(0, Short(file, 4)).ToDictionary(
        i => Encoding.ASCII.GetString(file, 12 + (16 * i), 4), i => file[(int)Long(file, 12 + (16 * i) + 8)..][..(int)Long(file, 12 + (16 * i) + 12)], StringComparer.Ordinal);

    internal static byte[] Glyph(Dictionary<string, byte[]> font, int glyph) => font["glyf"][(int)Long(font["loca"], 4 * glyph)..(int)Long(font["loca"], 4 * (glyph + 1))];

    private static int Short(byte[] data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data.AsSpan(at));

    private static uint Long(byte[] data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data.AsSpan(at));

    private static uint Sum(byte[] data) => data.Chunk(4).Aggregate(0u, (sum, part) => unchecked(sum + Long(part, 0)));
}
