using System.Text;

namespace StudyDashboard.Features.Imports.Csv;

/// <summary>
/// A CSV file whose columns are found by name: any encoding with a byte-order mark (and UTF-16 and Windows-1252 without), comma, semicolon or tab,
/// any line ends. It is read as a stream, and a broken row is refused by its line, never thrown.
/// </summary>
public sealed class CsvTable : IDisposable
{
    // Enough to tell how a file is written.
    private const int MostSampled = 1024 * 1024;

    private const string Mark = "sep=";

    private readonly StreamReader _text;
    private readonly CsvRecords _splitter;
    private readonly IEnumerator<(int Line, string Text)> _records;
    private readonly Refusals _refusals;
    private readonly Dictionary<string, int> _columns = [];

    private CsvTable(StreamReader text, char delimiter, Refusals refusals, CancellationToken cancellationToken)
    {
        (_text, _refusals) = (text, refusals);
        _splitter = new CsvRecords(text, delimiter, refusals, cancellationToken);
        _records = _splitter.Read().GetEnumerator();
        // Some files begin with a line for a spreadsheet that says only what the delimiter is.
        if (_records.MoveNext() && (!IsMark(_records.Current.Text) || _records.MoveNext()))
        {
            Header = [.. _splitter.FieldsOf(_records.Current.Text).Select(name => name.Trim())];
            foreach (var (name, at) in Header.Select((name, at) => (Normalize(name), at)))
            {
                // Some tools repeat a name; the first column of that name is meant.
                _columns.TryAdd(name, at);
            }
        }
    }

    /// <summary>Whether there is a header row at all.</summary>
    public bool HasHeader => _columns.Count > 0;

    /// <summary>The names of the columns as they stand in the file.</summary>
    public IReadOnlyList<string> Header { get; } = [];

    /// <summary>Opens a file and reads its header.</summary>
    public static CsvTable Open(Stream content, Refusals refusals, CancellationToken cancellationToken)
    {
        var encoding = EncodingOf(content);
        var header = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        var buffer = new char[4096];
        var sample = new string(buffer, 0, header.ReadBlock(buffer));
        content.Position = 0;
        var firstLine = sample.TrimStart('\r', '\n').Split('\n', '\r')[0];
        var delimiter = IsMark(firstLine) ? firstLine[Mark.Length] : ",;\t".MaxBy(c => firstLine.Count(x => x == c));
        var text = new StreamReader(content, encoding, detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        return new CsvTable(text, delimiter, refusals, cancellationToken);
    }

    /// <summary>The place of the first column that bears one of the names, or null.</summary>
    public int? Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_columns.TryGetValue(Normalize(name), out var at))
            {
                return at;
            }
        }
        return null;
    }

    /// <summary>The rows, one at a time.</summary>
    public IEnumerable<CsvRow> Rows()
    {
        while (_records.MoveNext())
        {
            yield return new CsvRow(_records.Current.Line, _splitter.FieldsOf(_records.Current.Text));
        }
    }

    public void Dispose()
    {
        _records.Dispose();
        _text.Dispose();
    }

    /// <summary>Refuses a row.</summary>
    public void Refuse(CsvRow row, string reason) => _refusals.Add(row.Line, reason);

    private static bool IsMark(string line) => line.Length == Mark.Length + 1 && line.StartsWith(Mark, StringComparison.OrdinalIgnoreCase) && !char.IsLetterOrDigit(line[^1]) && line[^1] != '"';

    private static string Normalize(string name) =>
        new([.. name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>
    /// How a file without a mark is written: UTF-8; UTF-16 where every other byte of the beginning is zero, as in Latin text; Windows-1252 where
    /// it reads as UTF-8 worse than not. The stream is at its beginning afterwards.
    /// </summary>
    internal static Encoding EncodingOf(Stream content)
    {
        Span<byte> start = stackalloc byte[64];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        content.Position = 0;
        int evenZeros = 0, oddZeros = 0;
        for (var i = 0; i < read; i++)
        {
            if (start[i] == 0)
            {
                (evenZeros, oddZeros) = i % 2 == 0 ? (evenZeros + 1, oddZeros) : (evenZeros, oddZeros + 1);
            }
        }
        return oddZeros > read / 4 ? Encoding.Unicode : evenZeros > read / 4 ? Encoding.BigEndianUnicode : IsWindows(content) ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : new UTF8Encoding(false);
    }

    private static bool IsWindows(Stream content)
    {
        using var reader = new StreamReader(content, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var (text, broken, other) = (new char[16 * 1024], 0, 0);
        for (var (read, all) = (reader.ReadBlock(text), 0); read > 0 && all < MostSampled; read = reader.ReadBlock(text))
        {
            all += read;
            foreach (var c in text.AsSpan(0, read))
            {
                (broken, other) = c == '\uFFFD' ? (broken + 1, other) : c >= 0x80 ? (broken, other + 1) : (broken, other);
            }
        }
        content.Position = 0;
        return broken > other;
    }
}

/// <summary>A row of a <see cref="CsvTable"/>.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Fields">Its fields, unquoted.</param>
public readonly record struct CsvRow(int Line, IReadOnlyList<string> Fields)
{
    /// <summary>The trimmed field of a column; empty when the row is shorter than its header or there is no such column.</summary>
    public string this[int? column] => column is { } at && at < Fields.Count ? Fields[at].Trim() : "";
}
