using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Features.Tutoring.Schedule.Editor;
using StudyDashboard.Features.Tutoring.Series;

namespace StudyDashboard.Tests.Features.Tutoring.Schedule;

public sealed class RepeatInputTests
{
    private static readonly TimeZoneInfo Sofia = TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia");
    private static readonly DateTime Tuesday = new(2026, 3, 3, 17, 0, 0);
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData(RepeatKind.Daily, "FREQ=DAILY")]
    [InlineData(RepeatKind.Weekly, "FREQ=WEEKLY;BYDAY=TU")]
    [InlineData(RepeatKind.MonthDay, "FREQ=MONTHLY;BYMONTHDAY=3")]
    [InlineData(RepeatKind.MonthWeekday, "FREQ=MONTHLY;BYDAY=1TU")]
    [InlineData(RepeatKind.Yearly, "FREQ=YEARLY")]
    public void Read_EachKind_FollowsFromTheFirstDay(RepeatKind kind, string rule)
    {
        var input = RepeatInput.For(DateOnly.FromDateTime(Tuesday));
        input.Kind = kind;

        Assert.Equal(rule, input.Read(Today, Sofia).Value!.Rule!.ToString());
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH", RepeatKind.Weekly)]
    [InlineData("FREQ=WEEKLY;BYDAY=TU;COUNT=12", RepeatKind.Weekly)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", RepeatKind.MonthDay)]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", RepeatKind.MonthWeekday)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15", RepeatKind.Rule)]
    [InlineData("FREQ=YEARLY;BYMONTH=3,6;BYDAY=2TU", RepeatKind.Rule)]
    [InlineData("FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,TU", RepeatKind.Rule)]
    [InlineData("FREQ=MONTHLY;BYDAY=-2FR", RepeatKind.Rule)]
    public void Of_AStoredRule_SaysTheSameRule(string rule, RepeatKind kind)
    {
        var series = new RecurrenceSeries(Tuesday, Sofia, RuleParser.Parse(rule).Value);

        var input = RepeatInput.Of(series);

        Assert.Equal(kind, input.Kind);
        Assert.Equal(Repetition.Of(series), input.Read(Today, Sofia).Value);
    }

    [Fact]
    public void Read_LastDay_TakesTheEveningLessonIn()
    {
        var input = RepeatInput.For(DateOnly.FromDateTime(Tuesday));
        (input.Kind, input.End, input.Until) = (RepeatKind.Weekly, RepeatEnd.On, "24.3.2026");

        var series = input.Read(Today, Sofia).Value!.From(Tuesday, Sofia);

        Assert.Equal(new DateTime(2026, 3, 24, 17, 0, 0), series.Last!.Value.Local);
    }

    [Theory]
    [InlineData("0", null, "interval")]
    [InlineData("x", null, "interval")]
    [InlineData("1", "0", "count")]
    public void Read_WhatIsNoNumber_IsRefusedAtItsField(string interval, string? count, string field)
    {
        var input = RepeatInput.For(DateOnly.FromDateTime(Tuesday));
        (input.Kind, input.Interval) = (RepeatKind.Weekly, interval);
        (input.End, input.Count) = count is null ? (RepeatEnd.Never, input.Count) : (RepeatEnd.After, count);

        Assert.Equal(field, input.Read(Today, Sofia).Refusal!.Fields.Single().Field);
    }

    [Fact]
    public void Read_RuleThatIsNone_SaysWhy()
    {
        var input = RepeatInput.For(DateOnly.FromDateTime(Tuesday));
        (input.Kind, input.Rule) = (RepeatKind.Rule, "FREQ=HOURLY");

        Assert.Equal("rrule", input.Read(Today, Sofia).Refusal!.Fields.Single().Field);
    }

    [Fact]
    public void Read_Dates_AreTakenInOrderAndOnce()
    {
        var input = RepeatInput.For(DateOnly.FromDateTime(Tuesday));
        (input.Kind, input.Dates) = (RepeatKind.Dates, "2026-03-20, 10.3.2026\n2026-03-10");

        Assert.Equal([new DateOnly(2026, 3, 10), new DateOnly(2026, 3, 20)], input.Read(Today, Sofia).Value!.Dates);
    }
}
