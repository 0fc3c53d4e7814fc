using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>What a question must be to be asked at all: the same for the editor, the API and every file.</summary>
internal static class QuestionRules
{
    /// <summary>What is wrong with a question, field by field; nothing when it can be asked.</summary>
    public static IEnumerable<FieldError> Check(QuestionContent content, QuestionPlace place)
    {
        if (string.IsNullOrWhiteSpace(content.Text))
        {
            yield return new FieldError("text", BankTexts.Refused_NoText);
        }
        if (content.Text.Length > QuestionContent.MaxText || content.Explanation.Length > QuestionContent.MaxText)
        {
            yield return new FieldError("text", BankTexts.Refused_TooLong.With(QuestionContent.MaxText));
        }
        if (content.Title.Length > QuestionContent.MaxTitle)
        {
            yield return new FieldError("title", BankTexts.Refused_TitleTooLong.With(QuestionContent.MaxTitle));
        }
        foreach (var reason in content.HasOptions ? Options(content) : Typed(content))
        {
            yield return new FieldError("answers", reason);
        }
        if (content.Answers.Any(a => a.Text.Length > QuestionAnswer.MaxText || a.Feedback.Length > QuestionAnswer.MaxText))
        {
            yield return new FieldError("answers", BankTexts.Refused_AnswerTooLong.With(QuestionAnswer.MaxText));
        }
        if (content.Answers.Any(a => !double.IsFinite(a.Percent) || a.Percent is < -100 or > 100))
        {
            yield return new FieldError("answers", BankTexts.Refused_Percent);
        }
        foreach (var error in Check(place))
        {
            yield return error;
        }
    }

    private static IEnumerable<FieldError> Check(QuestionPlace place)
    {
        if (place.Subject.Length > QuestionPlace.MaxSubject)
        {
            yield return new FieldError("subject", BankTexts.Refused_SubjectTooLong.With(QuestionPlace.MaxSubject));
        }
        if (place.Difficulty is < QuestionPlace.Easiest or > QuestionPlace.Hardest)
        {
            yield return new FieldError("difficulty", BankTexts.Refused_Difficulty);
        }
        if (place.Frequency is < 0 or > QuestionPlace.MaxFrequency)
        {
            yield return new FieldError("frequency", BankTexts.Refused_Frequency.With(QuestionPlace.MaxFrequency));
        }
        if (place.VariantGroup?.Length > QuestionPlace.MaxCode)
        {
            yield return new FieldError("variant_group", BankTexts.Refused_CodeTooLong.With(QuestionPlace.MaxCode));
        }
        if (place.DomainCode?.Length > QuestionPlace.MaxCode)
        {
            yield return new FieldError("domain_code", BankTexts.Refused_CodeTooLong.With(QuestionPlace.MaxCode));
        }
    }

    private static IEnumerable<string> Options(QuestionContent content)
    {
        var options = content.Answers;
        if (options.Count < 2)
        {
            yield return BankTexts.Refused_TwoOptions;
        }
        else if (options.Count > QuestionContent.MaxOptions)
        {
            yield return BankTexts.Refused_ManyOptions.With(QuestionContent.MaxOptions);
        }
        else if (options.Any(o => string.IsNullOrWhiteSpace(o.Text)))
        {
            yield return BankTexts.Refused_EmptyOption;
        }
        else if (!content.Right.Any() || (content.Kind == QuestionKind.Single && content.Right.First().Percent < 100))
        {
            yield return BankTexts.Refused_NoRightOption;
        }
        if (options.Select(o => o.Key).Distinct(StringComparer.OrdinalIgnoreCase).Count() != options.Count || options.Any(o => string.IsNullOrWhiteSpace(o.Key)))
        {
            yield return BankTexts.Refused_Keys;
        }
        if (content.Kind == QuestionKind.TrueFalse && (options.Count != 2 || !options.Any(o => o.Key == QuestionAnswer.True) || !options.Any(o => o.Key == QuestionAnswer.False)
            || content.Right.Count() != 1))
        {
            yield return BankTexts.Refused_TrueFalse;
        }
    }

    private static IEnumerable<string> Typed(QuestionContent content)
    {
        var answers = content.Answers;
        if (answers.Count > QuestionContent.MaxTyped)
        {
            yield return BankTexts.Refused_ManyAnswers.With(QuestionContent.MaxTyped);
        }
        else if (answers.Any(a => string.IsNullOrWhiteSpace(a.Text)))
        {
            yield return BankTexts.Refused_EmptyAnswer;
        }
        else if (!content.Right.Any())
        {
            yield return BankTexts.Refused_NoRightAnswer;
        }
        if (content.Kind == QuestionKind.Numeric && answers.FirstOrDefault(a => !NumericRange.TryParse(a.Text, out _)) is { } broken)
        {
            yield return BankTexts.Refused_Number.With(broken.Text.Length > 40 ? broken.Text[..40] + "…" : broken.Text);
        }
    }
}
