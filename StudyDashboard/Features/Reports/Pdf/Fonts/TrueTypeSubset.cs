using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>
/// A part of a TrueType font with some of its glyphs under their own numbers, and the tables that a PDF needs (ISO 32000-1, 9.9;
/// OpenType 1.9: glyf, loca, hmtx, "Table Directory").
/// </summary>
internal static class TrueTypeSubset
{
    // Flags of a glyph made of others (glyf, "Composite Glyph Description").
    private const int WordArguments = 0x0001;
    private const int Scale = 0x0008;
    private const int More = 0x0020;
    private const int TwoScales = 0x0040;
    private const int Matrix = 0x0080;

    private const uint SumOfAll = 0xB1B0AFBA;

    /// <summary>The file of a font with these glyphs, those that they are made of, and the glyph of what is missing.</summary>
    public static byte[] Of(TrueTypeFont font, IEnumerable<int> glyphs)
    {
        var kept = WithParts(font, glyphs);
        var count = Math.Min(kept.Max + 1, font.GlyphCount);
        var (glyf, loca, hmtx) = (new MemoryStream(), new byte[4 * (count + 1)], new byte[4 * count]);
        for (var glyph = 0; glyph < count; glyph++)
        {
            if (kept.Contains(glyph))
            {
                glyf.Write(font.Outline(glyph));
                // Glyphs begin at multiples of four.
                glyf.Write(new byte[-(int)glyf.Length & 3]);
                BinaryPrimitives.WriteUInt16BigEndian(hmtx.AsSpan(4 * glyph), (ushort)font.Advance(glyph));
                BinaryPrimitives.WriteInt16BigEndian(hmtx.AsSpan((4 * glyph) + 2), (short)font.Bearing(glyph));
            }
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(4 * (glyph + 1)), (uint)glyf.Length);
        }
        var (head, hhea, maxp) = (font.Tables["head"].ToArray(), font.Tables["hhea"].ToArray(), font.Tables["maxp"].ToArray());
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1);
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)count);
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)count);
        return File(new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["cvt "] = font.Tables["cvt "].ToArray(),
            ["fpgm"] = font.Tables["fpgm"].ToArray(),
            ["glyf"] = glyf.ToArray(),
            ["head"] = head,
            ["hhea"] = hhea,
            ["hmtx"] = hmtx,
            ["loca"] = loca,
            ["maxp"] = maxp,
            ["prep"] = font.Tables["prep"].ToArray(),
        });
    }

    private static SortedSet<int> WithParts(TrueTypeFont font, IEnumerable<int> glyphs)
    {
        var kept = new SortedSet<int> { 0 };
        var open = new Stack<int>(glyphs);
        while (open.TryPop(out var glyph))
        {
            if (!kept.Add(glyph))
            {
                continue;
            }
            foreach (var part in PartsOf(font.Outline(glyph)))
            {
                open.Push(part);
            }
        }
        return kept;
    }

    private static List<int> PartsOf(ReadOnlySpan<byte> outline)
    {
        var parts = new List<int>();
        if (outline.Length < 10 || FontTables.Signed(outline, 0) >= 0)
        {
            return parts;
        }
        for (var (at, flags) = (10, More); (flags & More) != 0 && at + 4 <= outline.Length;)
        {
            flags = FontTables.Short(outline, at);
            parts.Add(FontTables.Short(outline, at + 2));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }
        return parts;
    }

    private static byte[] File(SortedDictionary<string, byte[]> tables)
    {
        var there = tables.Where(t => t.Value.Length > 0).ToList();
        var begin = 12 + (16 * there.Count);
        var file = new byte[begin + there.Sum(t => Padded(t.Value.Length))];
        var power = BitOperations.Log2((uint)there.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)there.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(16 * (there.Count - (1 << power))));
        var (at, head) = (begin, 0);
        foreach (var (i, (tag, table)) in there.Index())
        {
            table.CopyTo(file, at);
            var entry = file.AsSpan(12 + (16 * i), 16);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(at, Padded(table.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)at);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)table.Length);
            head = tag == "head" ? at : head;
            at += Padded(table.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(SumOfAll - Sum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    /// <summary>The sum of a table's numbers of four bytes ("Calculating Checksums").</summary>
    private static uint Sum(ReadOnlySpan<byte> data)
    {
        var sum = 0u;
        for (var at = 0; at < data.Length; at += 4)
        {
            sum = unchecked(sum + FontTables.Long(data, at));
        }
        return sum;
    }
}
