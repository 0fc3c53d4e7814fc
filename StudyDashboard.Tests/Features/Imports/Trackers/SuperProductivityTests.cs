using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class SuperProductivityTests : IDisposable
{
    private const string Lists = """
        "project": {"ids": ["P1"], "entities": {"P1": {"id": "P1", "title": "Algebra"}, "P2": {"id": "P2", "title": "Biology"}}},
        "tag": {"ids": ["TODAY", "T1"], "entities": {"TODAY": {"id": "TODAY", "title": "Today"}, "T1": {"id": "T1", "title": "deep"}}},
        "task": {"ids": [], "entities": {
          "a": {"id": "a", "title": "Sheet 1", "projectId": "P1", "parentId": null, "subTaskIds": [], "tagIds": ["TODAY", "T1"], "timeSpentOnDay": {"2024-01-15": 3600000, "2024-01-16": 1800000, "2024-01-17": 0}, "timeSpent": 5400000, "notes": "", "isDone": false},
          "p": {"id": "p", "title": "Parent", "projectId": "P2", "subTaskIds": ["s1", "s2"], "tagIds": [], "timeSpentOnDay": {"2024-01-15": 1500000}, "timeSpent": 1500000},
          "s1": {"id": "s1", "title": "Part 1", "projectId": null, "parentId": "p", "subTaskIds": [], "tagIds": [], "timeSpentOnDay": {"2024-01-15": 600000}, "timeSpent": 600000},
          "s2": {"id": "s2", "title": "Part 2", "parentId": "p", "timeSpentOnDay": {"2024-01-15": 900000}, "timeSpent": 900000}
        }}
        """;

    private const string Archived = """{"ids": ["z"], "entities": {"z": {"id": "z", "title": "Old", "projectId": "gone", "timeSpentOnDay": {"2023-12-31": 60500}, "timeSpent": 60500}}}""";

    private readonly TrackerStudy _tracker = new();

    public static TheoryData<string> Shapes { get; } = new(
        $$"""{ {{Lists}}, "taskArchive": {{Archived}} }""",
        $$"""{"timestamp": 1, "lastUpdate": 2, "crossModelVersion": 4.1, "data": { {{Lists}}, "archiveYoung": {"task": {{Archived}}, "timeTracking": {} }, "archiveOld": {"task": {"ids": [], "entities": {} } } } }""",
        $$"""{"data": { {{Lists}}, "archiveYoung": {{Archived}}, "archiveOld": {{Archived}} } }""");

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task Backup_OfEachShape_CountsSubTasksOnce(string file)
    {
        var result = await _tracker.ImportAsync("super-productivity", file);

        Assert.Equal((5, 1, 0), (result.Plan.Created, result.Plan.Skipped, result.Plan.Refusals.Count));
        var sessions = await _tracker.SessionsAsync();
        Assert.All(sessions, s => Assert.Equal((null, null, true), (s.StartedAt, s.EndedAt, s.NetIsGiven)));
        Assert.Equal(3600 + 1800 + 600 + 900 + 61, sessions.Sum(s => s.NetSeconds));
        Assert.Equal(["Part 1", "Part 2"], sessions.Where(s => s.Subject == "Biology").Select(s => s.Note).Order());
        Assert.Equal(["deep"], sessions.First(s => s.Note == "Sheet 1").Tags);
        Assert.Null(sessions.Single(s => s.Note == "Old").Subject);
        Assert.Equal(0, (await _tracker.ImportAsync("super-productivity", file)).Plan.Created);
    }

    [Fact]
    public async Task Backup_MadeLater_AddsOnlyTheNewDays()
    {
        await _tracker.ImportAsync("super-productivity", Task("{\"2024-01-15\": 3600000}"));

        var later = await _tracker.ImportAsync("super-productivity", Task("{\"2024-01-16\": 60000, \"2024-01-15\": 4600000}"));

        Assert.Equal((1, 1), (later.Plan.Created, later.Plan.Skipped));
    }

    [Theory]
    [InlineData("{\"2024-01-15\": -5000}", "less than nothing")]
    [InlineData("{\"2024-01-15\": 90000000}", "25:00")]
    [InlineData("{\"2024-02-30\": 5000}", "2024-02-30")]
    [InlineData("{\"some day\": 5000}", "some day")]
    [InlineData("{\"2024-01-15\": \"x\"}", "no number")]
    [InlineData("{}", "on which day")]
    public async Task Task_ThatCannotBe_IsRefusedByItsTitle(string days, string reason)
    {
        var refused = Assert.Single((await _tracker.ImportAsync("super-productivity", Task(days))).Plan.Refusals.Lines);

        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Contains("\"Sheet\"", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(1, refused.Line);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"task\": 5}")]
    [InlineData("no json")]
    [InlineData("{\"data\": {\"task\": {\"entities\": []}}}")]
    public async Task File_ThatIsNoBackup_SaysWhatItNeeds(string file) =>
        Assert.Contains("no backup of Super Productivity", (await _tracker.TryAsync("super-productivity", file)).Refusal!.Message, StringComparison.Ordinal);

    [Fact]
    public async Task Parent_WhoseSubTasksAreGone_IsCountedItself() =>
        Assert.Equal(3600, (await _tracker.SingleAsync("super-productivity", Task("{\"2024-01-15\": 3600000}").Replace("\"timeSpent\"", "\"subTaskIds\": [\"gone\"], \"timeSpent\"", StringComparison.Ordinal))).NetSeconds);

    public void Dispose() => _tracker.Dispose();

    private static string Task(string days) =>
        $$"""{"task": {"ids": ["a"], "entities": {"a": {"id": "a", "title": "Sheet", "timeSpentOnDay": {{days}}, "timeSpent": 3600000} } } }""";
}
