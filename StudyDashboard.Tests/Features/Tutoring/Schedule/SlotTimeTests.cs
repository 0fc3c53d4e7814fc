using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule;
using StudyDashboard.Features.Tutoring.Schedule.Grid;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

public sealed class SlotTimeTests
{
    private static readonly StudyCalendar NewYork = StudyCalendar.For("America/New_York", 0);
    private static readonly LessonSlot Five = new(new DateOnly(2026, 3, 3), new TimeOnly(17, 0), new TimeOnly(18, 0), "Europe/Sofia");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(7, 0)]
    [InlineData(8, 15)]
    [InlineData(1033, 1035)]
    [InlineData(-40, 0)]
    [InlineData(9999, 1440)]
    public void Snap_AnyMinute_IsAQuarterOfTheDay(int minute, int expected) => Assert.Equal(expected, SlotTime.Snap(minute));

    [Theory]
    [InlineData("2026-03-03", true)]
    [InlineData("2026-02-30", false)]
    [InlineData("9999-01-01", false)]
    [InlineData("<script>", false)]
    [InlineData(null, false)]
    public void DateOf_WhatABrowserSends_IsADateOrNothing(string? text, bool valid) => Assert.Equal(valid, SlotTime.DateOf(text) is not null);

    [Fact]
    public void StartingAt_DraggedByAViewerElsewhere_KeepsTheLessonsZoneAndLength()
    {
        // 11:30 in New York on 4 March is 18:30 in Sofia.
        var slot = SlotTime.StartingAt(Five, SlotTime.InstantOf(NewYork, new DateOnly(2026, 3, 4), 690));

        Assert.Equal(new LessonSlot(new DateOnly(2026, 3, 4), new TimeOnly(18, 30), new TimeOnly(19, 30), "Europe/Sofia"), slot);
    }

    [Fact]
    public void EndingAt_BeforeTheStart_LeavesAQuarterOfAnHour() =>
        Assert.Equal(new TimeOnly(17, 15), SlotTime.EndingAt(Five, Make.At("2026-03-03 10:00")).End);

    [Fact]
    public void Query_Month_ShowsWholeWeeks()
    {
        var query = new ScheduleQuery { View = ScheduleView.Month, Date = new DateOnly(2026, 3, 10) };

        var (first, last) = query.Range(new DateOnly(2026, 1, 1), day => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)));

        Assert.Equal((new DateOnly(2026, 2, 23), new DateOnly(2026, 4, 5)), (first, last));
        Assert.Equal(new DateOnly(2026, 2, 1), query.Turn(first, -1).Date);
    }
}
