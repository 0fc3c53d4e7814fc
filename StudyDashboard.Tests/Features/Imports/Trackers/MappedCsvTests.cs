using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class MappedCsvTests : IDisposable
{
    private const string Generic = "description,billable,client,project,tags,start,end,task,user_name,user_email";
    private const string Row = "Chapter 3,false,School,Algebra,\"a, b\",2024-03-04T09:23:52Z,2024-03-04T10:23:52Z,,Mina,mina@example.org";

    private readonly TrackerStudy _tracker = new();

    [Fact]
    public async Task Generic_WithoutAMap_IsReadByInstants()
    {
        var session = await _tracker.SingleAsync("csv", $"{Generic}\n{Row}\n");

        Assert.Equal((Make.At("2024-03-04 09:23:52"), Make.At("2024-03-04 10:23:52")), (session.StartedAt!.Value, session.EndedAt!.Value));
        Assert.Equal((SessionKind.Theory, "Algebra", "Chapter 3"), (session.Kind, session.Subject, session.Note));
        Assert.Equal(["a", "b"], session.Tags);
    }

    [Theory]
    [InlineData("2024-03-04T11:23:52+02:00", "2024-03-04T11:23:52.500+0100")]
    [InlineData("2024-03-04 11:23:52", "2024-03-04 12:23:52")]
    [InlineData("2024-03-04T09:23:52.000Z", "2024-03-04 10:23:52 UTC")]
    public async Task Generic_InstantsOfAnyForm_AreRead(string start, string end)
    {
        var session = await _tracker.SingleAsync("csv", $"start,end,project\n{start},{end},Algebra\n");

        Assert.Equal((Make.At("2024-03-04 09:23:52"), 3600), (session.StartedAt!.Value, session.NetSeconds));
    }

    [Fact]
    public async Task OtherHeader_WithAMap_IsReadByIt()
    {
        const string Map = """{"columns": {"start": "Begun", "end": "Finished", "project": "Course", "description": "What", "tags": "Labels"}, "kind": "practice", "projects": {"ALGEBRA": {"kind": "test", "subject": "Maths"}}}""";

        await _tracker.ImportAsync("csv", "Course;What;Labels;Begun;Finished\nAlgebra;Sheet 1;x;04.03.2024 10:00;04.03.2024 11:00\nBiology;;;04.03.2024 12:00;04.03.2024 13:00\n", Map);

        Assert.Equal([(SessionKind.Test, "Maths", "Sheet 1"), (SessionKind.Practice, "Biology", "")], (await _tracker.SessionsAsync()).Select(s => (s.Kind, s.Subject!, s.Note)));
    }

    [Fact]
    public async Task DateAndLength_WithAMap_AreADay() =>
        Assert.Equal((null, 5400), await _tracker.SingleAsync("csv", "When,Spent,Course\n2024-03-04,1h 30m,Algebra\n", """{"columns": {"start": "When", "duration": "Spent", "project": "Course"}}""") is var s ? (s.StartedAt, s.NetSeconds) : default);

    [Theory]
    [InlineData("[1]", "cannot be read")]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "cannot be read")]
    [InlineData("{\"kinds\": 1}", "cannot be read")]
    [InlineData("{\"projects\": null}", "null")]
    [InlineData("{\"kind\": \"lesson\"}", "theory, practice")]
    [InlineData("{\"projects\": {\"A\": {\"kind\": \"play\"}}}", "\"play\"")]
    [InlineData("{\"date_order\": \"year\"}", "month_first, day_first")]
    [InlineData("{\"columns\": {\"begin\": \"start\"}}", "start, start_time")]
    [InlineData("{\"columns\": {\"start\": \"Begun\"}}", "Begun")]
    public async Task Map_ThatIsWrong_SaysWhatItMayBe(string map, string reason) =>
        Assert.Contains(reason, (await _tracker.TryAsync("csv", $"{Generic}\n{Row}\n", map)).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task OtherHeader_WithoutAMap_IsRefusedAndAskedOnThePage()
    {
        const string File = "Course,Begun,Finished\nAlgebra,2024-03-04 10:00,2024-03-04 11:00\n";

        Assert.Contains("Course, Begun, Finished", (await _tracker.TryAsync("csv", File)).Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(["Course", "Begun", "Finished"], (await _tracker.DryRunAsync("csv", File)).Questions!.Header);
    }

    [Fact]
    public async Task Answers_OnThePage_AreRememberedAndOnlyThere()
    {
        const string Map = """{"projects": {"Algebra": {"kind": "practice", "subject": "Maths"}}, "date_order": "day_first"}""";
        await _tracker.ImportAsync("csv", "start,end,project\n03/04/2024 10:00,03/04/2024 11:00,Algebra\n", Map, asks: true);

        const string Next = "start,end,project\n05/06/2024 10:00,05/06/2024 11:00,Algebra\n";
        var asked = await _tracker.DryRunAsync("csv", Next);
        await _tracker.ImportAsync("csv", Next);

        Assert.Equal(("day_first", "practice", false), (asked.Questions!.Answers.DateOrder, asked.Questions.Answers.Projects["Algebra"].Kind, asked.Questions.IsOpen));
        Assert.Equal([(SessionKind.Practice, new DateOnly(2024, 4, 3)), (SessionKind.Theory, new DateOnly(2024, 5, 6))], (await _tracker.SessionsAsync()).Select(s => (s.Kind, s.StudyDay!.Value)));
    }

    [Fact]
    public async Task Project_WithoutAName_HasNoSubjectOrThatOfTheMap()
    {
        const string File = "start,end,project\n2024-03-04T10:00Z,2024-03-04T11:00Z,\n";

        Assert.Null((await _tracker.SingleAsync("csv", File)).Subject);
        using var other = new TrackerStudy();
        Assert.Equal("Other", (await other.SingleAsync("csv", File, """{"projects": {"": {"subject": "Other"}}}""")).Subject);
    }

    public void Dispose() => _tracker.Dispose();
}
