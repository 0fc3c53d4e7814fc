using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review;

namespace StudyDashboard.Tests.Features.Quizzes;

/// <summary>Outcome, movement, choice and figures: the rules without a database.</summary>
public sealed class QuizRulesTests
{
    [Theory]
    [InlineData("B", "B", false, QuizOutcome.Correct, true)]
    [InlineData("B", "b", false, QuizOutcome.Correct, true)]
    [InlineData("B", "A", false, QuizOutcome.Wrong, false)]
    [InlineData("B", "", false, QuizOutcome.Wrong, false)]
    [InlineData("B", "B,A", false, QuizOutcome.Wrong, false)]
    [InlineData("B", "B", true, QuizOutcome.Unsure, true)]
    [InlineData("B", "A", true, QuizOutcome.Unsure, false)]
    [InlineData("AC", "A,C", false, QuizOutcome.Correct, true)]
    [InlineData("AC", "C,A", false, QuizOutcome.Correct, true)]
    [InlineData("AC", "A", false, QuizOutcome.Wrong, false)]
    [InlineData("AC", "A,B,C", false, QuizOutcome.Wrong, false)]
    public void Judge_Options_FollowsSelectionAndFlag(string right, string selected, bool unsure, QuizOutcome outcome, bool isRight) =>
        Assert.Equal(new Judgement(outcome, isRight),
            QuizJudge.Judge(QuizMake.Choice(right: right), selected.Split(',', StringSplitOptions.RemoveEmptyEntries), unsure));

    [Theory]
    [InlineData("Paris", " paris ", true)]
    [InlineData("New York", "new   york", true)]
    [InlineData("inferior alveolar*", "Inferior alveolar nerve", true)]
    [InlineData("*alveolar*", "the alveolar nerve", true)]
    [InlineData("a*a", "a", false)]
    [InlineData("3 \\* 4", "3 * 4", true)]
    [InlineData("3 \\* 4", "3 x 4", false)]
    [InlineData("Paris", "London", false)]
    public void Judge_ShortAnswer_TakesWhatReadsTheSame(string accepted, string typed, bool isRight) =>
        Assert.Equal(isRight, QuizJudge.Judge(QuizMake.Typed(QuestionKind.ShortAnswer, accepted), [typed], false).IsRight);

    [Fact]
    public void Judge_ShortAnswerWithCase_TakesOnlyThatCase()
    {
        var question = QuizMake.Typed(QuestionKind.ShortAnswer, "pH") with { CaseSensitive = true };

        Assert.True(QuizJudge.Judge(question, ["pH"], false).IsRight);
        Assert.False(QuizJudge.Judge(question, ["PH"], false).IsRight);
    }

    [Theory]
    [InlineData("3", "3", true)]
    [InlineData("3", "3.0", true)]
    [InlineData("3:0.5", "3.5", true)]
    [InlineData("3:0.5", "3.51", false)]
    [InlineData("1..5", "5", true)]
    [InlineData("2.1..2.3", "2,3", true)]
    [InlineData("2.1:0.2", "2.3", true)]
    [InlineData("-4", "−4", true)]
    [InlineData("6.02e23:0.01e23", "6.02E+23", true)]
    [InlineData("3", "three", false)]
    public void Judge_Numeric_TakesTheRange(string accepted, string typed, bool isRight) =>
        Assert.Equal(isRight, QuizJudge.Judge(QuizMake.Typed(QuestionKind.Numeric, accepted), [typed], false).IsRight);

    /// <summary>Worked by hand: the outcomes of the earlier finished quizzes that had the question, oldest first; then now.</summary>
    [Theory]
    [InlineData("", 'c', QuizMovement.NewlyCorrect)]
    [InlineData("w", 'c', QuizMovement.NewlyCorrect)]
    [InlineData("wu", 'c', QuizMovement.NewlyCorrect)]
    [InlineData("c", 'c', null)]
    [InlineData("wc", 'c', null)]
    [InlineData("cw", 'c', QuizMovement.Recovered)]
    [InlineData("cu", 'c', QuizMovement.Recovered)]
    [InlineData("cwww", 'c', QuizMovement.Recovered)]
    [InlineData("", 'w', null)]
    [InlineData("w", 'w', null)]
    [InlineData("c", 'w', QuizMovement.Relapsed)]
    [InlineData("c", 'u', QuizMovement.Relapsed)]
    [InlineData("wc", 'w', QuizMovement.Relapsed)]
    [InlineData("cw", 'w', null)]
    [InlineData("ww", 'w', QuizMovement.ChronicRemaining)]
    [InlineData("uw", 'u', QuizMovement.ChronicRemaining)]
    [InlineData("cww", 'w', QuizMovement.ChronicRemaining)]
    public void Movement_OfAQuestion_FollowsItsHistory(string earlier, char now, QuizMovement? movement) =>
        Assert.Equal(movement, QuizMovements.Of([.. earlier.Select(Outcome)], Outcome(now)));

    [Theory]
    [InlineData(QuizOutcome.Correct, true, ReviewGrade.Good)]
    [InlineData(QuizOutcome.Unsure, true, ReviewGrade.Hard)]
    [InlineData(QuizOutcome.Unsure, false, ReviewGrade.Again)]
    [InlineData(QuizOutcome.Wrong, false, ReviewGrade.Again)]
    public void Grade_OfAnAnswer_IsThatOfItsCard(QuizOutcome outcome, bool isRight, ReviewGrade grade) => Assert.Equal(grade, QuizGrades.Of(outcome, isRight));

    [Fact]
    public void Choose_Random_SpreadsOverSubjectsAndFollowsTheSeed()
    {
        var bank = Enumerable.Range(0, 30).Select(i => new QuizCandidate($"q{i:00}", i < 20 ? "A" : "B")).ToList();

        var first = QuizChoice.Choose(bank, QuizMode.Random, [], false, 5, seed: 7);
        var again = QuizChoice.Choose([.. bank.AsEnumerable().Reverse()], QuizMode.Random, [], false, 5, seed: 7);
        var other = QuizChoice.Choose(bank, QuizMode.Random, [], false, 5, seed: 8);

        Assert.Equal((5, 5), (first.Count(c => c.Subject == "A"), first.Count(c => c.Subject == "B")));
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(10, first.Distinct().Count());
    }

    [Fact]
    public void Choose_WithASubjectFilter_TakesOnlyThese() =>
        Assert.All(QuizChoice.Choose([new("a", "A"), new("b", "B"), new("c", "")], QuizMode.Random, ["B", ""], false, 20, 1), c => Assert.NotEqual("A", c.Subject));

    [Fact]
    public void Choose_FrequentFocus_TakesWhatComesUpMostThenWhatWasNotSeenForLongest()
    {
        var day = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        List<QuizCandidate> bank = [new("rare", "A", 1), new("seen lately", "A", 9, null, day.AddDays(9), QuizOutcome.Wrong), new("seen long ago", "A", 9, null, day, QuizOutcome.Correct), new("never", "A", 9)];

        Assert.Equal(["never", "seen long ago", "seen lately"], QuizChoice.Choose(bank, QuizMode.FrequentFocus, [], false, 3, 5).Select(c => c.PubId));
    }

    [Fact]
    public void Choose_WrongOnly_TakesWhatWasNotCorrectWhenItWasLastAsked()
    {
        List<QuizCandidate> bank = [new("never", "A"), new("wrong", "A", Latest: QuizOutcome.Wrong), new("unsure", "A", Latest: QuizOutcome.Unsure), new("correct", "A", Latest: QuizOutcome.Correct)];

        Assert.Equal(["unsure", "wrong"], QuizChoice.Choose(bank, QuizMode.Random, [], true, 20, 1).Select(c => c.PubId).Order());
    }

    [Fact]
    public void Choose_WrongVariants_TakesOtherMembersOfTheirGroups()
    {
        List<QuizCandidate> bank =
        [
            new("wrong", "A", VariantGroup: "g", Latest: QuizOutcome.Wrong), new("other", "A", VariantGroup: "g"), new("known", "B", VariantGroup: "g", Latest: QuizOutcome.Correct),
            new("elsewhere", "A", VariantGroup: "h"), new("alone", "A", Latest: QuizOutcome.Wrong),
        ];

        Assert.Equal(["known", "other"], QuizChoice.Choose(bank, QuizMode.WrongVariants, [], false, 20, 1).Select(c => c.PubId).Order());
    }

    [Fact]
    public void Choose_MoreThanAQuizHolds_CutsEverySubjectAlike()
    {
        var bank = Enumerable.Range(0, 900).Select(i => new QuizCandidate($"q{i:000}", $"S{i % 3}")).ToList();

        var chosen = QuizChoice.Choose(bank, QuizMode.Random, [], false, 200, 3);

        Assert.Equal(QuizChoice.MaxQuestions, chosen.Count);
        Assert.All(chosen.CountBy(c => c.Subject), s => Assert.InRange(s.Value, 166, 167));
    }

    [Fact]
    public void Figures_OfTenAttempts_AreMeanAndItemRestCorrelation()
    {
        // Five right with a rest of 0.8, five wrong with a rest of 0.4: the two go together wholly.
        var attempts = Enumerable.Range(0, 10).Select(i => i < 5 ? new FirstAttempt(1, 0.8) : new FirstAttempt(0, 0.4)).ToList();

        var figures = ItemFigures.Of(attempts);

        Assert.Equal((10, 0.5), (figures.Attempts, figures.Facility));
        Assert.Equal(1, figures.Discrimination!.Value, 9);
        Assert.Equal(new ItemFigures(9, null, null), ItemFigures.Of(attempts[1..]));
        Assert.Null(ItemFigures.Of([.. attempts.Select(a => a with { Mark = 1 })]).Discrimination);
    }

    [Fact]
    public void Pauses_OfSteps_AreGapsOfTenMinutesAndMore()
    {
        var start = new DateTime(2026, 3, 10, 9, 0, 0, DateTimeKind.Utc);

        var pause = Assert.Single(QuizPauses.Of([start, start.AddMinutes(9).AddSeconds(59), start.AddMinutes(19).AddSeconds(59)]));

        Assert.Equal((start.AddMinutes(9).AddSeconds(59), 600), (pause.Start, pause.Seconds));
    }

    private static QuizOutcome Outcome(char letter) => letter switch { 'c' => QuizOutcome.Correct, 'u' => QuizOutcome.Unsure, _ => QuizOutcome.Wrong };
}
