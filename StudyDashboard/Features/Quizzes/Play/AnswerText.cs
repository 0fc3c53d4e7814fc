using System.Net;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Play;

/// <summary>Answers as a person reads them.</summary>
internal static class AnswerText
{
    /// <summary>On one line, without markup.</summary>
    public static string Of(QuestionContent content, QuestionAnswer answer) => content.Kind switch
    {
        QuestionKind.TrueFalse => Truth(answer),
        QuestionKind.ShortAnswer => answer.Text.Replace("\\*", "*", StringComparison.Ordinal),
        QuestionKind.Numeric => Number(answer.Text),
        _ => QuestionMarkup.ToText(answer.Text, content.Form),
    };

    /// <summary>What was chosen or typed.</summary>
    public static string Given(QuestionContent content, IEnumerable<string> selected) =>
        string.Join("; ", selected.Select(s => content.HasOptions && QuizJudge.Met(content, s) is { } met ? Of(content, met) : s));

    /// <summary>What would have been right.</summary>
    public static string Right(QuestionContent content) => string.Join("; ", content.Right.Select(a => Of(content, a)));

    public static string HtmlOf(QuestionContent content, QuestionAnswer answer) =>
        content.Kind == QuestionKind.TrueFalse ? WebUtility.HtmlEncode(Truth(answer)) : QuestionMarkup.ToHtml(answer.Text, content.Form);

    private static string Truth(QuestionAnswer answer) => answer.Key == QuestionAnswer.True ? BankTexts.True : BankTexts.False;

    private static string Number(string text) => text.Split(':') is [var value, var tolerance] ? $"{value} ± {tolerance}" : text.Replace("..", " – ", StringComparison.Ordinal);
}
