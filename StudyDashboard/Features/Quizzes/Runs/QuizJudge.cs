using System.Text;
using StudyDashboard.Features.Quizzes.Bank;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>The one source of outcomes: what was selected and the unsure flag, live or ingested, go through <see cref="Judge"/>.</summary>
public static class QuizJudge
{
    /// <summary>Judges an answer. Nothing selected is not right.</summary>
    /// <param name="question">As it stood when the quiz began.</param>
    /// <param name="selected">The keys of the chosen options, or the one typed text.</param>
    /// <param name="unsure">Whether the student marked the answer so; the flag wins.</param>
    public static Judgement Judge(QuestionContent question, IReadOnlyCollection<string> selected, bool unsure)
    {
        var isRight = question.Kind switch
        {
            QuestionKind.Single or QuestionKind.TrueFalse => selected.Count == 1 && question.Right.Any(a => IsKey(a, selected.First())),
            // An option that is not there (any more) was no part of the right answer.
            QuestionKind.Multiple => question.Right.Any() && question.Answers.All(a => selected.Any(s => IsKey(a, s)) == (a.Percent > 0))
                && selected.All(s => question.Answers.Any(a => IsKey(a, s))),
            QuestionKind.ShortAnswer => selected.Count == 1 && question.Right.Any(a => Matches(a.Text, selected.First(), question.CaseSensitive)),
            _ => selected.Count == 1 && NumericRange.TryNumber(selected.First(), out var number)
                && question.Right.Any(a => NumericRange.TryParse(a.Text, out var range) && range.Accepts(number)),
        };
        return new Judgement(unsure ? QuizOutcome.Unsure : isRight ? QuizOutcome.Correct : QuizOutcome.Wrong, isRight);
    }

    /// <summary>The answer that a selection meets, for its feedback; null when it meets none.</summary>
    public static QuestionAnswer? Met(QuestionContent question, string selected) => question.Kind switch
    {
        QuestionKind.ShortAnswer => question.Answers.FirstOrDefault(a => Matches(a.Text, selected, question.CaseSensitive)),
        QuestionKind.Numeric => NumericRange.TryNumber(selected, out var number)
            ? question.Answers.FirstOrDefault(a => NumericRange.TryParse(a.Text, out var range) && range.Accepts(number)) : null,
        _ => question.Answers.FirstOrDefault(a => IsKey(a, selected)),
    };

    private static bool IsKey(QuestionAnswer answer, string selected) => string.Equals(answer.Key, selected, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a typed text is the accepted one: spaces and the form of accents do not matter, <c>*</c> stands for anything.</summary>
    private static bool Matches(string accepted, string typed, bool caseSensitive)
    {
        var comparison = caseSensitive ? StringComparison.Ordinal : StringComparison.InvariantCultureIgnoreCase;
        var text = Normal(typed);
        // \* is the star itself.
        var parts = Normal(accepted.Replace("\\*", "\0", StringComparison.Ordinal)).Split('*').Select(p => p.Replace('\0', '*')).ToArray();
        if (parts.Length == 1)
        {
            return string.Equals(parts[0], text, comparison);
        }
        if (!text.StartsWith(parts[0], comparison) || !text.EndsWith(parts[^1], comparison) || text.Length < parts[0].Length + parts[^1].Length)
        {
            return false;
        }
        var (from, end) = (parts[0].Length, text.Length - parts[^1].Length);
        foreach (var part in parts[1..^1])
        {
            var at = text.IndexOf(part, from, comparison);
            if (at < 0 || at + part.Length > end)
            {
                return false;
            }
            from = at + part.Length;
        }
        return true;
    }

    private static string Normal(string text) =>
        string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What an answer came to.</summary>
/// <param name="Outcome">As the student meant it: unsure stays unsure.</param>
/// <param name="IsRight">Whether it was right, whatever the flag.</param>
public readonly record struct Judgement(QuizOutcome Outcome, bool IsRight);
