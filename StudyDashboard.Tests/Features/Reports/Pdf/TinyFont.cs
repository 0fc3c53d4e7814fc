using System.Buffers.Binary;
using System.Text;

namespace StudyDashboard.Tests.Features.Reports.Pdf;

/// <summary>
/// TrueType fonts made for a test: a box for each character, glyph by glyph from 1 in the order given, glyph n 500 + n units wide of
/// 1000. Glyph 0 is that of what is missing.
/// </summary>
internal static class TinyFont
{
    /// <summary>The file of a font.</summary>
    /// <param name="characters">What it has.</param>
    /// <param name="composite">A character whose glyph is made of those of others: it and they.</param>
    /// <param name="groups">Whether its cmap has format 12; else 4.</param>
    /// <param name="embedding">fsType.</param>
    public static byte[] Of(string characters, string? composite = null, bool groups = false, ushort embedding = 0)
    {
        var runes = characters.EnumerateRunes().Select(r => r.Value).ToList();
        var count = runes.Count + 1;
        var (glyf, loca) = (new MemoryStream(), new MemoryStream());
        for (var glyph = 0; glyph < count; glyph++)
        {
            loca.Write(U32((uint)glyf.Length));
            glyf.Write(glyph > 0 && composite is not null && runes[glyph - 1] == composite[0]
                ? Composite([.. composite[1..].Select(c => runes.IndexOf(c) + 1)]) : Box(glyph));
        }
        loca.Write(U32((uint)glyf.Length));
        var head = new byte[54];
        BinaryPrimitives.WriteUInt32BigEndian(head, 0x00010000);
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(12), 0x5F0F3CF5);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(18), 1000);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(40), 500);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(42), 700);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        var hhea = new byte[36];
        BinaryPrimitives.WriteUInt32BigEndian(hhea, 0x00010000);
        BinaryPrimitives.WriteInt16BigEndian(hhea.AsSpan(4), 800);
        BinaryPrimitives.WriteInt16BigEndian(hhea.AsSpan(6), -200);
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)count);
        var maxp = new byte[32];
        BinaryPrimitives.WriteUInt32BigEndian(maxp, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)count);
        return File(
        [
            ("OS/2", [.. new byte[8], .. U16(embedding), .. new byte[86]]),
            ("cmap", [.. U16(0), .. U16(1), .. U16(3), .. U16(groups ? 10 : 1), .. U32(12), .. groups ? Groups(runes) : Segments(runes)]),
            ("glyf", glyf.ToArray()),
            ("head", head),
            ("hhea", hhea),
            ("hmtx", [.. Enumerable.Range(0, count).SelectMany(g => (byte[])[.. U16(500 + g), .. U16(0)])]),
            ("loca", loca.ToArray()),
            ("maxp", maxp),
            ("name", [.. U16(0), .. U16(1), .. U16(18), .. U16(3), .. U16(1), .. U16(0x409), .. U16(6), .. U16(8), .. U16(0), .. Encoding.BigEndianUnicode.GetBytes("Tiny")]),
        ]);
    }

    /// <summary>A collection whose first font is this one.</summary>
    public static byte[] Collection(byte[] font)
    {
        const int Header = 16;
        byte[] file = [.. "ttcf"u8, .. U32(0x00010000), .. U32(1), .. U32(Header), .. font];
        for (var i = 0; i < BinaryPrimitives.ReadUInt16BigEndian(font.AsSpan(4)); i++)
        {
            var at = file.AsSpan(Header + 12 + (16 * i) + 8);
            BinaryPrimitives.WriteUInt32BigEndian(at, BinaryPrimitives.ReadUInt32BigEndian(at) + Header);
        }
        return file;
    }

    private static byte[] File(List<(string Tag, byte[] Data)> tables)
    {
        var (directory, data) = (new MemoryStream(), new MemoryStream());
        directory.Write([.. U32(0x00010000), .. U16(tables.Count), .. U16(0), .. U16(0), .. U16(0)]);
        var begin = 12 + (16 * tables.Count);
        foreach (var (tag, table) in tables)
        {
            directory.Write([.. Encoding.ASCII.GetBytes(tag), .. U32(0), .. U32((uint)(begin + data.Length)), .. U32((uint)table.Length)]);
            data.Write([.. table, .. new byte[-table.Length & 3]]);
        }
        return [.. directory.ToArray(), .. data.ToArray()];
    }

    /// <summary>Four points on the line around a box that is higher with each glyph.</summary>
    private static byte[] Box(int glyph) =>
    [
        .. U16(1), .. U16(0), .. U16(0), .. U16(400), .. U16(300 + glyph), .. U16(3), .. U16(0), 1, 1, 1, 1,
        .. U16(0), .. U16(400), .. U16(0), .. U16(-400), .. U16(0), .. U16(0), .. U16(300 + glyph), .. U16(0), 0, 0,
    ];

    private static byte[] Composite(IReadOnlyList<int> parts) =>
    [
        .. U16(-1), .. U16(0), .. U16(0), .. U16(400), .. U16(700),
        // Offsets as words and a scale with the first, as bytes with the others.
        .. parts.SelectMany((part, i) => i == 0
            ? (byte[])[.. U16(0x0003 | 0x0008 | 0x0020), .. U16(part), .. U16(0), .. U16(0), .. U16(0x4000)]
            : [.. U16(0x0002 | (i < parts.Count - 1 ? 0x0020 : 0)), .. U16(part), 0, 100]),
        .. new byte[(2 * parts.Count) & 3],
    ];

    /// <summary>Format 4: the first character by its distance from its glyph, the others in one segment with a list.</summary>
    private static byte[] Segments(IReadOnlyList<int> runes)
    {
        var rest = runes.Skip(1).ToList();
        var segments = rest.Count == 0 ? 2 : 3;
        var (low, high) = rest.Count == 0 ? (0, 0) : (rest.Min(), rest.Max());
        // Segments stand in order of their ends; the reader under test may not care, others do.
        List<(int First, int Last, int Delta, bool Listed)> rows = [(runes[0], runes[0], 1 - runes[0], false)];
        if (rest.Count > 0)
        {
            rows.Add((low, high, 0, true));
        }
        rows = [.. rows.OrderBy(r => r.Last), (0xFFFF, 0xFFFF, 1, false)];
        var listed = rows.FindIndex(r => r.Listed);
        byte[] body =
        [
            .. U16(segments * 2), .. U16(0), .. U16(0), .. U16(0),
            .. rows.SelectMany(r => U16(r.Last)), .. U16(0), .. rows.SelectMany(r => U16(r.First)), .. rows.SelectMany(r => U16(r.Delta)),
            .. rows.SelectMany((_, i) => U16(i == listed ? 2 * (segments - i) : 0)),
            .. rest.Count == 0 ? [] : Enumerable.Range(low, high - low + 1).SelectMany(c => U16(rest.Contains(c) ? runes.ToList().IndexOf(c) + 1 : 0)),
        ];
        return [.. U16(4), .. U16(body.Length + 6), .. U16(0), .. body];
    }

    private static byte[] Groups(IReadOnlyList<int> runes) =>
    [
        .. U16(12), .. U16(0), .. U32((uint)(16 + (12 * runes.Count))), .. U32(0), .. U32((uint)runes.Count),
        .. runes.Select((r, i) => (Rune: r, Glyph: i + 1)).OrderBy(r => r.Rune).SelectMany(r => (byte[])[.. U32((uint)r.Rune), .. U32((uint)r.Rune), .. U32((uint)r.Glyph)]),
    ];

    private static byte[] U16(int value) => [(byte)(value >> 8), (byte)value];

    private static byte[] U32(uint value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
