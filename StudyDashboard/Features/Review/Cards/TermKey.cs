using System.Globalization;
using System.Text;

namespace StudyDashboard.Features.Review.Cards;

/// <summary>
/// By what two spellings are the same term: compatible characters, case, spaces and the punctuation around it do not count, accents do
/// (schon and schön are two words).
/// </summary>
public static class TermKey
{
    public const int MaxLength = 200;

    public static string Of(string term)
    {
        var key = new StringBuilder();
        foreach (var c in term.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture))
        {
            if (!char.IsWhiteSpace(c))
            {
                key.Append(c);
            }
            else if (key.Length > 0 && key[^1] != ' ')
            {
                key.Append(' ');
            }
        }
        var text = key.ToString().Trim(' ', '.', ',', ';', ':', '!', '?', '"', '\'', '(', ')', '¡', '¿', '…', '«', '»', '„', '“', '”');
        text = text.Length == 0 ? key.ToString().Trim() : text;
        return text.Length <= MaxLength ? text : text[..MaxLength];
    }
}
