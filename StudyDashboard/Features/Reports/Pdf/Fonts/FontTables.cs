using System.Buffers.Binary;
using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>The tables of an OpenType file, of the first font if it is a collection (OpenType 1.9, "Organization of an OpenType Font").</summary>
internal sealed class FontTables
{
    private const uint TrueType = 0x00010000;
    private const uint AppleTrueType = 0x74727565;
    private const uint Collection = 0x74746366;

    private readonly byte[] _file;
    private readonly Dictionary<string, Range> _tables = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentOutOfRangeException">The file ends too early.</exception>
    public FontTables(byte[] file)
    {
        _file = file;
        ReadOnlySpan<byte> bytes = file;
        var begin = Long(bytes, 0) == Collection ? (int)Long(bytes, 12) : 0;
        IsTrueType = Long(bytes, begin) is TrueType or AppleTrueType;
        for (var i = 0; i < Short(bytes, begin + 4); i++)
        {
            var entry = bytes.Slice(begin + 12 + (16 * i), 16);
            var (from, length) = ((long)Long(entry, 8), (long)Long(entry, 12));
            if (from <= bytes.Length)
            {
                _tables[Encoding.ASCII.GetString(entry[..4])] = (int)from..(int)Math.Min(from + length, bytes.Length);
            }
        }
    }

    /// <summary>Whether its version is one of TrueType outlines; CFF ones have their own.</summary>
    public bool IsTrueType { get; }

    /// <summary>A table; empty when there is none.</summary>
    public ReadOnlySpan<byte> this[string tag] => _tables.TryGetValue(tag, out var range) ? _file.AsSpan(range) : default;

    /// <summary>The unsigned number of two bytes at an offset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside.</exception>
    public static int Short(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16BigEndian(data[at..]);

    /// <summary>The signed number of two bytes at an offset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside.</exception>
    public static int Signed(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadInt16BigEndian(data[at..]);

    /// <summary>The unsigned number of four bytes at an offset.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside.</exception>
    public static uint Long(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32BigEndian(data[at..]);
}
