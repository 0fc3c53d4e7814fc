using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>
/// The objects of a PDF file, written forward: of what is written only the offset stays (ISO 32000-1, 7.5).
/// </summary>
internal sealed class PdfFile : IDisposable
{
    private const long NotWritten = -1;

    private readonly Stream _output;
    private readonly List<long> _offsets = [];
    private readonly IncrementalHash _written = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _position;

    /// <param name="output">Where to; it is neither read nor moved in, and stays open.</param>
    public PdfFile(Stream output)
    {
        _output = output;
        // 7.5.2: bytes above 127 tell programs that carry files that this is none of text.
        Write("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n");
    }

    /// <summary>A number for an object that is written later, so that others can name it before.</summary>
    public int Reserve()
    {
        _offsets.Add(NotWritten);
        return _offsets.Count;
    }

    /// <summary>How an object is named by others (7.3.10).</summary>
    public static string Reference(int number) => string.Create(CultureInfo.InvariantCulture, $"{number} 0 R");

    /// <summary>Writes an object under its number.</summary>
    public void Object(int number, string body)
    {
        Begin(number);
        Write(body);
        Write("\nendobj\n");
    }

    /// <summary>Writes a dictionary with a stream behind it, compressed (7.3.8, 7.4.4).</summary>
    /// <param name="number">Its number.</param>
    /// <param name="entries">Entries of the dictionary beside those on its length.</param>
    /// <param name="data">The stream.</param>
    public void Stream(int number, string entries, ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(data);
        }
        Begin(number);
        Write(string.Create(CultureInfo.InvariantCulture, $"<< {entries} /Filter /FlateDecode /Length {packed.Length} >>\nstream\n"));
        Write(packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Write("\nendstream\nendobj\n");
    }

    /// <summary>Ends the file with the table of offsets and the trailer (7.5.4, 7.5.5, 14.4).</summary>
    /// <param name="catalog">Number of the catalog.</param>
    /// <param name="info">Number of the information dictionary.</param>
    public void End(int catalog, int info)
    {
        if (_offsets.Contains(NotWritten))
        {
            throw new InvalidOperationException("An object was reserved and not written.");
        }
        var id = PdfSyntax.Hex(_written.GetCurrentHash().AsSpan(0, 16));
        var table = new StringBuilder();
        var (start, count) = (_position, _offsets.Count + 1);
        table.Append(CultureInfo.InvariantCulture, $"xref\n0 {count}\n0000000000 65535 f \n");
        foreach (var offset in _offsets)
        {
            table.Append(CultureInfo.InvariantCulture, $"{offset:0000000000} 00000 n \n");
        }
        table.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {count} /Root {Reference(catalog)} /Info {Reference(info)} /ID [{id} {id}] >>\nstartxref\n{start}\n%%EOF\n");
        Write(table.ToString());
    }

    public void Dispose() => _written.Dispose();

    private void Begin(int number)
    {
        if (_offsets[number - 1] != NotWritten)
        {
            throw new InvalidOperationException($"Object {number} was written before.");
        }
        _offsets[number - 1] = _position;
        Write(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj\n"));
    }

    private void Write(string text) => Write(Encoding.Latin1.GetBytes(text));

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _output.Write(bytes);
        _written.AppendData(bytes);
        _position += bytes.Length;
    }
}
