using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Infrastructure.Time;

public sealed class TypedTimeTests
{
    [Theory]
    [InlineData("25", 1500)]
    [InlineData("2h", 7200)]
    [InlineData("1:30", 5400)]
    [InlineData("90min", 5400)]
    [InlineData("1.5h", 5400)]
    [InlineData("1,5 h", 5400)]
    [InlineData("2h 30min", 9000)]
    [InlineData("2h30", 9000)]
    [InlineData(" 90 M ", 5400)]
    [InlineData("24h", 86400)]
    public void Duration_InAKnownForm_IsTaken(string typed, int seconds) => Assert.Equal(seconds, DurationParser.Parse(typed).Value);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("45s")]
    [InlineData("1:75")]
    [InlineData("1:5")]
    [InlineData("0")]
    [InlineData("25h")]
    [InlineData("1.5")]
    [InlineData("999999999h")]
    [InlineData("99999999999999999999")]
    [InlineData("h")]
    [InlineData("1:30:00")]
    [InlineData("🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢🐢")]
    public void Duration_InAnotherForm_IsRefusedWithAReason(string? typed)
    {
        var refusal = DurationParser.Parse(typed).Refusal;

        Assert.NotEmpty(Assert.Single(refusal!.Fields).Message);
        Assert.Equal("duration", refusal.Fields[0].Field);
    }

    [Fact]
    public void Duration_Written_IsReadBack() =>
        Assert.All(Enumerable.Range(1, 24 * 60), minutes => Assert.Equal(minutes * 60, DurationParser.Parse(DurationParser.Write(minutes * 60)).Value));

    [Theory]
    [InlineData("9", 9, 0)]
    [InlineData("930", 9, 30)]
    [InlineData("0930", 9, 30)]
    [InlineData("9:30", 9, 30)]
    [InlineData("21.30", 21, 30)]
    [InlineData("9 pm", 21, 0)]
    [InlineData("9:15PM", 21, 15)]
    [InlineData("12 am", 0, 0)]
    [InlineData("12 p.m.", 12, 0)]
    [InlineData("00:05", 0, 5)]
    public void Time_InAKnownForm_IsTaken(string typed, int hour, int minute) =>
        Assert.Equal(new TimeOnly(hour, minute), TimeOfDayParser.Parse(typed).Value);

    [Theory]
    [InlineData("24:00")]
    [InlineData("9:75")]
    [InlineData("13 pm")]
    [InlineData("0 am")]
    [InlineData("noonish")]
    [InlineData("12345")]
    [InlineData("")]
    public void Time_InAnotherForm_IsRefused(string typed) => Assert.NotNull(TimeOfDayParser.Parse(typed).Refusal);

    [Fact]
    public void Time_Written_IsReadBackOnBothClocks() =>
        Assert.All(Enumerable.Range(0, 24 * 60), minute =>
        {
            var time = new TimeOnly(minute / 60, minute % 60);
            Assert.Equal(time, TimeOfDayParser.Parse(TimeOfDayParser.Write(time, true)).Value);
            Assert.Equal(time, TimeOfDayParser.Parse(TimeOfDayParser.Write(time, false)).Value);
        });

    [Theory]
    [InlineData("2026-11-20", "2026-11-20")]
    [InlineData("20.11.2026", "2026-11-20")]
    [InlineData("20.11.", "2026-11-20")]
    [InlineData("20.11", "2026-11-20")]
    [InlineData("today", "2026-03-10")]
    [InlineData("Yesterday", "2026-03-09")]
    [InlineData("29.02.2028", "2028-02-29")]
    public void Date_InAKnownForm_IsTaken(string typed, string date) =>
        Assert.Equal(DateOnly.ParseExact(date, "yyyy-MM-dd"), DateParser.Parse(typed, new DateOnly(2026, 3, 10)).Value);

    [Theory]
    [InlineData("31.02.", "There is no day 31 in February 2026.")]
    [InlineData("29.02.2026", "There is no day 29 in February 2026.")]
    [InlineData("1.13.2026", "There is no month 13.")]
    [InlineData("0000-01-01", "\"0000-01-01\" is not a date. Write 2026-11-20, 20.11.2026, 20.11., today or yesterday.")]
    public void Date_ThatDoesNotExist_IsRefusedWithTheReason(string typed, string reason) =>
        Assert.Equal(reason, DateParser.Parse(typed, new DateOnly(2026, 3, 10)).Refusal!.Message);
}
