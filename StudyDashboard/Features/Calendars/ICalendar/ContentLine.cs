using System.Text;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>A property with its parameters and its value as it is written (RFC 5545, 3.1).</summary>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">Names in capitals; several values of one with commas between them.</param>
/// <param name="Value">After the colon, not unescaped.</param>
/// <param name="Line">Where it begins in the file.</param>
internal sealed record ContentLine(string Name, IReadOnlyList<(string Name, string Value)> Parameters, string Value, int Line)
{
    private const int MaxParameters = 64;

    /// <summary>The value of a parameter, or null.</summary>
    public string? this[string parameter]
    {
        get
        {
            foreach (var (name, value) in Parameters)
            {
                if (name == parameter)
                {
                    return value;
                }
            }
            return null;
        }
    }

    /// <summary>The value as text: escapes resolved, control characters gone, at most so long.</summary>
    public string Text(int most)
    {
        var value = "QUOTED-PRINTABLE".Equals(this["ENCODING"], StringComparison.OrdinalIgnoreCase) ? QuotedPrintable(Value) : Value;
        var text = new StringBuilder(Math.Min(value.Length, most));
        for (var i = 0; i < value.Length && text.Length < most; i++)
        {
            var c = value[i];
            if (c == '\\' && i + 1 < value.Length)
            {
                c = value[++i] is 'n' or 'N' ? '\n' : value[i];
            }
            if (!char.IsControl(c) || c == '\n')
            {
                text.Append(c);
            }
        }
        if (text.Length > 0 && char.IsHighSurrogate(text[^1]))
        {
            text.Length--;
        }
        return text.ToString().Trim();
    }

    /// <summary>Bytes written as <c>=C3</c>, as vCalendar had it; what is not UTF-8 then becomes a question mark.</summary>
    private static string QuotedPrintable(string value)
    {
        var bytes = new List<byte>(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '=' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add((byte)((Convert.ToInt32(value[i + 1].ToString(), 16) << 4) | Convert.ToInt32(value[i + 2].ToString(), 16)));
                i += 2;
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes([value[i]]));
            }
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    /// <summary>Reads a line; null when it is none: no name, or no colon.</summary>
    public static ContentLine? Read(string text, int line)
    {
        var end = text.AsSpan().IndexOfAny(';', ':');
        if (end <= 0 || !IsName(text.AsSpan(0, end).Trim()))
        {
            return null;
        }
        var name = text[..end].Trim().ToUpperInvariant();
        if (text[end] == ':')
        {
            return new ContentLine(name, [], text[(end + 1)..], line);
        }
        var parameters = new List<(string, string)>();
        var at = end;
        while (at < text.Length && text[at] == ';')
        {
            at = ReadParameter(text, at + 1, parameters);
        }
        return at < text.Length ? new ContentLine(name, parameters, text[(at + 1)..], line) : null;
    }

    /// <summary>Reads one parameter; gives the place of the semicolon or colon after it, or the text's length.</summary>
    private static int ReadParameter(string text, int at, List<(string, string)> parameters)
    {
        var stop = text.AsSpan(at).IndexOfAny('=', ';', ':') is var found && found < 0 ? text.Length : at + found;
        var name = text[at..stop].Trim().ToUpperInvariant();
        if (stop == text.Length || text[stop] != '=')
        {
            return stop;
        }
        var value = new StringBuilder();
        at = stop + 1;
        while (at < text.Length && (text[at] is not (';' or ':') || (name == "TZID" && IsOfZone(text, at))))
        {
            if (text[at] == ':')
            {
                value.Append(text[at++]);
                continue;
            }
            at = text[at] == '"' ? ReadQuoted(text, at, value) : ReadPlain(text, at, value);
        }
        if (parameters.Count < MaxParameters)
        {
            parameters.Add((name, Unescape(value.ToString())));
        }
        return at;
    }

    private static int ReadQuoted(string text, int at, StringBuilder value)
    {
        var close = text.IndexOf('"', at + 1);
        if (close < 0)
        {
            // A quote that is never closed is a character like any other.
            return ReadPlain(text, at + 1, value);
        }
        value.Append(text, at + 1, close - at - 1);
        return close + 1;
    }

    private static int ReadPlain(string text, int at, StringBuilder value)
    {
        if (at >= text.Length)
        {
            return text.Length;
        }
        // "(UTC+01:00) Amsterdam, Berlin": some programs write this colon without quotes.
        var from = text[at] == '(' && text.IndexOf(')', at, Math.Min(16, text.Length - at)) is var close && close > at ? close : at;
        var stop = text.AsSpan(from).IndexOfAny(";:\"") is var found && found < 0 ? text.Length : from + found;
        value.Append(text, at, stop - at);
        return stop;
    }

    /// <summary>
    /// Whether a colon belongs to an unquoted zone (<c>tzone://Microsoft/Custom</c>, <c>UTC+02:00</c>): no year follows it, and the colon
    /// before the value is still to come.
    /// </summary>
    private static bool IsOfZone(string text, int at)
    {
        var rest = text.AsSpan(at + 1).TrimStart();
        return text[at] == ':' && rest.Contains(':') && (rest.Length < 4 || rest[..4].ContainsAnyExceptInRange('0', '9'));
    }

    /// <summary>Line breaks, quotes and carets within a parameter (RFC 6868).</summary>
    private static string Unescape(string value) => !value.Contains('^', StringComparison.Ordinal) ? value : Carets(value);

    private static string Carets(string value)
    {
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            var next = value[i] == '^' && i + 1 < value.Length ? value[i + 1] : '\0';
            text.Append(next switch { 'n' => '\n', '\'' => '"', '^' => '^', _ => value[i] });
            i += next is 'n' or '\'' or '^' ? 1 : 0;
        }
        return text.ToString();
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }
        return name.Length > 0;
    }
}
