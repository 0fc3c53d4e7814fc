using System.Net;
using StudyDashboard.Features.Quizzes.Bank;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>A question that a file holds.</summary>
/// <param name="Line">The line where it begins, from 1.</param>
/// <param name="Content">What is asked.</param>
/// <param name="Place">Where it belongs.</param>
/// <param name="PubId">The public id that the file gives it, if it is one of this product.</param>
internal sealed record FoundQuestion(int Line, QuestionContent Content, QuestionPlace Place, string? PubId = null);

/// <summary>A text of a file and how it is written.</summary>
internal readonly record struct FormText(string Text, TextForm Form)
{
    public static FormText Empty { get; } = new("", TextForm.Plain);

    public bool IsEmpty => Text.Length == 0;
}

/// <summary>An answer of a file.</summary>
internal readonly record struct FoundAnswer(FormText Text, double Percent, FormText Feedback, string? Key = null);

/// <summary>A question that cannot be taken; the message says why.</summary>
internal sealed class NotTakenException(string message) : Exception(message);

/// <summary>Puts a question together whose texts may each be written in another form: the product knows one form a question.</summary>
internal static class FoundContent
{
    public static QuestionContent Of(
        QuestionKind kind, string title, FormText text, IReadOnlyList<FoundAnswer> answers, FormText explanation, bool caseSensitive = false)
    {
        var isTyped = kind is QuestionKind.ShortAnswer or QuestionKind.Numeric or QuestionKind.TrueFalse;
        var all = answers.SelectMany(a => isTyped ? [a.Feedback] : new[] { a.Text, a.Feedback }).Append(text).Append(explanation).Where(t => !t.IsEmpty).ToList();
        var form = all.Exists(t => t.Form == TextForm.Html) ? TextForm.Html : all.Exists(t => t.Form == TextForm.Markdown) ? TextForm.Markdown : TextForm.Plain;
        return new QuestionContent
        {
            Kind = kind,
            Title = Cut(title, QuestionContent.MaxTitle),
            Text = In(text, form),
            Form = form,
            Explanation = In(explanation, form),
            CaseSensitive = caseSensitive,
            Answers = [.. answers.Select((a, i) => new QuestionAnswer
            {
                Key = a.Key ?? KeyOf(i), Text = isTyped ? a.Text.Text.Trim() : In(a.Text, form), Percent = a.Percent, Feedback = In(a.Feedback, form),
            })],
        };
    }

    /// <summary>The letter of an option; after Z a pair, which the rules refuse anyway.</summary>
    public static string KeyOf(int index) => index < 26 ? ((char)('A' + index)).ToString() : $"Z{index}";

    /// <summary>The options of a question that is true or false.</summary>
    public static IReadOnlyList<FoundAnswer> TrueFalse(bool isTrue, FormText ifTrue, FormText ifFalse) =>
    [
        new(new FormText("True", TextForm.Plain), isTrue ? 100 : 0, ifTrue, QuestionAnswer.True),
        new(new FormText("False", TextForm.Plain), isTrue ? 0 : 100, ifFalse, QuestionAnswer.False),
    ];

    private static string In(FormText text, TextForm form)
    {
        var trimmed = text.Text.Trim();
        return form != TextForm.Html || text.Form == TextForm.Html || trimmed.Length == 0 ? trimmed
            : text.Form == TextForm.Markdown ? QuestionMarkup.ToHtml(trimmed, TextForm.Markdown)
            : QuestionMarkup.HasTags(trimmed) ? trimmed.Replace("\n", "<br>", StringComparison.Ordinal)
            : WebUtility.HtmlEncode(trimmed).Replace("\n", "<br>", StringComparison.Ordinal);
    }

    private static string Cut(string text, int most) => text.Trim() is var trimmed && trimmed.Length > most ? trimmed[..most] : trimmed;
}
