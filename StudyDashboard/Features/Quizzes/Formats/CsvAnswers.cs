using System.Globalization;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>The answers of a row: options and which of them are right, or what is accepted.</summary>
internal static class CsvAnswers
{
    /// <exception cref="NotTakenException">It cannot be understood wholly.</exception>
    public static (QuestionKind Kind, IReadOnlyList<FoundAnswer> Answers) Of(
        string type, IReadOnlyList<string> options, string correct, string tolerance, string weights, TextForm form, IReadOnlyList<FormText> feedback)
    {
        var kind = KindOf(type) ?? Guess(options, correct);
        FormText FeedbackOf(int index) => index < feedback.Count ? feedback[index] : FormText.Empty;
        switch (kind)
        {
            case QuestionKind.TrueFalse:
                // A pair of options "True" and "False" may name the right one by its letter.
                var word = options.Count == 2 && Place(correct, options) is { } named ? options[named] : correct;
                return (kind, FoundContent.TrueFalse(Truth(word) ?? throw new NotTakenException(QuestionFileTexts.Row_Truth), FeedbackOf(0), FeedbackOf(1)));
            case QuestionKind.ShortAnswer:
            case QuestionKind.Numeric:
                var typed = Cut(correct, '|').Select(a => kind == QuestionKind.Numeric && tolerance.Length > 0 && !a.Contains(':', StringComparison.Ordinal) && !a.Contains("..", StringComparison.Ordinal)
                    ? $"{a}:{tolerance}" : a).ToList();
                return (kind, [.. typed.Select((a, i) => new FoundAnswer(new FormText(a, TextForm.Plain), Percent(weights, i, 100), FeedbackOf(i)))]);
            default:
                var right = Right(correct, options);
                if (kind == QuestionKind.Single && right.Count != 1 && weights.Length == 0)
                {
                    throw new NotTakenException(QuestionFileTexts.Row_OneCorrect);
                }
                return (kind, [.. options.Select((o, i) =>
                    new FoundAnswer(new FormText(o, form), Percent(weights, i, !right.Contains(i) ? 0 : kind == QuestionKind.Multiple ? 100d / right.Count : 100), FeedbackOf(i)))]);
        }
    }

    public static string CorrectOf(QuestionContent content) => content.Kind switch
    {
        QuestionKind.TrueFalse => content.Right.First().Key,
        QuestionKind.ShortAnswer or QuestionKind.Numeric => string.Join('|', content.Answers.Select(a => a.Text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal))),
        _ => string.Join(';', content.Right.Select(a => FoundContent.KeyOf(content.Answers.ToList().IndexOf(a)))),
    };

    /// <summary>What the answers are worth, where it is not what <see cref="CorrectOf"/> says anyway.</summary>
    public static string WeightsOf(QuestionContent content)
    {
        var right = content.Right.Count();
        // A single choice with several right ones is only understood by its weights.
        var plain = content.Kind == QuestionKind.TrueFalse || ((content.Kind != QuestionKind.Single || right == 1) && content.Answers.All(a => a.Percent == (content.HasOptions && a.Percent <= 0 ? 0
            : content.Kind == QuestionKind.Multiple ? 100d / right : 100)));
        return plain ? "" : string.Join('|', content.Answers.Select(a => a.Percent.ToString("R", CultureInfo.InvariantCulture)));
    }

    private static QuestionKind? KindOf(string type) => type.Trim().ToLowerInvariant().Replace('-', '_').Replace(' ', '_').Replace('/', '_') switch
    {
        "" => null,
        "single" or "single_choice" or "multiple_choice" or "multichoice" or "mc" or "mcq" => QuestionKind.Single,
        "multiple" or "multiple_answer" or "multiple_answers" or "multi" or "multiple_response" or "checkbox" => QuestionKind.Multiple,
        "true_false" or "truefalse" or "tf" or "boolean" => QuestionKind.TrueFalse,
        "short_answer" or "shortanswer" or "short" or "sa" or "fill_in" => QuestionKind.ShortAnswer,
        "numeric" or "numerical" or "number" => QuestionKind.Numeric,
        "essay" => throw new NotTakenException(QuestionFileTexts.Row_Essay),
        "matching" or "match" => throw new NotTakenException(QuestionFileTexts.Row_Matching),
        "cloze" => throw new NotTakenException(QuestionFileTexts.Row_Cloze),
        "description" => throw new NotTakenException(QuestionFileTexts.Row_Description),
        "calculated" => throw new NotTakenException(QuestionFileTexts.Row_Calculated),
        var other => throw new NotTakenException(QuestionFileTexts.Row_Kind.With(other.Length > 40 ? other[..40] : other)),
    };

    private static QuestionKind Guess(IReadOnlyList<string> options, string correct) =>
        options.Count == 0 ? Truth(correct) is not null ? QuestionKind.TrueFalse
            : Cut(correct, '|').TrueForAll(c => NumericRange.TryParse(c, out _)) ? QuestionKind.Numeric : QuestionKind.ShortAnswer
        : options.Count == 2 && options.All(o => Truth(o) is not null) ? QuestionKind.TrueFalse
        : Right(correct, options).Count > 1 ? QuestionKind.Multiple : QuestionKind.Single;

    private static HashSet<int> Right(string correct, IReadOnlyList<string> options)
    {
        if (options.Count < 2)
        {
            throw new NotTakenException(BankTexts.Refused_TwoOptions);
        }
        // The whole cell first: a comma may be part of an option's text.
        if (Place(correct, options) is { } whole)
        {
            return [whole];
        }
        foreach (var sign in ";|,")
        {
            var parts = Cut(correct, sign);
            if (parts.Count > 1)
            {
                return [.. parts.Select(p => Place(p, options) ?? throw new NotTakenException(QuestionFileTexts.Row_NoSuchOption.With(p.Length > 40 ? p[..40] : p)))];
            }
        }
        if (correct.Length <= options.Count && correct.All(c => c is >= 'A' and <= 'Z' && c - 'A' < options.Count))
        {
            return [.. correct.Select(c => c - 'A')];
        }
        throw new NotTakenException(QuestionFileTexts.Row_NoSuchOption.With(correct.Length > 40 ? correct[..40] : correct));
    }

    /// <summary>The option that a word names: by its letter, its text or its number; where text and number disagree it names none.</summary>
    private static int? Place(string word, IReadOnlyList<string> options)
    {
        if (word.Length == 1 && char.ToUpperInvariant(word[0]) is >= 'A' and <= 'Z' and var letter && letter - 'A' < options.Count)
        {
            return letter - 'A';
        }
        var text = options.ToList().FindIndex(o => string.Equals(o, word, StringComparison.Ordinal));
        int? number = int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= options.Count ? n - 1 : null;
        return text >= 0 && number is { } other && other != text
            ? throw new NotTakenException(QuestionFileTexts.Row_Ambiguous.With(word))
            : text >= 0 ? text : number;
    }

    private static double Percent(string weights, int index, double otherwise)
    {
        if (weights.Length == 0)
        {
            return otherwise;
        }
        var parts = weights.Split('|');
        return index < parts.Length && double.TryParse(parts[index].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent)
            ? percent : throw new NotTakenException(QuestionFileTexts.Row_Weights);
    }

    private static bool? Truth(string word) => word.Trim().ToLowerInvariant() switch
    {
        "true" or "t" => true,
        "false" or "f" => false,
        _ => null,
    };

    /// <summary>Cuts at a sign; a backslash before it keeps it.</summary>
    private static List<string> Cut(string text, char sign)
    {
        var parts = new List<string>();
        var part = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == sign || text[i + 1] == '\\'))
            {
                part.Append(text[++i]);
            }
            else if (text[i] == sign)
            {
                parts.Add(part.ToString().Trim());
                part.Clear();
            }
            else
            {
                part.Append(text[i]);
            }
        }
        parts.Add(part.ToString().Trim());
        return parts;
    }
}
