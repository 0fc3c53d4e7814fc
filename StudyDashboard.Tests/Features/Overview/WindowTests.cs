using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Tests.Features.Overview;

public sealed class WindowTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly DateOnly Monday = new(2026, 11, 16);

    [Fact]
    public void Window_NothingAsked_EndsToday()
    {
        var window = HeatWindow.Of(null, Today, Monday, [Today]);

        Assert.Equal((new DateOnly(2025, 11, 17), Today, (int?)null), (window.First, window.Last, window.Year));
    }

    [Fact]
    public void Window_AllStudyLongAgo_IsTheLastYearThatHasSome()
    {
        var window = HeatWindow.Of(null, Today, Monday, [new DateOnly(2019, 5, 1), new DateOnly(2024, 10, 3)]);

        Assert.Equal((new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)), (window.First, window.Last));
    }

    [Theory]
    [InlineData(null, 2024)]
    [InlineData(2025, 2024)]
    [InlineData(2024, 2019)]
    [InlineData(2019, 2018)]
    public void Window_Earlier_IsTheLatestYearBeforeItThatHasSomething(int? asked, int earlier) =>
        Assert.Equal(earlier, HeatWindow.Of(asked, Today, Monday, [new DateOnly(2019, 5, 1), new DateOnly(2024, 10, 3), Today]).Earlier);

    [Theory]
    [InlineData(2024, 2024)]
    [InlineData(2026, null)]
    [InlineData(99999, null)]
    [InlineData(0, null)]
    public void Window_YearAsked_IsThatYearWhenItIsOver(int asked, int? shown) =>
        Assert.Equal(shown, HeatWindow.Of(asked, Today, Monday, [Today]).Year);

    [Fact]
    public void Week_PlannedAndDone_StandSideBySide()
    {
        var days = new Dictionary<DateOnly, AnalyticsDay> { [Monday] = new() { StudentId = 1, StudyDay = Monday, NetSeconds = 2580 } };
        GlanceRow[] planned = [Planned(Monday, 30), Planned(Monday, 15), Planned(Monday.AddDays(6), null)];

        var week = WeekFigures.Of(Monday, days, planned);

        Assert.Equal((2580, 2700), (week.Days[0].DoneSeconds, week.Days[0].PlannedSeconds));
        Assert.Equal((7, 2580, 2700), (week.Days.Count, week.DoneSeconds, week.PlannedSeconds));
    }

    [Fact]
    public void Layout_MovedHiddenAndShown_KeepsEveryWidget()
    {
        var without = new TodayLayout(TodayLayout.All, []).Hide("week");
        var layout = without.Move("year", -1, without.Shown).Move("cards", -1, without.Shown);

        Assert.Equal(["cards", "goals", "year", "streak", "mastery", "accuracy", "latest"], layout.Shown);
        Assert.Equal(TodayLayout.All.Order(), layout.Show("week").Shown.Order());
    }

    private static GlanceRow Planned(DateOnly day, int? minutes) =>
        new() { Id = 1, Kind = SessionKind.Theory, Status = SessionStatus.Planned, PlannedDay = day, PlannedMinutes = minutes };
}
