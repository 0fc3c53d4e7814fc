using System.Net;
using StudyDashboard.Features.Quizzes.Bank;
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

    public static string HtmlOf(QuestionContent content, QuestionAnswer answer) =>
        content.Kind == QuestionKind.TrueFalse ? WebUtility.HtmlEncode(Truth(answer)) : QuestionMarkup.ToHtml(answer.Text, content.Form);

    private static string Truth(QuestionAnswer answer) => answer.Key == QuestionAnswer.True ? BankTexts.True : BankTexts.False;

    private static string Number(string text) => text.Split(':') is [var value, var tolerance] ? $"{value} ± {tolerance}" : text.Replace("..", " – ", StringComparison.Ordinal);
}
