using System.Text;
using System.Text.RegularExpressions;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>The characters of GIFT that mean something, and how they are written when they do not.</summary>
internal static partial class GiftText
{
    private const string Special = "~=#{}:";

    /// <summary>The first of some characters that is not escaped, from a place on; -1 when there is none.</summary>
    public static int Find(string text, string any, int from = 0)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (any.Contains(text[i], StringComparison.Ordinal))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>The first place of a word whose first character is not escaped, from a place on; -1 when there is none.</summary>
    public static int FindWord(string text, string word, int from = 0)
    {
        for (var at = Find(text, word[..1], from); at >= 0; at = Find(text, word[..1], at + 1))
        {
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
            {
                return at;
            }
        }
        return -1;
    }

    /// <summary>What a text says: escapes taken away, and its form where it begins with one.</summary>
    public static FormText Read(string text, TextForm otherwise)
    {
        var trimmed = text.Trim();
        var form = otherwise;
        if (FormMark().Match(trimmed) is { Success: true } mark)
        {
            form = mark.Groups[1].Value.ToLowerInvariant() switch
            {
                "html" => TextForm.Html,
                "markdown" => TextForm.Markdown,
                _ => TextForm.Plain,
            };
            trimmed = trimmed[mark.Length..];
        }
        return new FormText(Unescape(trimmed).Trim(), form);
    }

    public static string Unescape(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var next = i + 1 < text.Length ? text[i + 1] : '\0';
            if (text[i] == '\\' && (Special.Contains(next, StringComparison.Ordinal) || next is '\\' or 'n'))
            {
                plain.Append(next == 'n' ? '\n' : next);
                i++;
            }
            else
            {
                plain.Append(text[i]);
            }
        }
        return plain.ToString();
    }

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(c == '\n' ? "\\n" : c == '\\' || Special.Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString());
        }
        return escaped.ToString();
    }

    /// <summary>Whether a text would be read as one that names its form.</summary>
    public static bool BeginsWithForm(string text) => FormMark().IsMatch(text.TrimStart());

    [GeneratedRegex(@"^\[(html|markdown|moodle|plain)\]", RegexOptions.IgnoreCase)]
    private static partial Regex FormMark();
}
