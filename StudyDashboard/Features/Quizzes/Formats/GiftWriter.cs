using System.Globalization;
using System.Text;
using StudyDashboard.Features.Quizzes.Bank;

namespace StudyDashboard.Features.Quizzes.Formats;

/// <summary>Writes questions as GIFT that comes in again as it was, here and in Moodle. What GIFT has no word for stands in tags.</summary>
internal static class GiftWriter
{
    public static string Write(IEnumerable<Question> questions)
    {
        var file = new StringBuilder();
        string? subject = null;
        foreach (var question in questions)
        {
            if (question.Subject != (subject ?? ""))
            {
                file.Append(GiftBlock.Category).Append(' ').Append(CategoryPath.Of(question.Subject)).Append("\n\n");
            }
            subject = question.Subject;
            Notes(file, question);
            Write(file, question.Content);
            file.Append("\n\n");
        }
        return file.ToString();
    }

    private static void Notes(StringBuilder file, Question question)
    {
        file.Append("// [id:").Append(question.PubId).Append(']');
        Tag(file, "difficulty", question.Difficulty == QuestionPlace.Middle ? null : question.Difficulty.ToString(CultureInfo.InvariantCulture));
        Tag(file, "frequency", question.Frequency == 0 ? null : question.Frequency.ToString(CultureInfo.InvariantCulture));
        Tag(file, "variant", question.VariantGroup);
        Tag(file, "domain", question.DomainCode);
        if (question.CaseSensitive)
        {
            file.Append(CultureInfo.InvariantCulture, $" [tag:{GiftNotes.CaseTag}]");
        }
        file.Append('\n');
    }

    private static void Tag(StringBuilder file, string name, string? value)
    {
        if (value is not null)
        {
            var escaped = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal).Replace('\n', ' ');
            file.Append(CultureInfo.InvariantCulture, $" [tag:{name}={escaped}]");
        }
    }

    private static void Write(StringBuilder file, QuestionContent content)
    {
        var mark = content.Form switch
        {
            TextForm.Html => "[html]",
            TextForm.Markdown => "[markdown]",
            _ => GiftText.BeginsWithForm(content.Text) ? "[moodle]" : "",
        };
        // With a title, be it an empty one, no first line of a text can be taken for a comment or a category.
        file.Append("::").Append(GiftText.Escape(content.Title)).Append("::").Append(mark).Append(GiftText.Escape(content.Text)).Append(" {");
        switch (content.Kind)
        {
            case QuestionKind.TrueFalse:
                TrueFalse(file, content);
                break;
            case QuestionKind.Numeric:
                file.Append('#');
                Answers(file, content, a => '=', a => a.Percent != 100, a => a.Text);
                break;
            case QuestionKind.ShortAnswer:
                Answers(file, content, a => '=', a => a.Percent != 100 || a.Text.Contains("->", StringComparison.Ordinal), a => Said(a.Text, content.Form, isText: true));
                break;
            case QuestionKind.Single:
                Answers(file, content, a => a.Percent == 100 ? '=' : '~', a => a.Percent is not (0 or 100), a => Said(a.Text, content.Form));
                break;
            default:
                Answers(file, content, a => '~', a => a.Percent != 0, a => Said(a.Text, content.Form));
                break;
        }
        if (content.Explanation.Length > 0)
        {
            file.Append("\n####").Append(Said(content.Explanation, content.Form));
        }
        file.Append(content.Kind == QuestionKind.TrueFalse && content.Explanation.Length == 0 ? "}" : "\n}");
    }

    private static void TrueFalse(StringBuilder file, QuestionContent content)
    {
        var isTrue = content.Answers.Single(a => a.Key == QuestionAnswer.True).Percent > 0;
        var right = content.Answers.Single(a => a.Percent > 0).Feedback;
        var wrong = content.Answers.Single(a => a.Percent <= 0).Feedback;
        file.Append(isTrue ? "TRUE" : "FALSE");
        if (wrong.Length > 0 || right.Length > 0)
        {
            file.Append('#').Append(Said(wrong, content.Form));
        }
        if (right.Length > 0)
        {
            file.Append('#').Append(Said(right, content.Form));
        }
    }

    private static void Answers(
        StringBuilder file, QuestionContent content, Func<QuestionAnswer, char> sign, Func<QuestionAnswer, bool> isWeighted, Func<QuestionAnswer, string> text)
    {
        foreach (var answer in content.Answers)
        {
            file.Append("\n\t").Append(sign(answer));
            if (isWeighted(answer) || answer.Text.StartsWith('%'))
            {
                file.Append(CultureInfo.InvariantCulture, $"%{answer.Percent:0.#####}%");
            }
            file.Append(text(answer));
            if (answer.Feedback.Length > 0)
            {
                file.Append('#').Append(Said(answer.Feedback, content.Form));
            }
        }
    }

    private static string Said(string text, TextForm form, bool isText = false)
    {
        var mark = !GiftText.BeginsWithForm(text) ? "" : isText || form == TextForm.Plain ? "[moodle]" : form == TextForm.Html ? "[html]" : "[markdown]";
        return mark + GiftText.Escape(text);
    }
}
