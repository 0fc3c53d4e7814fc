using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class TaskGeneratorTests
{
    private static readonly DateOnly Monday = new(2026, 3, 9);
    private static readonly int[] HalfAnHour = [30, 30, 30, 30, 30, 30, 30];

    [Fact]
    public void Propose_GivesEachDomainByWeightTimesWhatIsMissing()
    {
        var tasks = TaskGenerator.Propose(Input(6, HalfAnHour, new("A", "A", 2, 1), new("B", "B", 1, 1)));

        Assert.Equal(["A", "A", "B", "A", "A", "B"], tasks.Select(t => t.DomainCode));
        Assert.Equal([4, 2], [tasks.Count(t => t.DomainCode == "A"), tasks.Count(t => t.DomainCode == "B")]);
    }

    [Fact]
    public void Propose_WithinADomain_FollowsTheCycle()
    {
        var tasks = TaskGenerator.Propose(Input(6, HalfAnHour, new TaskDomain("A", "A", 1, 1)));
        Assert.Equal(
            [SessionKind.Theory, SessionKind.Practice, SessionKind.Test, SessionKind.Review, SessionKind.Theory, SessionKind.Practice], tasks.Select(t => t.Kind));

        var further = TaskGenerator.Propose(Input(2, HalfAnHour, new TaskDomain("A", "A", 1, 1, Last: SessionKind.Test)));
        Assert.Equal([SessionKind.Review, SessionKind.Theory], further.Select(t => t.Kind));
    }

    [Fact]
    public void Propose_FillsEachDayByItsAvailability_LessWhatIsTaken()
    {
        // Sunday first: nothing on Tuesday, 40 minutes on Wednesday, 60 on Thursday of which 20 are taken.
        var input = Input(4, [0, 10, 0, 40, 60, 0, 0], new("A", "A", 1, 1), new("B", "B", 1, 1)) with
        {
            Taken = new Dictionary<DateOnly, int> { [Monday.AddDays(3)] = 20 },
        };

        Assert.Equal([(Monday.AddDays(2), 40), (Monday.AddDays(3), 40)], TaskGenerator.Propose(input).Select(t => (t.Day, t.Minutes)));
    }

    [Fact]
    public void Propose_OnOneDay_ChangesTheDomain()
    {
        var tasks = TaskGenerator.Propose(Input(1, [90, 90, 90, 90, 90, 90, 90], new("A", "A", 9, 1), new("B", "B", 1, 1)));

        Assert.Equal(["A", "B", "A"], tasks.Select(t => t.DomainCode));
    }

    [Fact]
    public void Propose_WhereNothingIsMissing_IsEmpty() =>
        Assert.Empty(TaskGenerator.Propose(Input(7, HalfAnHour, new TaskDomain("A", "A", 5, 0))));

    [Fact]
    public void Propose_CountsWhatWaitsAlready()
    {
        var tasks = TaskGenerator.Propose(Input(2, HalfAnHour, new("A", "A", 1, 1, Waiting: 3), new("B", "B", 1, 1)));

        Assert.Equal(["B", "B"], tasks.Select(t => t.DomainCode));
    }

    [Fact]
    public void Replan_MovesOnlyWhatIsLateOrNoLongerFits()
    {
        var moves = Replan(
            target: null, HalfAnHour,
            Task(1, Monday.AddDays(-2)), Task(2, Monday), Task(3, Monday.AddDays(1)));

        var move = Assert.Single(moves);
        Assert.Equal((1, (DateOnly?)Monday.AddDays(2), null), (move.Task.SessionId, move.To, move.Skip));
    }

    [Fact]
    public void Replan_WhereTheAvailabilityShrank_MovesTheRestOfTheDay()
    {
        var moves = Replan(target: null, HalfAnHour, Task(1, Monday), Task(2, Monday));

        Assert.Equal([(2, (DateOnly?)Monday.AddDays(1))], moves.Select(m => (m.Task.SessionId, m.To)));
    }

    [Fact]
    public void Replan_WithoutRoomBeforeTheTarget_SaysSo()
    {
        var moves = Replan(target: Monday.AddDays(2), HalfAnHour, Task(1, Monday), Task(2, Monday.AddDays(1)), Task(3, Monday.AddDays(5)));

        var move = Assert.Single(moves);
        Assert.Equal((3, (DateOnly?)null, (SkipReason?)SkipReason.NoRoom), (move.Task.SessionId, move.To, move.Skip));
    }

    [Fact]
    public void Replan_LeavesWhatHasATimeOfDay_AndSkipsWhatIsNotWanted()
    {
        var moves = Replan(
            target: null, [0, 0, 0, 0, 0, 0, 0],
            Task(1, Monday) with { Time = new TimeOnly(9, 0) }, Task(2, Monday) with { Unwanted = SkipReason.Reached });

        var move = Assert.Single(moves);
        Assert.Equal((2, (SkipReason?)SkipReason.Reached), (move.Task.SessionId, move.Skip));
    }

    [Fact]
    public void Replan_LeavesWhatStandsBeyondTheDaysThatArePlanned() => Assert.Empty(Replan(null, [0, 0, 0, 0, 0, 0, 0], Task(1, Monday.AddDays(42))));

    [Fact]
    public void Hints_NeedThreeSessionsAndAClearDifference()
    {
        WeekLoads.PlannedRow Done(SessionKind kind, int minutes) => new(Monday, 30, true, kind, minutes * 60);

        var hints = WeekLoads.HintsOf(
        [
            Done(SessionKind.Test, 42), Done(SessionKind.Test, 42), Done(SessionKind.Test, 42),
            Done(SessionKind.Theory, 31), Done(SessionKind.Theory, 29), Done(SessionKind.Theory, 30),
            Done(SessionKind.Practice, 90), Done(SessionKind.Practice, 90),
        ]);

        var hint = Assert.Single(hints);
        Assert.Equal((SessionKind.Test, 3), (hint.Kind, hint.Sessions));
        Assert.Equal(1.4, hint.Ratio, 9);
    }

    private static TaskInput Input(int days, int[] availability, params TaskDomain[] domains) => new()
    {
        From = Monday, To = Monday.AddDays(days - 1), Availability = availability, Taken = new Dictionary<DateOnly, int>(), Domains = domains,
    };

    private static WaitingTask Task(int id, DateOnly day) => new(id, 1, day, null, 30, SessionKind.Theory, "A");

    private static IReadOnlyList<TaskMove> Replan(DateOnly? target, int[] availability, params WaitingTask[] tasks) =>
        Replanner.Propose(tasks, Monday, target is { } day ? day.AddDays(-1) : Monday.AddDays(27), target, availability, new Dictionary<DateOnly, int>());
}
