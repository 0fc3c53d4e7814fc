using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review.Figures;

public sealed class ReviewFiguresTests
{
    private static readonly StudyCalendar Sofia = StudyCalendar.For("Europe/Sofia", 4);
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void DueForecast_DueTimes_CountByStudyDayAndBacklog()
    {
        var forecast = DueForecast.Of(
            [Make.At("2026-03-10 01:59"), Make.At("2026-03-10 02:00"), Make.At("2026-03-11 01:59"), Make.At("2026-03-11 02:00"), Make.At("2026-04-09 00:59")],
            Sofia, Today);

        Assert.Equal(1, forecast.Backlog);
        Assert.Equal(30, forecast.Days.Count);
        Assert.Equal((2, 1, 1), (forecast.Days[0].Count, forecast.Days[1].Count, forecast.Days[29].Count));
        Assert.Equal(4, forecast.Days.Sum(d => d.Count));
    }

    [Fact]
    public void DueForecast_ADateThatNeverWas_StaysEmpty()
    {
        // Apia went from 29 to 31 December 2011.
        var apia = StudyCalendar.For("Pacific/Apia", 0);
        var due = apia.StartOf(new DateOnly(2011, 12, 31));

        var forecast = DueForecast.Of([due, due.AddHours(1)], apia, new DateOnly(2011, 12, 29), 3);

        Assert.Equal([0, 0, 2], forecast.Days.Select(d => d.Count));
    }

    [Fact]
    public void TrueRetention_Answers_CountsFirstOfTheDayWithoutSteps()
    {
        var rows = TrueRetention.Of(
            [
                new(1, Today, ReviewGrade.Again, CardState.Review, 20), new(1, Today, ReviewGrade.Good, CardState.Relearning, 0), new(1, Today, ReviewGrade.Good, CardState.Review, 1),
                new(2, Today, ReviewGrade.Hard, CardState.Review, 21), new(3, Today, ReviewGrade.Good, CardState.Learning, 0), new(3, Today, ReviewGrade.Good, CardState.New, 0),
                new(1, Today.AddDays(1), ReviewGrade.Good, CardState.Review, 1),
            ],
            RetentionPeriod.Day);

        Assert.Equal(
            [new TrueRetention(Today, new PassRate(0, 1), new PassRate(1, 1)), new TrueRetention(Today.AddDays(1), new PassRate(1, 1), default)], rows);
        Assert.Equal((0.5, (double?)null), (rows[0].All.Rate, rows[1].Mature.Rate));
    }

    [Theory]
    [InlineData(RetentionPeriod.Week, DayOfWeek.Monday, "2026-03-09")]
    [InlineData(RetentionPeriod.Week, DayOfWeek.Sunday, "2026-03-08")]
    [InlineData(RetentionPeriod.Month, DayOfWeek.Monday, "2026-03-01")]
    public void TrueRetention_Period_BeginsWhereItDoes(RetentionPeriod period, DayOfWeek firstWeekday, string from)
    {
        var row = Assert.Single(TrueRetention.Of(
            [new(1, Today, ReviewGrade.Good, CardState.Review, 5), new(1, Today.AddDays(2), ReviewGrade.Good, CardState.Review, 5)], period, firstWeekday));

        Assert.Equal((DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), 2), (row.From, row.All.All));
    }

    [Fact]
    public void ExamRecall_Cards_MeanOfStudiedAndTheWeakestFirst()
    {
        var exam = ExamRecall.Of([new(1, 0.95), new(2, 0.5), new(3, null), new(4, 0.65)], 0.9);

        Assert.Equal((3, 1), (exam.Studied, exam.Unseen));
        Assert.Equal(0.7, exam.Mean!.Value, 9);
        Assert.Equal(0.525, exam.MeanOfAll!.Value, 9);
        Assert.Equal([2, 4], exam.Weak.Select(c => c.CardId));
        Assert.Null(ExamRecall.Of([], 0.9).MeanOfAll);
    }
}
