using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>What stands between the braces of a GIFT question.</summary>
internal static partial class GiftAnswers
{
    /// <summary>The kind and its answers; null for an essay, which has none.</summary>
    /// <exception cref="NotTakenException">It is of a kind that the product does not have, or broken.</exception>
    public static (QuestionKind Kind, IReadOnlyList<FoundAnswer> Answers)? Read(string body, TextForm form)
    {
        if (body.Length == 0)
        {
            return null;
        }
        if (Embedded().IsMatch(body))
        {
            throw new NotTakenException(QuestionFileTexts.Row_Cloze);
        }
        if (body[0] == '#')
        {
            return (QuestionKind.Numeric, Numbers(body[1..], form));
        }
        if (GiftText.Find(body, "~") >= 0)
        {
            return Options(body, form);
        }
        if (GiftText.Find(body, "=") >= 0 && GiftText.FindWord(body, "->") >= 0 && !Weighted().IsMatch(body))
        {
            throw new NotTakenException(QuestionFileTexts.Row_Matching);
        }
        return TrueFalse(body, form) is { } options ? (QuestionKind.TrueFalse, options) : (QuestionKind.ShortAnswer, Typed(body, form));
    }

    private static (QuestionKind Kind, IReadOnlyList<FoundAnswer> Answers) Options(string body, TextForm form)
    {
        var pieces = Pieces(body, "~=");
        if (pieces[0].Text.Length > 0)
        {
            throw new NotTakenException(QuestionFileTexts.Row_BeforeAnswers);
        }
        var answers = pieces.Skip(1).Select(piece => Answer(piece.Text, piece.Sign == '=' ? 100 : 0, form)).ToList();
        if (answers.DistinctBy(a => a.Text.Text, StringComparer.Ordinal).Count() != answers.Count)
        {
            // Most often an equals sign within an answer, which was meant as text.
            throw new NotTakenException(QuestionFileTexts.Row_SameOptions);
        }
        return (pieces.Exists(p => p.Sign == '=') ? QuestionKind.Single : QuestionKind.Multiple, answers);
    }

    private static IReadOnlyList<FoundAnswer> Typed(string body, TextForm form)
    {
        var pieces = Pieces(body, "=");
        return [.. pieces.Where((piece, i) => i > 0 || piece.Text.Length > 0).Select(piece => Answer(piece.Text, 100, form))];
    }

    private static IReadOnlyList<FoundAnswer>? TrueFalse(string body, TextForm form)
    {
        var parts = Split(body, '#');
        bool? isTrue = parts[0].Trim().ToUpperInvariant() switch
        {
            "T" or "TRUE" => true,
            "F" or "FALSE" => false,
            _ => null,
        };
        if (isTrue is not { } answer)
        {
            return null;
        }
        // The first feedback is for the wrong answer, the second for the right one.
        var wrong = parts.Count > 1 ? GiftText.Read(parts[1], form) : FormText.Empty;
        var right = parts.Count > 2 ? GiftText.Read(string.Join('#', parts.Skip(2)), form) : FormText.Empty;
        return FoundContent.TrueFalse(answer, answer ? right : wrong, answer ? wrong : right);
    }

    private static IReadOnlyList<FoundAnswer> Numbers(string body, TextForm form)
    {
        var answers = new List<FoundAnswer>();
        foreach (var (piece, index) in Pieces(body, "=~").Select((p, i) => (p, i)))
        {
            if (piece.Text.Length == 0 && index == 0)
            {
                continue;
            }
            var answer = Answer(piece.Text, piece.Sign == '~' ? 0 : 100, form);
            if (answer.Percent <= 0 && answer.Text.Text is "" or "*")
            {
                // What is said to any other number: the explanation says it to all.
                continue;
            }
            var number = answer.Text.Text.Replace(" ", "", StringComparison.Ordinal);
            if (!NumericRange.TryParse(number, out _))
            {
                throw new NotTakenException(BankTexts.Refused_Number.With(number.Length > 40 ? number[..40] + "…" : number));
            }
            answers.Add(answer with { Text = new FormText(number, TextForm.Plain) });
        }
        return answers;
    }

    private static FoundAnswer Answer(string piece, double percent, TextForm form)
    {
        var weight = Weight().Match(piece);
        if (weight.Success)
        {
            percent = double.Parse(weight.Groups[1].Value, CultureInfo.InvariantCulture);
            piece = piece[weight.Length..].Trim();
        }
        var hash = GiftText.Find(piece, "#");
        return hash < 0
            ? new FoundAnswer(GiftText.Read(piece, form), percent, FormText.Empty)
            : new FoundAnswer(GiftText.Read(piece[..hash], form), percent, GiftText.Read(piece[(hash + 1)..], form));
    }

    /// <summary>The pieces of a text, each with the sign before it; the first has none.</summary>
    private static List<(char Sign, string Text)> Pieces(string body, string signs)
    {
        var pieces = new List<(char, string)>();
        var (sign, from) = ('\0', 0);
        for (var at = GiftText.Find(body, signs); at >= 0; at = GiftText.Find(body, signs, at + 1))
        {
            // "~=" before a right option, as embedded answers write it: one sign.
            if (sign == '~' && body[at] == '=' && body[from..at].Trim().Length == 0)
            {
                (sign, from) = ('=', at + 1);
                continue;
            }
            pieces.Add((sign, body[from..at].Trim()));
            (sign, from) = (body[at], at + 1);
        }
        pieces.Add((sign, body[from..].Trim()));
        return pieces;
    }

    private static List<string> Split(string text, char sign)
    {
        var parts = new List<string>();
        var from = 0;
        for (var at = GiftText.Find(text, sign.ToString()); at >= 0; at = GiftText.Find(text, sign.ToString(), at + 1))
        {
            parts.Add(text[from..at]);
            from = at + 1;
        }
        parts.Add(text[from..]);
        return parts;
    }

    [GeneratedRegex(@"^%(-?[0-9]{1,3}(?:\.[0-9]*)?)%")]
    private static partial Regex Weight();

    [GeneratedRegex(@"=\s*%-?\d")]
    private static partial Regex Weighted();

    [GeneratedRegex(@"^\d*:[A-Z_]+:", RegexOptions.IgnoreCase)]
    private static partial Regex Embedded();
}
