namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>Which characters a font has glyphs for, and which glyphs, read from its <c>cmap</c> (OpenType 1.9, formats 4 and 12).</summary>
internal sealed class FontCoverage
{
    // Glyph: that of the first character; those after it follow on, within 16 bits.
    private readonly List<(int First, int Last, int Glyph)> _ranges;

    private FontCoverage(List<(int First, int Last, int Glyph)> ranges)
    {
        ranges.Sort();
        _ranges = ranges;
    }

    /// <summary>How many characters it covers.</summary>
    public int Count => _ranges.Sum(r => r.Last - r.First + 1);

    /// <summary>That of a font without glyph numbers.</summary>
    public static FontCoverage Of(IEnumerable<int> characters) => new([.. characters.Select(c => (c, c, 1))]);

    public bool Has(int character) => Glyph(character) != 0;

    /// <summary>The glyph of a character; 0 when there is none.</summary>
    public int Glyph(int character)
    {
        var (low, high) = (0, _ranges.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var (first, last, glyph) = _ranges[middle];
            if (character >= first && character <= last)
            {
                return (glyph + character - first) & 0xFFFF;
            }
            (low, high) = character < first ? (low, middle - 1) : (middle + 1, high);
        }
        return 0;
    }

    /// <summary>Reads the Unicode subtable with the most characters; null when there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table points outside of itself.</exception>
    public static FontCoverage? Read(ReadOnlySpan<byte> cmap)
    {
        FontCoverage? best = null;
        for (var i = 0; cmap.Length > 4 && i < FontTables.Short(cmap, 2); i++)
        {
            var (platform, encoding, at) = (FontTables.Short(cmap, 4 + (8 * i)), FontTables.Short(cmap, 6 + (8 * i)), (int)FontTables.Long(cmap, 8 + (8 * i)));
            if (platform is not (0 or 3) || (platform == 3 && encoding is not (1 or 10)))
            {
                continue;
            }
            var table = cmap[at..];
            var ranges = FontTables.Short(table, 0) switch { 4 => Segments(table), 12 => Groups(table), _ => null };
            if (ranges is not null && new FontCoverage(ranges) is var found && found.Count > (best?.Count ?? 0))
            {
                best = found;
            }
        }
        return best;
    }

    private static List<(int First, int Last, int Glyph)> Segments(ReadOnlySpan<byte> table)
    {
        var count = FontTables.Short(table, 6) / 2;
        var ranges = new List<(int First, int Last, int Glyph)>();
        for (var i = 0; i < count; i++)
        {
            var (end, start) = (14 + (2 * i), 16 + (2 * count) + (2 * i));
            var (last, first, delta, offset) = (FontTables.Short(table, end), FontTables.Short(table, start), FontTables.Short(table, start + (2 * count)), FontTables.Short(table, start + (4 * count)));
            if (first > last || first == 0xFFFF)
            {
                continue;
            }
            if (offset == 0)
            {
                ranges.Add((first, Math.Min(last, 0xFFFE), (first + delta) & 0xFFFF));
                continue;
            }
            // The offset counts from where it stands; a glyph 0 in the list is a character that the font lacks.
            for (var character = first; character <= last; character++)
            {
                if (FontTables.Short(table, start + (4 * count) + offset + (2 * (character - first))) is not 0 and var listed)
                {
                    Add(ranges, character, (listed + delta) & 0xFFFF);
                }
            }
        }
        return ranges;
    }

    private static void Add(List<(int First, int Last, int Glyph)> ranges, int character, int glyph)
    {
        if (ranges.Count > 0 && ranges[^1] is var (first, last, begin) && last == character - 1 && begin + character - first == glyph)
        {
            ranges[^1] = (first, character, begin);
            return;
        }
        ranges.Add((character, character, glyph));
    }

    private static List<(int First, int Last, int Glyph)> Groups(ReadOnlySpan<byte> table)
    {
        var ranges = new List<(int, int, int)>();
        for (var i = 0; i < (int)Math.Min(FontTables.Long(table, 12), 100_000); i++)
        {
            ranges.Add(((int)FontTables.Long(table, 16 + (12 * i)), (int)FontTables.Long(table, 20 + (12 * i)), (int)FontTables.Long(table, 24 + (12 * i))));
        }
        return ranges;
    }
}
