using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review.Queue;

public sealed class TodayCardsTests
{
    private static readonly DateTime Now = Make.At("2026-03-10 09:00");
    private static readonly DateTime DayEnd = Make.At("2026-03-11 02:00");

    [Fact]
    public void Of_EveryKind_AsksStepsThenDueThenNewThenStepsAhead()
    {
        var queue = TodayCards.Of(
            [
                new(1, CardState.New, Now, null, 2), new(2, CardState.New, Now, null, 1), new(3, CardState.Review, Now.AddDays(-1), 0.9),
                new(4, CardState.Review, DayEnd.AddMinutes(-1), 0.7), new(5, CardState.Review, DayEnd, 0.1),
                new(6, CardState.Learning, Now.AddMinutes(10)), new(7, CardState.Relearning, Now.AddMinutes(-5)), new(8, CardState.Learning, Now.AddMinutes(21)),
            ],
            new ReviewLimits(), default, Now, DayEnd);

        Assert.Equal([7, 4, 3, 2, 1, 6], queue.Cards.Select(c => c.Id));
        Assert.Equal((3, 2, 2), (queue.Steps, queue.Due, queue.New));
    }

    [Fact]
    public void Of_LimitsPartlyUsed_LeavesWhatIsLeft()
    {
        QueuedCard[] cards =
        [
            .. Enumerable.Range(0, 30).Select(i => new QueuedCard(i, CardState.New, Now, null, i)),
            .. Enumerable.Range(100, 30).Select(i => new QueuedCard(i, CardState.Review, Now, 0.5)),
        ];

        var queue = TodayCards.Of(cards, new ReviewLimits(20, 10), new DoneToday(15, 12), Now, DayEnd);

        Assert.Equal((0, 5), (queue.Due, queue.New));
    }

    [Theory]
    [InlineData(QueueOrder.LowestRecallFirst, new long[] { 3, 1, 2 })]
    [InlineData(QueueOrder.HighestRecallFirst, new long[] { 2, 1, 3 })]
    [InlineData(QueueOrder.OldestDueFirst, new long[] { 2, 3, 1 })]
    public void Of_Order_IsAsAsked(QueueOrder order, long[] expected)
    {
        QueuedCard[] cards =
        [
            new(1, CardState.Review, Now, 0.8), new(2, CardState.Review, Now.AddDays(-2), 0.9), new(3, CardState.Review, Now.AddDays(-1), 0.3),
        ];

        Assert.Equal(expected, TodayCards.Of(cards, new ReviewLimits(), default, Now, DayEnd, order).Cards.Select(c => c.Id));
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    [InlineData(9, false)]
    [InlineData(12, true)]
    [InlineData(16, true)]
    public void LeechRule_Lapses_StrikesAtEightAndThenEveryFour(int lapses, bool strikes) => Assert.Equal(strikes, new LeechRule().Strikes(lapses));

    [Fact]
    public void CatchUp_LimitAboveWhatComes_NamesTheDay()
    {
        var today = new DateOnly(2026, 3, 10);

        Assert.Equal(today.AddDays(3), CatchUp.FinishOn(100, [10, 10, 10, 10], 35, today));
        Assert.Equal(today, CatchUp.FinishOn(0, [10], 10, today));
        Assert.Null(CatchUp.FinishOn(1, [10, 10], 10, today));
    }
}
