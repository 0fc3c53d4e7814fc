using System.Buffers;
using System.Text;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;
using Utf8Bytes = System.Text.Unicode.Utf8;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>
/// The unfolded lines of a file (RFC 5545, 3.1), one at a time. They are unfolded as bytes, because programs fold in the middle of a
/// character. Any line ending is taken; UTF-16 is told by its mark or its zero bytes, what is not UTF-8 is read as Latin-1.
/// </summary>
internal sealed class CalendarBytes
{
    private static readonly SearchValues<byte> Ends = SearchValues.Create("\r\n"u8);

    private readonly byte[] _bytes;
    private readonly CalendarLimits _limits;
    private readonly CalendarFindings _findings;
    private readonly ArrayBufferWriter<byte> _folded = new();
    private int _at;
    private int _line;
    private bool _saidLatin;

    public CalendarBytes(byte[] bytes, CalendarLimits limits, CalendarFindings findings)
    {
        (_limits, _findings) = (limits, findings);
        _bytes = Utf8(bytes);
    }

    /// <summary>The next line that is not empty; false after the last.</summary>
    public bool TryNext(out string text, out int line)
    {
        while (_at < _bytes.Length)
        {
            var first = Physical();
            if (IsNothing(Clean(first)))
            {
                continue;
            }
            line = _line;
            if (!IsFolded())
            {
                text = Decode(first.Length > _limits.MaxLine ? Cut(first, line) : first, line);
                return true;
            }
            text = Decode(Unfold(first, line), line);
            return true;
        }
        (text, line) = ("", _line);
        return false;
    }

    private ReadOnlySpan<byte> Unfold(ReadOnlySpan<byte> first, int line)
    {
        _folded.ResetWrittenCount();
        var isCut = Append(first);
        while (IsFolded())
        {
            var more = Physical();
            isCut |= more.Length > 0 && Append(more[1..]);
        }
        return isCut ? Cut(_folded.WrittenSpan, line) : _folded.WrittenSpan;
    }

    private bool Append(ReadOnlySpan<byte> part)
    {
        var room = _limits.MaxLine - _folded.WrittenCount;
        _folded.Write(part.Length > room ? part[..room] : part);
        return part.Length > room;
    }

    /// <summary>A line that is too long, without its end. What nobody reads (pictures, attachments) may be as long as it likes.</summary>
    private ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> text, int line)
    {
        var name = text[..Math.Min(text.Length, 32)];
        if (!(name.StartsWith("ATTACH"u8) || name.StartsWith("X-"u8) || name.StartsWith("IMAGE"u8) || name.StartsWith("DESCRIPTION"u8)))
        {
            _findings.Lose(line, ICalendarTexts.Line_TooLong.With(_limits.MaxLine / 1024));
        }
        var length = Math.Min(text.Length, _limits.MaxLine);
        while (length > 0 && length < text.Length && (text[length] & 0xC0) == 0x80)
        {
            length--;
        }
        return text[..length];
    }

    /// <summary>Whether the text goes on with a fold: empty lines between (a doubled carriage return) do not end it.</summary>
    private bool IsFolded()
    {
        var at = _at;
        while (at < _bytes.Length && _bytes[at] is (byte)'\r' or (byte)'\n')
        {
            at++;
        }
        if (at >= _bytes.Length || _bytes[at] is not ((byte)' ' or (byte)'\t'))
        {
            return false;
        }
        while (_at < at)
        {
            Physical();
        }
        return true;
    }

    private ReadOnlySpan<byte> Physical()
    {
        var rest = _bytes.AsSpan(_at);
        var length = rest.IndexOfAny(Ends);
        _line++;
        if (length < 0)
        {
            _at = _bytes.Length;
            return rest;
        }
        _at += length + (rest[length] == (byte)'\r' && length + 1 < rest.Length && rest[length + 1] == (byte)'\n' ? 2 : 1);
        return rest[..length];
    }

    /// <summary>No line at all: spaces, zero bytes, the mark that some programs put at a file's end.</summary>
    private static bool IsNothing(ReadOnlySpan<byte> line) => line.IndexOfAnyExceptInRange((byte)0, (byte)' ') < 0;

    /// <summary>Of a line what comes after a byte order mark (files that were joined have several) and after stray zero bytes.</summary>
    private static ReadOnlySpan<byte> Clean(ReadOnlySpan<byte> line)
    {
        while (line.Length > 0 && (line[0] is < (byte)' ' or 0x7F || line.StartsWith("\uFEFF"u8)))
        {
            line = line[(line[0] == 0xEF ? 3 : 1)..];
        }
        return line;
    }

    private string Decode(ReadOnlySpan<byte> text, int line)
    {
        text = Clean(text);
        if (Utf8Bytes.IsValid(text))
        {
            return Encoding.UTF8.GetString(text);
        }
        if (!_saidLatin)
        {
            _saidLatin = true;
            _findings.Note(line, ICalendarTexts.Line_NotUtf8);
        }
        return Encoding.Latin1.GetString(text);
    }

    private static byte[] Utf8(byte[] bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Convert(Encoding.Unicode, bytes.AsSpan(2)),
        [0xFE, 0xFF, ..] => Convert(Encoding.BigEndianUnicode, bytes.AsSpan(2)),
        [not 0, 0, not 0, 0, ..] => Convert(Encoding.Unicode, bytes),
        [0, not 0, 0, not 0, ..] => Convert(Encoding.BigEndianUnicode, bytes),
        _ => bytes,
    };

    private static byte[] Convert(Encoding from, ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetBytes(from.GetString(bytes));
}
