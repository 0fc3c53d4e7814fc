using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Queue;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review.Queue;

public sealed class LoadBalanceTests
{
    // A Tuesday.
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Pick_LoadedDays_TakesTheLeastWithinTheRange()
    {
        var balance = new LoadBalance(Today, new Dictionary<DateOnly, int> { [Today.AddDays(9)] = 5, [Today.AddDays(10)] = 2, [Today.AddDays(11)] = 7, [Today.AddDays(12)] = 0 }, EasyDays.None);

        Assert.Equal(10, balance.Pick(new FuzzRange(9, 11), 0.99));
    }

    [Fact]
    public void Pick_EqualDays_GoesByTheDraw()
    {
        var balance = new LoadBalance(Today, new Dictionary<DateOnly, int> { [Today.AddDays(10)] = 1 }, EasyDays.None);

        Assert.Equal((9, 11), (balance.Pick(new FuzzRange(9, 11), 0), balance.Pick(new FuzzRange(9, 11), 0.99)));
    }

    [Fact]
    public void Pick_EasyDays_GetTheirShareAndNoneOnlyWhenNothingElseIsLeft()
    {
        var easy = new EasyDays(new Dictionary<DayOfWeek, double> { [DayOfWeek.Saturday] = 0.5, [DayOfWeek.Sunday] = 0 });
        var balance = new LoadBalance(Today, new Dictionary<DateOnly, int> { [Today.AddDays(3)] = 2, [Today.AddDays(4)] = 1 }, easy);

        // Friday has 2, Saturday 1 of half a day, Sunday none.
        Assert.Equal(3, balance.Pick(new FuzzRange(3, 5), 0.5));
        Assert.Equal(5, balance.Pick(new FuzzRange(5, 5), 0.5));
    }

    [Fact]
    public void Answer_ManyCards_SpreadEvenlyWithinTheRange()
    {
        var (scheduler, calendar, at) = (new FsrsScheduler(FsrsParameters.Default), StudyCalendar.For("UTC", 0), Make.At("2026-03-10 09:00"));
        var balance = new LoadBalance(Today, new Dictionary<DateOnly, int>(), EasyDays.None);
        var counts = new SortedDictionary<int, int>();
        for (var id = 0; id < 70; id++)
        {
            var card = scheduler.Answer(FsrsCard.New(at), ReviewGrade.Easy, at, calendar, id, balance.Pick);
            balance.Add(calendar.DayOf(card.Due));
            counts[card.ScheduledDays] = counts.GetValueOrDefault(card.ScheduledDays) + 1;
        }

        var range = FuzzRange.Of(8, 0, 36_500);
        Assert.Equal(Enumerable.Range(range.Lowest, range.Highest - range.Lowest + 1), counts.Keys);
        Assert.True(counts.Values.Max() - counts.Values.Min() <= 1);
    }

    [Fact]
    public void EasyDays_ShareOutOfRange_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new EasyDays(new Dictionary<DayOfWeek, double> { [DayOfWeek.Friday] = 1.1 }));
}
