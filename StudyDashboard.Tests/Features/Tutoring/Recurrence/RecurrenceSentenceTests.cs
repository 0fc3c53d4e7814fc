using System.Globalization;
using StudyDashboard.Features.Tutoring.Recurrence;

namespace StudyDashboard.Tests.Features.Tutoring.Recurrence;

public sealed class RecurrenceSentenceTests
{
    [Theory]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;UNTIL=20270630T205959Z", "Every second week on Tuesday and Thursday at 17:00 until 30 June 2027")]
    [InlineData("FREQ=WEEKLY", "Every week on Tuesday at 17:00")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=38", "Every week on Monday to Friday at 17:00 38 times")]
    [InlineData("FREQ=WEEKLY;BYMONTH=9,10,11", "Every week on Tuesday in September, October and November at 17:00")]
    [InlineData("FREQ=DAILY;COUNT=1", "Every day at 17:00 once")]
    [InlineData("FREQ=DAILY;INTERVAL=3;BYDAY=SA", "Every 3 days on Saturday at 17:00")]
    [InlineData("FREQ=MONTHLY", "Every month on the 2nd at 17:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,11,23,-1", "Every month on the 1st, the 11th, the 23rd and the last day of the month at 17:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=-2", "Every month on the 2nd to last day of the month at 17:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=2TU,-1FR", "Every month on the 2nd Tuesday and the last Friday at 17:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO", "Every month on each Monday at 17:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=FR,SA;BYMONTHDAY=13", "Every month on the 13th if it is Friday or Saturday at 17:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "Every month on the last of these: Monday to Friday at 17:00")]
    [InlineData("FREQ=YEARLY", "Every year on 2 March at 17:00")]
    [InlineData("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "Every year on the last Sunday in October at 17:00")]
    [InlineData("FREQ=YEARLY;BYDAY=20MO", "Every year on the 20th Monday of the year at 17:00")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20,-1;BYDAY=MO", "Every year in week 20 and the last week of the year on Monday at 17:00")]
    [InlineData("FREQ=YEARLY;BYYEARDAY=100,-1", "Every year on day 100 of the year and the last day of the year at 17:00")]
    public void Sentence_OfARule_SaysIt(string rule, string sentence) => Assert.Equal(sentence, Say(Series(rule)));

    [Fact]
    public void Sentence_OfDates_CountsThem() => Assert.Equal(
        "On 2 March 2027 at 17:00, and on 2 more dates, except on one date",
        Say(new RecurrenceSeries(Start, TimeZoneInfo.Utc, null, [Start], [Start.AddDays(1), Start.AddDays(2)])));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", RecurrenceNote.SkipsShortMonths, RecurrenceNote.StartDoesNotMatch)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=2,30", RecurrenceNote.SkipsShortMonths)]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU,5TU", RecurrenceNote.SkipsMonthsWithoutFifth)]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", RecurrenceNote.OnlyLeapYears, RecurrenceNote.StartDoesNotMatch)]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", RecurrenceNote.Never)]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=2,-1")]
    [InlineData("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=2,31")]
    [InlineData("FREQ=WEEKLY")]
    public void Notes_OfARule_WarnOfWhatIsSkipped(string rule, params RecurrenceNote[] notes)
    {
        Assert.Equal(notes, RecurrenceNotes.Of(Series(rule)));
        Assert.All(notes, n => Assert.EndsWith(".", RecurrenceNotes.TextOf(n), StringComparison.Ordinal));
    }

    private static readonly DateTime Start = new(2027, 3, 2, 17, 0, 0);

    private static RecurrenceSeries Series(string rule) =>
        new(Start, TimeZoneInfo.FindSystemTimeZoneById("Europe/Sofia"), RuleParser.Parse(rule).Value);

    private static string Say(RecurrenceSeries series)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
            return RecurrenceSentence.Of(series, time => time.ToString("HH:mm", CultureInfo.InvariantCulture));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
