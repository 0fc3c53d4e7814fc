using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

public sealed class RuleParserTests
{
    [Theory]
    [InlineData("RRULE:freq=weekly;byday=th,tu,TU;wkst=su;interval=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU")]
    [InlineData(" COUNT=5;FREQ=DAILY;INTERVAL=1 ", "FREQ=DAILY;COUNT=5")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR,+2TU;WKST=MO;", "FREQ=MONTHLY;BYDAY=2TU,-1FR")]
    [InlineData("FREQ=YEARLY;BYMONTHDAY=-1,15,1;BYMONTH=12,2;UNTIL=20270630t140000z", "FREQ=YEARLY;UNTIL=20270630T140000Z;BYMONTH=2,12;BYMONTHDAY=1,15,-1")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=-1,53;BYDAY=MO", "FREQ=YEARLY;BYWEEKNO=53,-1;BYDAY=MO")]
    [InlineData("FREQ=YEARLY;BYDAY=53MO", "FREQ=YEARLY;BYDAY=53MO")]
    [InlineData("FREQ=DAILY;UNTIL=20270630", "FREQ=DAILY;UNTIL=20270630")]
    [InlineData("FREQ=DAILY;UNTIL=20270630T170000;BYMONTH=1;BYSETPOS=-1", "FREQ=DAILY;UNTIL=20270630T170000;BYMONTH=1;BYSETPOS=-1")]
    [InlineData("FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=DAILY;UNTIL=99981231T235959Z")]
    [InlineData("FREQ=WEEKLY;INTERVAL=02;COUNT=010", "FREQ=WEEKLY;COUNT=10;INTERVAL=2")]
    public void Parse_ValidText_IsWrittenInOneWay(string text, string written) =>
        Assert.Equal(written, RuleParser.Parse(text).Value.ToString());

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("RRULE:", "empty")]
    [InlineData("INTERVAL=2", "no FREQ")]
    [InlineData("FREQ=HOURLY", "less than a day")]
    [InlineData("FREQ=MINUTELY;COUNT=2", "less than a day")]
    [InlineData("FREQ=FORTNIGHTLY", "FREQ")]
    [InlineData("FREQ=DAILY;FREQ=WEEKLY", "twice")]
    [InlineData("FREQ=DAILY;COUNT=1;COUNT=1", "twice")]
    [InlineData("FREQ=DAILY;;COUNT=1", "not a part")]
    [InlineData("FREQ=DAILY;COUNT", "not a part")]
    [InlineData("FREQ=DAILY;COUNT=", "not a part")]
    [InlineData("FREQ=DAILY;=5", "not a part")]
    [InlineData("FREQ=DAILY;COUNT=0", "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=-1", "COUNT")]
    [InlineData("FREQ=DAILY;COUNT=99999999999", "COUNT")]
    [InlineData("FREQ=DAILY;INTERVAL=0", "INTERVAL")]
    [InlineData("FREQ=DAILY;INTERVAL=1.5", "INTERVAL")]
    [InlineData("FREQ=DAILY;INTERVAL=+2", "INTERVAL")]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20270101", "not by both")]
    [InlineData("FREQ=DAILY;UNTIL=2027-01-01", "not an end")]
    [InlineData("FREQ=DAILY;UNTIL=20270230", "not an end")]
    [InlineData("FREQ=DAILY;UNTIL=20270101T250000Z", "not an end")]
    [InlineData("FREQ=DAILY;WKST=1MO", "WKST")]
    [InlineData("FREQ=DAILY;BYHOUR=17", "time of day")]
    [InlineData("FREQ=DAILY;BYEASTER=0", "not a part")]
    [InlineData("FREQ=MONTHLY;RSCALE=GREGORIAN;SKIP=BACKWARD", "not a part")]
    [InlineData("FREQ=DAILY;X-OWN=1", "not a part")]
    [InlineData("FREQ=YEARLY;BYMONTH=0", "BYMONTH")]
    [InlineData("FREQ=YEARLY;BYMONTH=13", "BYMONTH")]
    [InlineData("FREQ=YEARLY;BYMONTH=-1", "BYMONTH")]
    [InlineData("FREQ=YEARLY;BYMONTH=1,,2", "BYMONTH")]
    [InlineData("FREQ=YEARLY;BYMONTH=5L", "BYMONTH")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY")]
    [InlineData("FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=367", "BYYEARDAY")]
    [InlineData("FREQ=MONTHLY;BYYEARDAY=1", "only with FREQ=YEARLY")]
    [InlineData("FREQ=DAILY;BYYEARDAY=1", "only with FREQ=YEARLY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=54", "BYWEEKNO")]
    [InlineData("FREQ=WEEKLY;BYWEEKNO=20", "only with FREQ=YEARLY")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20;BYDAY=1MO", "BYWEEKNO")]
    [InlineData("FREQ=WEEKLY;BYDAY=1MO", "number before the weekday")]
    [InlineData("FREQ=DAILY;BYDAY=-1MO", "number before the weekday")]
    [InlineData("FREQ=MONTHLY;BYDAY=0MO", "BYDAY")]
    [InlineData("FREQ=MONTHLY;BYDAY=6MO", "BYDAY")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "BYDAY")]
    [InlineData("FREQ=YEARLY;BYDAY=54MO", "BYDAY")]
    [InlineData("FREQ=WEEKLY;BYDAY=MONDAY", "BYDAY")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO, TU", "BYDAY")]
    [InlineData("FREQ=WEEKLY;BYDAY=M", "BYDAY")]
    [InlineData("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS")]
    public void Parse_WhatIsNotARuleHere_IsRefusedWithTheReason(string? text, string reason)
    {
        var refusal = RuleParser.Parse(text).Refusal;

        Assert.NotNull(refusal);
        Assert.Equal("rrule", Assert.Single(refusal.Fields).Field);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OfAnEndlessText_ReadsNoFurther() =>
        Assert.NotNull(RuleParser.Parse("FREQ=YEARLY;BYMONTH=1" + string.Concat(Enumerable.Repeat(",1", 100_000))).Refusal);
}
