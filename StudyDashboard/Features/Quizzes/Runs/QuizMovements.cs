namespace StudyDashboard.Features.Quizzes.Runs;

/// <summary>How questions moved since the student's earlier finished quizzes (rules.md section 9).</summary>
public static class QuizMovements
{
    /// <summary>
    /// The movement of one question, or null for none. A quiz "had" a question when the student answered it there; one that was left
    /// open in a finished quiz counts for nothing.
    /// </summary>
    /// <param name="earlier">Its outcomes in the earlier finished quizzes that had it, oldest first.</param>
    /// <param name="now">Its outcome in this one.</param>
    public static QuizMovement? Of(IReadOnlyList<QuizOutcome> earlier, QuizOutcome now)
    {
        var wasCorrect = earlier.Contains(QuizOutcome.Correct);
        var lastCorrect = earlier.Count > 0 && earlier[^1] == QuizOutcome.Correct;
        return now == QuizOutcome.Correct
            ? !wasCorrect ? QuizMovement.NewlyCorrect : lastCorrect ? null : QuizMovement.Recovered
            : lastCorrect ? QuizMovement.Relapsed
            : earlier.Count >= 2 && earlier[^2] != QuizOutcome.Correct ? QuizMovement.ChronicRemaining
            : null;
    }
}
