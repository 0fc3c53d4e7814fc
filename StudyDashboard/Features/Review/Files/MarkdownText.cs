using System.Text;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Review.Files;

/// <summary>Markdown that is put together of texts and signs, so that it reads as the HTML did: white space counts once, signs close before a line ends.</summary>
internal sealed partial class MarkdownText
{
    private readonly StringBuilder _text = new();

    // Each with the place behind it: one that still ends there sets off nothing.
    private readonly List<(string Sign, int At)> _open = [];
    private (string Sign, int At) _closed = ("", -1);
    private bool _keepsLines;
    private bool _isSpaceDue;

    private bool IsLineStart => _text.Length == 0 || _text[^1] == '\n';

    /// <summary>Text as text: what Markdown would read as a sign is escaped. Gaps keep their spelling.</summary>
    public void Text(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (_keepsLines && text[i] == '\n')
            {
                Line();
            }
            else if (text[i] is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00a0')
            {
                _isSpaceDue = true;
            }
            else
            {
                var next = i + 1 < text.Length ? text[i + 1] : '\0';
                var isSign = text[i] is '*' or '_' or '`' or '\\' or '<' or '~' or '^' || (text[i] is '=' or '+' && next == text[i])
                    || (text[i] == ']' && next is '(' or '[') || (IsLineStart && (text[i] is '#' or '>' or '|' || (text[i] is '-' or '+' or '=' && (next is ' ' or '\0' || next == text[i]))));
                Put(isSign ? $"\\{text[i]}" : text[i].ToString());
            }
        }
    }

    /// <summary>Begins or ends what a sign sets off.</summary>
    public void Sign(string sign, bool isEnd)
    {
        if (!isEnd && !_isSpaceDue && _closed == (sign, _text.Length))
        {
            // It goes on where it has just ended.
            _text.Length -= sign.Length;
            _open.Add((sign, -1));
        }
        else if (!isEnd)
        {
            Space();
            Open(sign);
        }
        else if (_open.FindLastIndex(o => o.Sign == sign) is var at and >= 0)
        {
            List<string> inside = [.. _open.Skip(at + 1).Select(o => o.Sign)];
            Close(at);
            _closed = (sign, inside.Count == 0 ? _text.Length : -1);
            inside.ForEach(Open);
        }
    }

    /// <summary>Ends the line.</summary>
    public void Line() => Break("\n");

    /// <summary>Begins a block: on a line of its own.</summary>
    public void Block() => Break("");

    public void Item() => Break("- ");

    public void Rule() => Break("\n---\n\n");

    /// <summary>From here on lines end where the text's lines do, or no longer do.</summary>
    public void Lines(bool isKept)
    {
        Block();
        _keepsLines = isKept;
    }

    /// <summary>The name of something that is not there.</summary>
    public void Name(string name) => Put($"\\[{Signs().Replace(name.ReplaceLineEndings(" "), @"\$0")}\\]");

    public override string ToString()
    {
        Close(0);
        return Blank().Replace(_text.ToString(), "\n\n").Trim();
    }

    private void Put(string piece)
    {
        Space();
        _text.Append(piece);
    }

    private void Space()
    {
        if (_isSpaceDue && !IsLineStart && _text[^1] != ' ')
        {
            // Before signs that have just begun: with a space behind them they would set off nothing.
            var (at, i) = (_text.Length, _open.Count);
            for (; i > 0 && _open[i - 1].At == at; i--)
            {
                at -= _open[i - 1].Sign.Length;
            }
            _text.Insert(at, ' ');
            for (; i < _open.Count; i++)
            {
                _open[i] = _open[i] with { At = _open[i].At + 1 };
            }
        }
        _isSpaceDue = false;
    }

    private void Break(string sign)
    {
        List<string> inside = [.. _open.Select(o => o.Sign)];
        _isSpaceDue = false;
        Close(0);
        _text.Append(IsLineStart || sign == "\n" ? "" : "\n").Append(sign);
        inside.ForEach(Open);
    }

    private void Open(string sign)
    {
        _text.Append(sign);
        _open.Add((sign, _text.Length));
    }

    /// <summary>Ends the signs from one on; one that set off nothing is taken away.</summary>
    private void Close(int from)
    {
        for (var i = _open.Count - 1; i >= from; i--)
        {
            if (_open[i].At == _text.Length)
            {
                _text.Length -= _open[i].Sign.Length;
            }
            else
            {
                _text.Append(_open[i].Sign);
            }
        }
        _open.RemoveRange(from, _open.Count - from);
    }

    [GeneratedRegex(@"[*_`\\<~^]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex Blank();
}
