using System.Text;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Csv;

/// <summary>
/// Cuts a text into CSV records (RFC 4180) and sets the broken ones apart, so that half a quote costs its own line and not the rest
/// of the file: a quoted field must close, be followed by a delimiter or the line's end, and fit the limits.
/// </summary>
internal sealed class CsvRecords(TextReader text, char delimiter, Refusals refusals, CancellationToken cancellationToken)
{
    /// <summary>Longest record in characters.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Most lines that one record may span.</summary>
    public const int MaxLines = 200;

    private readonly Queue<string> _pushedBack = new();
    private int _line;

    private enum State
    {
        FieldStart,
        Plain,
        Quoted,
        Closed,
        Broken,
    }

    /// <summary>The sound records with the number of their first line.</summary>
    public IEnumerable<(int Line, string Text)> Read()
    {
        while (NextLine() is { } first)
        {
            // Here, for a file of nothing but broken lines has no record after which one could stop.
            cancellationToken.ThrowIfCancellationRequested();
            var line = _line;
            if (first.Length > MaxLength)
            {
                refusals.Add(line, ImportTexts.Row_TooLong);
                continue;
            }
            var state = Scan(first, State.FieldStart);
            if (state == State.Quoted)
            {
                var (record, rest) = Join(first);
                if (record is not null)
                {
                    yield return (line, record);
                    continue;
                }
                Return(rest, line);
                state = State.Broken;
            }
            if (state == State.Broken && Repaired(first) is { } repaired)
            {
                yield return (line, repaired);
            }
            else if (state == State.Broken)
            {
                refusals.Add(line, ImportTexts.Row_HalfAQuote);
            }
            else if (!string.IsNullOrWhiteSpace(first))
            {
                yield return (line, first);
            }
        }
    }

    /// <summary>The fields of a sound record, without their quotes.</summary>
    public List<string> FieldsOf(string record)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var state = State.FieldStart;
        foreach (var c in record)
        {
            var next = Next(state, c);
            if (next == State.FieldStart)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else if (next == State.Plain || (next == State.Quoted && state != State.FieldStart))
            {
                field.Append(c);
            }
            state = next;
        }
        fields.Add(field.ToString());
        return fields;
    }

    /// <summary>Joins the lines of an open quote. Without a sound end, the lines after the first are given back.</summary>
    private (string? Record, List<string> Lines) Join(string first)
    {
        var rest = new List<string>();
        var record = new StringBuilder(first);
        var state = State.Quoted;
        while (state == State.Quoted && rest.Count < MaxLines && record.Length <= MaxLength && NextLine() is { } next)
        {
            rest.Add(next);
            record.Append('\n').Append(next);
            state = Scan(next, State.Quoted);
        }
        return state is State.Quoted or State.Broken ? (null, rest) : (record.ToString(), rest);
    }

    /// <summary>
    /// A line of a tool that sets a backslash before a quote in place of a second quote, as it should be; null when that makes no sound record.
    /// </summary>
    private string? Repaired(string line)
    {
        if (!line.Contains("\\\"", StringComparison.Ordinal))
        {
            return null;
        }
        var text = new StringBuilder(line.Length + 8);
        for (var i = 0; i < line.Length; i++)
        {
            text.Append(line[i]);
            // At the end of a field the quote closes it, whatever stands before.
            if (line[i] == '"' && i > 0 && line[i - 1] == '\\' && i + 1 < line.Length && line[i + 1] != delimiter && line[i + 1] != '"')
            {
                text.Append('"');
            }
        }
        var repaired = text.ToString();
        return Scan(repaired, State.FieldStart) is State.Quoted or State.Broken ? null : repaired;
    }

    private State Scan(string line, State state)
    {
        foreach (var c in line)
        {
            state = Next(state, c);
        }
        return state;
    }

    private State Next(State state, char c) => state switch
    {
        State.Quoted => c == '"' ? State.Closed : State.Quoted,
        State.Closed when c == '"' => State.Quoted,
        State.Closed when c != delimiter => State.Broken,
        State.Broken => State.Broken,
        _ when c == delimiter => State.FieldStart,
        State.FieldStart when c == '"' => State.Quoted,
        _ => State.Plain,
    };

    private string? NextLine()
    {
        var line = _pushedBack.Count > 0 ? _pushedBack.Dequeue() : ReadBounded();
        _line += line is null ? 0 : 1;
        return line;
    }

    private void Return(List<string> lines, int line)
    {
        var behind = _pushedBack.ToArray();
        _pushedBack.Clear();
        foreach (var text in lines.Concat(behind))
        {
            _pushedBack.Enqueue(text);
        }
        _line = line;
    }

    /// <summary>A line, cut just over the limit, so that a file of one endless line does not fill the memory.</summary>
    private string? ReadBounded()
    {
        var line = new StringBuilder();
        for (var c = text.Read(); ; c = text.Read())
        {
            if (c < 0)
            {
                return line.Length == 0 ? null : line.ToString();
            }
            if (c is '\n' or '\r')
            {
                if (c == '\r' && text.Peek() == '\n')
                {
                    text.Read();
                }
                return line.ToString();
            }
            if (line.Length <= MaxLength && c != 0)
            {
                line.Append((char)c);
            }
        }
    }
}
