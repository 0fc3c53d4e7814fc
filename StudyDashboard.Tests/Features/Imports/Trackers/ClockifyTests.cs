using StudyDashboard.Features.Imports.Trackers;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class ClockifyTests : IDisposable
{
    private const string Header = "\"Project\",\"Client\",\"Description\",\"Task\",\"User\",\"Group\",\"Email\",\"Tags\",\"Type\",\"Billable\",\"Invoiced\",\"Invoice ID\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\",\"Duration (h)\",\"Duration (decimal)\",\"Billable Rate (USD)\"";

    private readonly TrackerStudy _tracker = new();

    [Theory]
    [InlineData("03/04/2024", "10:23:52 AM", "03/04/2024", "01:23:52 PM", "2024-03-04 08:23:52", 10800)]
    [InlineData("03/04/2024", "10:23 AM", "03/04/2024", "12:05 PM", "2024-03-04 08:23", 6120)]
    [InlineData("3/4/2024", "12:05 AM", "3/4/2024", "1:05 am", "2024-03-03 22:05", 3600)]
    [InlineData("15/10/2024", "11:00", "15/10/2024", "12:00", "2024-10-15 08:00", 3600)]
    [InlineData("10/15/2024", "11:00", "10/15/2024", "12:00", "2024-10-15 08:00", 3600)]
    [InlineData("15-10-2024", "11:00", "15-10-2024", "12:00", "2024-10-15 08:00", 3600)]
    [InlineData("2024-10-15", "11:00:30", "2024-10-15", "12:00:30", "2024-10-15 08:00:30", 3600)]
    [InlineData("15.10.2024", "11:00", "15.10.2024", "12:00", "2024-10-15 08:00", 3600)]
    [InlineData("03.04.2024", "11:00", "03.04.2024", "12:00", "2024-04-03 08:00", 3600)]
    [InlineData("Mar 4, 2024", "11:00", "4 March 2024", "12:00", "2024-03-04 09:00", 3600)]
    [InlineData("03/31/2024", "11:30 PM", "04/01/2024", "12:30 AM", "2024-03-31 20:30", 3600)]
    public async Task Row_InEachFormOfTheWorkspace_IsRead(string startDate, string startTime, string endDate, string endTime, string start, int seconds)
    {
        var session = await _tracker.SingleAsync("clockify", $"{Header}\n{Row(startDate, startTime, endDate, endTime)}\n");

        Assert.Equal((Make.At(start), seconds, "Algebra"), (session.StartedAt!.Value, session.NetSeconds, session.Subject));
        Assert.Equal(["a", "b"], session.Tags);
    }

    [Fact]
    public async Task Order_OfTheWholeFile_IsThatOfItsClearDates()
    {
        await _tracker.ImportAsync("clockify", $"{Header}\n{Row("03/04/2024", "10:00", "03/04/2024", "11:00")}\n{Row("15/10/2024", "10:00", "15/10/2024", "11:00")}\n");

        Assert.Equal([new DateOnly(2024, 4, 3), new DateOnly(2024, 10, 15)], (await _tracker.SessionsAsync()).Select(s => s.StudyDay!.Value));
    }

    [Theory]
    [InlineData(null, "2024-03-04")]
    [InlineData("{\"date_order\": \"month_first\"}", "2024-03-04")]
    [InlineData("{\"date_order\": \"day_first\"}", "2024-04-03")]
    public async Task Order_ThatStaysOpen_IsThatOfTheMapElseTheMonthFirst(string? map, string day) =>
        Assert.Equal(DateOnly.Parse(day, null), (await _tracker.SingleAsync("clockify", $"{Header}\n{Row("03/04/2024", "10:00", "03/04/2024", "11:00")}\n", map)).StudyDay);

    [Theory]
    [InlineData("03/04/2024", true)]
    [InlineData("03/03/2024", false)]
    [InlineData("2024-03-04", false)]
    [InlineData("13/04/2024", false)]
    public async Task Order_ThatStaysOpen_IsAskedOnThePage(string date, bool isAsked)
    {
        var questions = (await _tracker.DryRunAsync("clockify", $"{Header}\n{Row(date, "10:00", date, "11:00")}\n")).Questions!;

        Assert.Equal((isAsked, isAsked), (questions.OpenDate is not null, questions.IsOpen));
        Assert.Null((await _tracker.DryRunAsync("clockify", $"{Header}\n{Row(date, "10:00", date, "11:00")}\n", asks: false)).Questions);
    }

    [Fact]
    public async Task Date_ThatIsImpossible_IsRefusedByName() =>
        Assert.Contains("\"13/15/2024\"", await _tracker.RefusalAsync("clockify", Header, Row("03/04/2024", "10:00", "03/04/2024", "11:00"), Row("13/15/2024", "10:00", "13/15/2024", "11:00")), StringComparison.Ordinal);

    [Theory]
    [InlineData("13:00 PM")]
    [InlineData("10:60")]
    [InlineData("noon")]
    public async Task Time_ThatIsImpossible_IsRefusedByName(string time) =>
        Assert.Contains($"\"{time}\"", await _tracker.RefusalAsync("clockify", Header, Row("03/04/2024", "10:00", "03/04/2024", "11:00"), Row("03/04/2024", time, "03/04/2024", "11:00 PM")), StringComparison.Ordinal);

    [Fact]
    public async Task Column_ActivityInPlaceOfTaskAndNoClient_IsRead() =>
        Assert.Equal("Reading", (await _tracker.SingleAsync("clockify", "\"Project\",\"Description\",\"Activity\",\"User\",\"Email\",\"Start Date\",\"Start Time\",\"End Date\",\"End Time\"\n\"A\",\"\",\"Reading\",\"M\",\"m@example.org\",\"2024-10-15\",\"10:00\",\"2024-10-15\",\"11:00\"\n")).Note);

    [Fact]
    public async Task Team_OnTheCommandLine_GivesTheRowsOfTheUser()
    {
        var mine = await OwnEmailAsync();
        var file = $"{Header}\n{Row("2024-10-15", "10:00", "2024-10-15", "11:00", mine.ToUpperInvariant())}\n{Row("2024-10-15", "12:00", "2024-10-15", "13:00", "ivo@example.org")}\n{Row("2024-10-15", "14:00", "2024-10-15", "15:00", "ada@example.org")}\n";

        var result = await _tracker.ImportAsync("clockify", file);

        Assert.Equal((1, 2, 0), (result.Plan.Created, result.Plan.Skipped, result.Plan.Refusals.Count));
        Assert.Contains("2 rows of other people are left out", result.Plan.Summary, StringComparison.Ordinal);
        var others = await _tracker.ImportAsync("clockify", file, "{\"user\": \"ivo@example.org\"}");
        Assert.Equal((1, 2), (others.Plan.Created, others.Plan.Skipped));
        Assert.Equal((1, 2), ((await _tracker.ImportAsync("clockify", file, "{\"user\": \"*\"}")).Plan is var all ? all.Created : 0, all.Skipped));
        Assert.Contains("ivo@example.org", (await _tracker.TryAsync("clockify", file, "{\"user\": \"eve\"}")).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Team_OfStrangers_ComesInWhole_AndTheResultSaysSo()
    {
        var file = $"{Header}\n{Row("2024-10-15", "10:00", "2024-10-15", "11:00", "eva@example.org")}\n{Row("2024-10-15", "12:00", "2024-10-15", "13:00", "ivo@example.org")}\n";

        var plan = await _tracker.DryRunAsync("clockify", file);

        Assert.Equal(2, plan.Created);
        Assert.Contains("rows of 2 people", plan.Summary, StringComparison.Ordinal);
        Assert.Contains("{\"user\":", plan.Summary, StringComparison.Ordinal);
        Assert.Equal(1, (await _tracker.ImportAsync("clockify", file, "{\"user\": \"ivo@example.org\"}")).Plan.Created);
        Assert.Equal((1, 1), ((await _tracker.ImportAsync("clockify", file)).Plan is var all ? all.Created : 0, all.Skipped));
    }

    [Fact]
    public async Task Team_OnThePage_IsAskedAbout()
    {
        var mine = await OwnEmailAsync();
        var plan = await _tracker.DryRunAsync("clockify", $"{Header}\n{Row("2024-10-15", "10:00", "2024-10-15", "11:00", mine)}\n{Row("2024-10-15", "12:00", "2024-10-15", "13:00", "ivo@example.org")}\n");

        Assert.Equal((1, mine), (plan.Created, plan.Questions!.Answers.User));
        Assert.Equal(2, plan.Questions.People.Count);
    }

    public void Dispose() => _tracker.Dispose();

    private static string Row(string startDate, string startTime, string endDate, string endTime, string email = "mina@example.org") =>
        $"\"Algebra\",\"School\",\"Note\",\"\",\"M\",\"\",\"{email}\",\"a, b\",\"Regular\",\"No\",\"No\",\"\",\"{startDate}\",\"{startTime}\",\"{endDate}\",\"{endTime}\",\"\",\"\",\"0.00\"";

    private async Task<string> OwnEmailAsync() =>
        (await _tracker.Study.Get<StudyDashboard.Features.Accounts.ProfileService>().GetAsync(_tracker.Study.StudentId, TestContext.Current.CancellationToken))!.Email;
}
