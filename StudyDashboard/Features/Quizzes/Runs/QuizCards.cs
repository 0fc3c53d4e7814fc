using StudyDashboard.Data;
using StudyDashboard.Features.Review;

namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>The review cards of a quiz's questions, moved within the transaction that finalizes it.</summary>
public interface IQuizCards
{
    /// <summary>Advances the card of each answered question, and makes one for what was wrong and has none.</summary>
    Task AdvanceAsync(StudyDbContext context, QuizSession quiz, DateTime nowUtc, CancellationToken cancellationToken);
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

/// <summary>Until there are cards: none move.</summary>
internal sealed class NoQuizCards : IQuizCards
{
    public Task AdvanceAsync(StudyDbContext context, QuizSession quiz, DateTime nowUtc, CancellationToken cancellationToken) => Task.CompletedTask;
}
