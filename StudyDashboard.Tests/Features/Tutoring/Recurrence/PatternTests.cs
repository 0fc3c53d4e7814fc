using System.Text.Json;
using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

public sealed class PatternTests
{
    private static readonly TimeZoneInfo Sofia = TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia");

    /// <summary>Tuesday, the first of its month.</summary>
    private static readonly DateTime Start = new(2027, 3, 2, 17, 0, 0);

    [Theory]
    [InlineData("weekly", """{"days": ["Tuesday", "thursday"], "until": "2027-06-30"}""", "FREQ=WEEKLY;UNTIL=20270630T205959Z;BYDAY=TU,TH")]
    [InlineData("weekly", """{"days": null, "months": null, "specific_dates": null}""", "FREQ=WEEKLY")]
    [InlineData("bi-weekly", """{"days": ["Tuesday"], "count": 5}""", "FREQ=WEEKLY;COUNT=5;INTERVAL=2;BYDAY=TU")]
    [InlineData("weekly", """{"months": [9, 10]}""", "FREQ=WEEKLY;BYMONTH=9,10")]
    [InlineData("monthly", "null", "FREQ=MONTHLY")]
    [InlineData("monthly", """{"days": ["Tuesday"], "months": [3, 4]}""", "FREQ=MONTHLY;BYMONTH=3,4;BYDAY=1TU")]
    public void Read_AFrequencyAndPattern_GivesTheRule(string frequency, string pattern, string rule) =>
        Assert.Equal(rule, Read(frequency, pattern).Value.Rule?.ToString());

    [Theory]
    [InlineData("one-time")]
    [InlineData("weekly")]
    public void Read_SpecificDatesAlone_IsTheirList(string frequency)
    {
        var series = Read(frequency, """{"specific_dates": ["2027-03-05", "2027-03-19"]}""").Value;

        Assert.Null(series.Rule);
        Assert.Equal([2, 5, 19], series.FromLocal(DateTime.MinValue).Select(o => o.Local.Day));
        Assert.All(series.FromLocal(DateTime.MinValue), o => Assert.Equal(17, o.Local.Hour));
    }

    [Theory]
    [InlineData("weekly", """{"days": ["Tues"]}""")]
    [InlineData("weekly", """{"days": ["2"]}""")]
    [InlineData("weekly", """{"months": [13]}""")]
    [InlineData("weekly", """{"count": 0}""")]
    [InlineData("weekly", """{"count": 3, "until": "2027-06-30"}""")]
    [InlineData("weekly", """{"until": "2027-03-01"}""")]
    [InlineData("one-time", """{"days": ["Tuesday"]}""")]
    public void Read_WhatCannotBe_IsRefused(string frequency, string pattern) =>
        Assert.Equal("recurring_pattern", Assert.Single(Read(frequency, pattern).Refusal!.Fields).Field);

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20270630T205959Z", "weekly", """{"days":["Tuesday","Thursday"],"months":null,"specific_dates":null,"until":"2027-06-30","count":null}""")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270629T140000Z", "weekly", """{"days":["Tuesday"],"months":null,"specific_dates":null,"until":"2027-06-29","count":null}""")]
    [InlineData("FREQ=WEEKLY;UNTIL=20270629T135959Z", "weekly", """{"days":["Tuesday"],"months":null,"specific_dates":null,"until":"2027-06-28","count":null}""")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;COUNT=4", "bi-weekly", """{"days":["Tuesday"],"months":null,"specific_dates":null,"until":null,"count":4}""")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=2", "monthly", """{"days":null,"months":null,"specific_dates":null,"until":null,"count":null}""")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU", "monthly", """{"days":["Tuesday"],"months":null,"specific_dates":null,"until":null,"count":null}""")]
    [InlineData("FREQ=WEEKLY;INTERVAL=3", "weekly", "null")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU", "weekly", "null")]
    [InlineData("FREQ=DAILY", "weekly", "null")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU", "monthly", "null")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-1", "monthly", "null")]
    [InlineData("FREQ=MONTHLY;INTERVAL=2", "monthly", "null")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "monthly", "null")]
    [InlineData("FREQ=YEARLY", "monthly", "null")]
    public void Write_ARule_SaysItWherePatternAndFrequencyCan(string rule, string frequency, string json)
    {
        var (pattern, found) = PatternWriter.Write(new RecurrenceSeries(Start, Sofia, RuleParser.Parse(rule).Value));

        Assert.Equal(frequency, Words<SessionFrequency>.Of(found));
        Assert.Equal(json, JsonSerializer.Serialize(pattern, Json.Wire));
    }

    [Fact]
    public void Write_ExtraDates_AreSpecificDates()
    {
        var series = new RecurrenceSeries(Start, Sofia, RuleParser.Parse("FREQ=WEEKLY").Value, additions: [Start.AddDays(3)]);

        Assert.Equal([new DateOnly(2027, 3, 5)], PatternWriter.Write(series).Pattern?.SpecificDates);
        Assert.Null(PatternWriter.Write(new RecurrenceSeries(Start, Sofia, series.Rule, additions: [Start.AddHours(1)])).Pattern);
    }

    [Fact]
    public void Write_WithoutARule_IsOneTime()
    {
        Assert.Equal((null, SessionFrequency.OneTime), PatternWriter.Write(new RecurrenceSeries(Start, Sofia, null)));
        Assert.Equal(SessionFrequency.OneTime, PatternWriter.Write(new RecurrenceSeries(Start, Sofia, null, additions: [Start.AddDays(3)])).Frequency);
    }

    private static Outcome<RecurrenceSeries> Read(string frequency, string pattern) => PatternReader.Read(
        JsonSerializer.Deserialize<RecurringPattern>(pattern, Json.Wire), Words<SessionFrequency>.Parse(frequency), Start, Sofia);
}
