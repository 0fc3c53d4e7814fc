using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Quizzes.Play;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>The review cards of a quiz's questions, moved within the transaction that finalizes it.</summary>
public sealed class QuizCards(CardBook cards)
{
    /// <summary>Advances the card of each answered question, and makes one for what was wrong and has none.</summary>
    internal async Task AdvanceAsync(StudyDbContext context, QuizSession quiz, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var calendar = await context.CalendarOfAsync(quiz.StudentId, cancellationToken);
        var answered = quiz.Items.Where(i => i.Outcome is not null).OrderBy(i => i.AnsweredAt).ThenBy(i => i.Position).ToList();
        var known = await cards.OfQuestionsAsync(context, quiz.StudentId, [.. answered.Select(i => i.PubId)], cancellationToken);
        var origin = new CardOrigin(CardSourceKind.Quiz, quiz.Id, quiz.TopicTitle);
        foreach (var item in answered)
        {
            if (known.TryGetValue(item.PubId, out var card))
            {
                var grade = QuizGrades.Of(item.Outcome!.Value, item.IsRight == true);
                var at = card.AfterLast(item.AnsweredAt!.Value);
                await cards.GradeAsync(context, card, new CardAnswer(grade, at, item.DurationMs, ReviewSource.Quiz), calendar, cancellationToken);
            }
            else if (item.IsRight != true)
            {
                await cards.AddQuestionAsync(context, quiz.StudentId, DraftOf(item), origin, nowUtc, cancellationToken);
            }
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    private static QuestionDraft DraftOf(QuizItem item)
    {
        var content = item.Content;
        var options = content.HasOptions && content.Kind != QuestionKind.TrueFalse
            ? content.Answers.Select((a, i) => $"{(char)('A' + i)}) {AnswerText.Of(content, a)}") : [];
        return new QuestionDraft(item.PubId, string.Join("\n\n", options.Prepend(QuestionMarkup.ToText(content.Text, content.Form))),
            AnswerText.Right(content),
            content.Explanation.Length == 0 ? null : QuestionMarkup.ToText(content.Explanation, content.Form));
    }
}

/// <summary>How an answer of a quiz grades its card: correct is Good, unsure and right is Hard, all else Again.</summary>
public static class QuizGrades
{
    public static ReviewGrade Of(QuizOutcome outcome, bool isRight) => outcome switch
    {
        QuizOutcome.Correct => ReviewGrade.Good,
        QuizOutcome.Unsure when isRight => ReviewGrade.Hard,
        _ => ReviewGrade.Again,
    };
}
