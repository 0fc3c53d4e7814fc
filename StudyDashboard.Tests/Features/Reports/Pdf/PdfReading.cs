using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace StudyDashboard.Tests.Features.Reports.Pdf;

/// <summary>Text that a page draws: in which font, how large and where (points from the lower left).</summary>
internal sealed record DrawnText(string Text, string Font, double Size, double X, double Y, IReadOnlyList<int> Codes);

/// <summary>A filled rectangle, its lower left corner given.</summary>
internal sealed record DrawnRectangle(double X, double Y, double Width, double Height, string Color);

internal sealed record DrawnPage(IReadOnlyList<DrawnText> Texts, IReadOnlyList<DrawnRectangle> Rectangles, int Lines)
{
    /// <summary>All its text, a line for what is drawn together.</summary>
    public string Words => string.Join('\n', Texts.Select(t => t.Text));
}

/// <summary>Reads a PDF back as a reader does: from its end, by its table of offsets.</summary>
internal sealed partial class PdfReading
{
    private readonly byte[] _bytes;
    private readonly string _file;

    public PdfReading(byte[] bytes)
    {
        (_bytes, _file) = (bytes, Encoding.Latin1.GetString(bytes));
        var start = int.Parse(End().Match(_file).Groups[1].Value, CultureInfo.InvariantCulture);
        var table = Table().Match(_file, start);
        Assert.True(table.Success && table.Index == start, "The table of offsets is not where the end says.");
        Trailer = _file[(table.Index + table.Length)..];
        Offsets = [.. table.Groups[2].Value.Chunk(20).Select(l => long.Parse(l.AsSpan(0, 10), CultureInfo.InvariantCulture))];
        Assert.Equal(int.Parse(table.Groups[1].Value, CultureInfo.InvariantCulture), Offsets.Count);
    }

    public string Trailer { get; }

    /// <summary>Offsets by object number; the first belongs to none.</summary>
    public IReadOnlyList<long> Offsets { get; }

    public IReadOnlyList<DrawnPage> Pages =>
        [.. References(Object(Reference(Object(Reference(Trailer, "Root")), "Pages")), "Kids").Select(Page)];

    /// <summary>The text of all pages.</summary>
    public string Words => string.Join('\n', Pages.Select(p => p.Words));

    /// <summary>Fonts by what pages call them.</summary>
    public Dictionary<string, int> Fonts => FontName().Matches(Object(Reference(Object(Reference(Object(Reference(Trailer, "Root")), "Pages")), "Resources")))
        .ToDictionary(m => m.Groups[1].Value, m => int.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>An object as it is written, without its stream.</summary>
    public string Object(int number)
    {
        var begin = $"{number} 0 obj\n";
        Assert.StartsWith(begin, _file[(int)Offsets[number]..], StringComparison.Ordinal);
        var body = _file[((int)Offsets[number] + begin.Length)..];
        var (end, stream) = (body.IndexOf("\nendobj", StringComparison.Ordinal), body.IndexOf("\nstream\n", StringComparison.Ordinal));
        return body[..(stream >= 0 && stream < end ? stream : end)];
    }

    /// <summary>What is in an object's stream.</summary>
    public byte[] Stream(int number)
    {
        var entries = Object(number);
        var at = (int)Offsets[number] + $"{number} 0 obj\n".Length + entries.Length + "\nstream\n".Length;
        var length = int.Parse(Length().Match(entries).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.StartsWith("\nendstream\nendobj\n", _file[(at + length)..], StringComparison.Ordinal);
        using var zlib = new ZLibStream(new MemoryStream(_bytes, at, length), CompressionMode.Decompress);
        using var data = new MemoryStream();
        zlib.CopyTo(data);
        return data.ToArray();
    }

    /// <summary>The number of the object that an entry names.</summary>
    public static int Reference(string dictionary, string key) => int.Parse(Regex.Match(dictionary, $@"/{key} \[?(\d+) 0 R").Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>The glyphs of an embedded font and the text that each stands for.</summary>
    public Dictionary<int, string> ToUnicode(int font) => Pair().Matches(Encoding.ASCII.GetString(Stream(Reference(Object(font), "ToUnicode"))).Split("endcodespacerange")[1])
        .ToDictionary(m => Hex(m.Groups[1].Value), m => Utf16(m.Groups[2].Value));

    /// <summary>A string of UTF-16 in hexadecimal, its mark left out.</summary>
    public static string Utf16(string hex) => Encoding.BigEndianUnicode.GetString(Convert.FromHexString(hex)).TrimStart('\ufeff');

    private static IEnumerable<int> References(string dictionary, string key) => Number().Matches(Regex.Match(dictionary, $@"/{key} \[(.*?)\]").Groups[1].Value)
        .Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));

    private DrawnPage Page(int number)
    {
        var content = string.Concat(References(Object(number), "Contents").Select(c => Encoding.ASCII.GetString(Stream(c))));
        var fonts = Fonts.ToDictionary(f => f.Key, f => Object(f.Value).Contains("/ToUnicode", StringComparison.Ordinal) ? ToUnicode(f.Value) : null);
        var (texts, rectangles, lines, operands) = (new List<DrawnText>(), new List<DrawnRectangle>(), 0, new List<string>());
        var (font, size, x, y, color, said) = ("", 0.0, 0.0, 0.0, "", (string?)null);
        foreach (var token in Token().Matches(content).Select(m => m.Value))
        {
            switch (token)
            {
                case "Tf":
                    (font, size) = (operands[^2][1..], Value(^1));
                    break;
                case "Td":
                    (x, y) = (Value(^2), Value(^1));
                    break;
                case "BDC":
                    said = Utf16(operands[^2].Trim('<', '>'));
                    break;
                case "EMC":
                    said = null;
                    break;
                case "Tj":
                    var table = fonts[font];
                    IReadOnlyList<int> codes = table is null ? Literal(operands[^1]) : [.. operands[^1].Trim('<', '>').Chunk(4).Select(c => Hex(new string(c)))];
                    texts.Add(new DrawnText(said ?? string.Concat(codes.Select(c => table is null ? WinAnsi(c) : table[c])), font, size, x, y, codes));
                    break;
                case "re":
                    rectangles.Add(new DrawnRectangle(Value(^4), Value(^3), Value(^2), Value(^1), color));
                    break;
                case "rg":
                    color = string.Join(' ', operands[^3..]);
                    break;
                case "S":
                    lines++;
                    break;
            }
            operands.Add(token);
        }
        return new DrawnPage(texts, rectangles, lines);

        double Value(Index at) => double.Parse(operands[at], CultureInfo.InvariantCulture);
    }

    private static List<int> Literal(string text) =>
        [.. Escape().Replace(text[1..^1], m => m.Groups[1].Value is { Length: 3 } octal ? ((char)Convert.ToInt32(octal, 8)).ToString() : m.Groups[1].Value).Select(c => (int)c)];

    // What the tests draw beyond Latin-1.
    private static string WinAnsi(int code) => code switch { 0x85 => "…", 0x96 => "–", 0x80 => "€", _ => ((char)code).ToString() };

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"startxref\n(\d+)\n%%EOF\n\z")]
    private static partial Regex End();

    [GeneratedRegex(@"xref\n0 (\d+)\n((?:\d{10} \d{5} [fn] \n)+)trailer\n")]
    private static partial Regex Table();

    [GeneratedRegex(@"/(F\d+) (\d+) 0 R")]
    private static partial Regex FontName();

    [GeneratedRegex(@"/Length (\d+)")]
    private static partial Regex Length();

    [GeneratedRegex("<([0-9A-F]{4})> <([0-9A-F]+)>\n")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(\d+) 0 R")]
    private static partial Regex Number();

    [GeneratedRegex(@"\((?:\\.|[^\\()])*\)|<<|>>|<[0-9A-F]*>|/[^\s<>()/]+|[^\s<>()/]+", RegexOptions.Singleline)]
    private static partial Regex Token();

    [GeneratedRegex(@"\\([0-7]{3}|.)")]
    private static partial Regex Escape();
}
