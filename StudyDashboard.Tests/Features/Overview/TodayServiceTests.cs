using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Tests.Features.Plans;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Overview;

public sealed class TodayServiceTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Today_AfterSessions_AddsUpTheSameEverywhere()
    {
        await RecordAsync(Make.Session(_study.StudentId, Make.At("2026-03-10 06:00"), 43, answered: 10, correct: 8));
        await RecordAsync(Make.Session(_study.StudentId, Make.At("2026-03-09 06:00"), 60, answered: 10, correct: 1));
        await RecordAsync(Make.Session(_study.StudentId, Make.At("2026-03-01 06:00"), 20, subject: null, answered: 5, correct: 5));

        var today = await ReadAsync();

        Assert.Equal((43 * 60, 103 * 60), (today.NetSecondsToday, today.ThisWeek.NetSeconds));
        Assert.Equal(today.ThisWeek.NetSeconds, today.Week.DoneSeconds);
        Assert.Equal(123 * 60, today.Year.Seconds.Sum());
        Assert.Equal((14, 25, 56), (today.Last28Days.Correct, today.Last28Days.Answered, today.Last28Days.AccuracyPercent));
        Assert.Equal((2, 2, new DateOnly(2026, 3, 9)), (today.Streak.Current, today.Streak.Longest, today.Streak.Since));
        Assert.Equal((21, 21 + 30 + 10, 2), (today.Points.Today, today.Points.Total, today.Points.Level));
        Assert.Equal([43 * 60, 60 * 60, 20 * 60], today.Latest.Select(l => l.NetSeconds));
    }

    [Fact]
    public async Task Today_SessionDeleted_TakesItsPointsAlong()
    {
        var done = await RecordAsync(Make.Session(_study.StudentId, Make.At("2026-03-10 06:00"), 43));

        await _study.Get<SessionRecorder>().RecordAsync<bool>(_study.StudentId, ChangeVerb.Delete, async book =>
        {
            (await book.FindAsync(done.Id, cancellationToken: Token))!.Delete(book.NowUtc);
            return true;
        }, Token);

        Assert.Equal(0, (await ReadAsync()).Points.Total);
    }

    [Fact]
    public async Task Cards_NothingEver_OfferToStart()
    {
        var today = await ReadAsync();

        Assert.False(today.HasAnything);
        Assert.Equal("Start a session", Assert.Single(today.Cards).Title);
    }

    [Fact]
    public async Task Cards_TimerRuns_SayWhatRuns()
    {
        await StartAsync(new StartTimer { About = Make.About(subject: "Integration") });

        var card = Assert.Single((await ReadAsync()).Cards);

        Assert.Equal(("Running since 11:00", "Integration"), (card.Kicker, card.Title));
    }

    [Fact]
    public async Task Cards_PlannedAndLate_AreCountedAndCanBegin()
    {
        await PlanAsync("Algebra", 10, 25);
        await PlanAsync("Latin", 10, 40);
        await PlanAsync("Late one", 2, 30);
        var card = (await ReadAsync()).Cards.Single(c => c.Kicker == "Planned today");
        Assert.Equal("2 of 2 sessions left", card.Title);

        await StartAsync(new StartTimer { About = Make.About(), PlannedSessionId = card.Lines[0].Actions[0].Id });

        var after = await ReadAsync();
        Assert.Equal("1 of 2 sessions left", after.Cards.Single(c => c.Kicker == "Planned today").Title);
        Assert.Equal("1 session is late", after.Cards.Single(c => c.Kicker == "Late").Title);
        Assert.Equal(65 * 60, after.Week.PlannedSeconds);
    }

    [Fact]
    public async Task Cards_LateOneSkipped_IsGoneAndCanBeUndone()
    {
        await PlanAsync("Late one", 2, 30);
        var cards = _study.Get<IEnumerable<StudyDashboard.Components.Today.ITodayCards>>().Single(c => c.Source == "planned");
        var late = (await ReadAsync()).Cards.Single(c => c.Kicker == "Late");

        var done = await cards.ActAsync(await ProfileAsync(), late.Lines[0].Actions.Single(a => a.Command == "skip"), Token);

        Assert.DoesNotContain((await ReadAsync()).Cards, c => c.Kicker == "Late");
        Assert.Null((await _study.Get<SessionUndo>().UndoAsync(_study.StudentId, done.Value.ChangeId!.Value, cancellationToken: Token)).Refusal);
        Assert.Contains((await ReadAsync()).Cards, c => c.Kicker == "Late");
    }

    [Fact]
    public async Task Widgets_OfGoalsAndPlan_SayHowFarAndWhatItTakes()
    {
        await _study.Get<PlanService>().AddAsync(_study.StudentId, PlanMake.Content(domains: [("SURG", 2), ("PROTH", 1)]), activate: true, Token);
        await _study.Get<GoalService>().AddAsync(await ProfileAsync() with { Roles = [Roles.Student] }, new GoalDraft { Target = 120 }, Token);
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-10 06:00", 43, answered: 10, correct: 10);

        var cards = (await _study.Get<TodayService>().GetAsync(await ProfileAsync() with { Roles = [Roles.Student] }, null, Token)).Cards;

        // Tuesday: what is left over the days until Sunday, today among them.
        var goal = Assert.Single(cards.Single(c => c.Widget == "goals").Bars);
        Assert.Equal(("120 min a week", "43 of 120 min", 35.8, false), (goal.Label, goal.Amount, goal.Percent, goal.IsReached));
        Assert.Contains("13 min a day", goal.Note, StringComparison.Ordinal);
        // Heavier domains first where both are weak; the one that is known comes last.
        Assert.Equal([("PROTH", 0d, false), ("SURG", 100d, true)], cards.Single(c => c.Widget == "mastery").Bars.Select(b => (b.Label, b.Percent, b.IsReached)));
    }

    [Fact]
    public async Task Recalled_IsTrueRetentionOfTheSpan()
    {
        await using (var context = _study.Context())
        {
            FigureDay Row(int day, DayFigure figure, int amount) => new() { StudentId = _study.StudentId, StudyDay = new DateOnly(2026, 3, day), Figure = figure, Amount = amount };
            context.AddRange(
                Row(10, DayFigure.YoungAll, 4), Row(10, DayFigure.YoungPassed, 3), Row(9, DayFigure.MatureAll, 4), Row(9, DayFigure.MaturePassed, 4),
                Row(1, DayFigure.YoungAll, 2), Row(10, DayFigure.Notes, 9));
            await context.SaveChangesAsync(Token);
        }

        var today = await ReadAsync();

        Assert.Equal((75, 88, 70), (today.TodaySoFar.RecalledPercent, today.ThisWeek.RecalledPercent, today.Last28Days.RecalledPercent));
        Assert.Equal(new RecallCount(10, 7), today.Last28Days.Recalled);
    }

    [Fact]
    public async Task Today_YearAsked_ShowsThatYear()
    {
        await RecordAsync(Make.Session(_study.StudentId, Make.At("2024-05-03 06:00"), 50));

        Assert.Equal((2024, 3000), ((await ReadAsync()).Year.Window.Year, (await ReadAsync(2024)).Year.Seconds[123]));
        Assert.Equal(0, (await ReadAsync(2026)).Year.Seconds.Sum());
    }

    public void Dispose() => _study.Dispose();

    private async Task<Profile> ProfileAsync() => (await _study.Get<ProfileService>().GetAsync(_study.StudentId, Token))!;

    private async Task<TodayModel> ReadAsync(int? year = null) => await _study.Get<TodayService>().GetAsync(await ProfileAsync(), year, Token);

    private async Task<StudySession> RecordAsync(StudySession session) => (await _study.Get<SessionRecorder>().RecordAsync<StudySession>(
        _study.StudentId, ChangeVerb.Add, book => Task.FromResult<StudyDashboard.Infrastructure.Outcome<StudySession>>(book.Add(session)), Token)).Value.Value;

    private Task StartAsync(StartTimer command) => _study.Get<TimerService>().StartAsync(_study.StudentId, command, Token);

    private Task PlanAsync(string subject, int day, int minutes) => _study.Get<SessionPlanner>().PlanAsync(
        _study.StudentId, new PlannedSession(Make.About(subject: subject), new DateOnly(2026, 3, day), null, minutes), Token);
}
