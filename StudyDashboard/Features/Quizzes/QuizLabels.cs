using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Quizzes;

/// <summary>Words of quizzes for a person.</summary>
internal static class QuizLabels
{
    public static string Of(QuestionKind kind) => Bank($"Kind_{Words<QuestionKind>.Of(kind)}");

    public static string Of(TextForm form) => Bank($"Form_{Words<TextForm>.Of(form)}");

    public static string Of(QuizMode mode) => Quiz($"Mode_{Words<QuizMode>.Of(mode)}");

    public static string Of(QuizFeedback feedback) => Quiz($"Feedback_{Words<QuizFeedback>.Of(feedback)}");

    public static string Of(QuizStatus status) => Quiz($"Status_{Words<QuizStatus>.Of(status)}");

    public static string Of(QuizMovement movement) => Quiz($"Counter_{Words<QuizMovement>.Of(movement)}");

    public static string Of(QuizOutcome? outcome, bool isRight) =>
        outcome is null ? QuizTexts.Outcome_open : outcome == QuizOutcome.Unsure && isRight ? QuizTexts.Outcome_unsure_right : Quiz($"Outcome_{Words<QuizOutcome>.Of(outcome.Value)}");

    public static string Subject(string subject) => subject.Length == 0 ? QuizTexts.Subject_None : subject;

    private static string Bank(string key) => BankTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!;

    private static string Quiz(string key) => QuizTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture)!;
}
