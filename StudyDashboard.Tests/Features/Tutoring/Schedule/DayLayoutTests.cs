using StudyDashboard.Features.Tutoring.Schedule.Grid;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

public sealed class DayLayoutTests
{
    private static readonly StudyCalendar Sofia = StudyCalendar.For("Europe/Sofia", 0);
    private static readonly DateOnly Monday = new(2026, 3, 2);

    [Fact]
    public void Of_NeighboursThatTouch_ShareALane()
    {
        var blocks = On(Monday, Item("a", "2026-03-02 08:00", 60), Item("b", "2026-03-02 09:00", 60));

        Assert.All(blocks, b => Assert.Equal((0, 1), (b.Lane, b.Lanes)));
    }

    [Fact]
    public void Of_ChainOfOverlaps_TakesOnlyTheLanesItNeeds()
    {
        // b overlaps a and c, which do not overlap each other; d stands alone.
        var blocks = On(Monday, Item("a", "2026-03-02 08:00", 60), Item("b", "2026-03-02 08:30", 90), Item("c", "2026-03-02 09:15", 60), Item("d", "2026-03-02 12:00", 60))
            .ToDictionary(b => b.Item.Key);

        Assert.Equal((0, 2), (blocks["a"].Lane, blocks["a"].Lanes));
        Assert.Equal((1, 2), (blocks["b"].Lane, blocks["b"].Lanes));
        Assert.Equal((0, 2), (blocks["c"].Lane, blocks["c"].Lanes));
        Assert.Equal((0, 1), (blocks["d"].Lane, blocks["d"].Lanes));
    }

    [Fact]
    public void Of_OverMidnight_HasAPartOnEachDay()
    {
        // 23:00 to 01:30 in Sofia.
        var days = DayLayout.Of(Sofia, Monday, Monday.AddDays(1), [Item("late", "2026-03-02 21:00", 150)]);

        Assert.Equal((1380, 1440), Times(days[0].Blocks.Single()));
        Assert.Equal((0, 90), Times(days[1].Blocks.Single()));
    }

    [Fact]
    public void Of_EndingAtMidnight_LeavesTheNextDayFree()
    {
        var days = DayLayout.Of(Sofia, Monday, Monday.AddDays(1), [Item("late", "2026-03-02 21:00", 60)]);

        Assert.Equal((1380, 1440), Times(days[0].Blocks.Single()));
        Assert.Empty(days[1].Blocks);
    }

    [Theory]
    [InlineData("Europe/Sofia", "2026-03-29", 23)]
    [InlineData("Europe/Sofia", "2026-10-25", 25)]
    [InlineData("America/New_York", "2026-03-08", 23)]
    [InlineData("Australia/Lord_Howe", "2026-04-05", 24.5)]
    [InlineData("Asia/Tokyo", "2026-03-29", 24)]
    public void Hours_OfADay_AreThoseOfItsClocks(string zone, string day, double hours) =>
        Assert.Equal(hours, DayLayout.HoursOf(StudyCalendar.For(zone, 0), DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Of_OverTheHourLeftOut_IsDrawnByTheWallClock()
    {
        // Sofia, 29 March 2026: at 03:00 it is 04:00. 02:30 to 04:30 is one hour.
        var block = On(new DateOnly(2026, 3, 29), Item("spring", "2026-03-29 00:30", 60)).Single();

        Assert.Equal((150, 270), Times(block));
    }

    [Fact]
    public void Of_AcrossTheRepeatedHour_CanBeReadAndPressed()
    {
        // Sofia, 25 October 2026: at 04:00 it is 03:00 again. 03:45 for half an hour ends at 03:15.
        var block = On(new DateOnly(2026, 10, 25), Item("autumn", "2026-10-25 00:45", 30)).Single();

        Assert.Equal((225, 225 + DayLayout.Shortest), Times(block));
    }

    [Fact]
    public void Hours_WithSomethingEarly_BeginThere()
    {
        var days = DayLayout.Of(Sofia, Monday, Monday, [Item("early", "2026-03-02 04:15", 45)]);

        Assert.Equal((6, 20), DayLayout.Hours(days, whole: false));
        Assert.Equal((0, 24), DayLayout.Hours(days, whole: true));
    }

    private static LayerItem Item(string key, string utc, int minutes) =>
        new() { Key = key, Layer = LessonLayer.Word, Title = key, StartsAt = Make.At(utc), EndsAt = Make.At(utc).AddMinutes(minutes) };

    private static IReadOnlyList<Block> On(DateOnly day, params LayerItem[] items) => DayLayout.Of(Sofia, day, day, items).Single().Blocks;

    private static (int, int) Times(Block block) => (block.From, block.To);
}
