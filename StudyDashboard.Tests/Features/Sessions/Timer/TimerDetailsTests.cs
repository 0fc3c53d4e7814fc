using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Timer;

public sealed class TimerDetailsTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private TimerService Timers => _study.Get<TimerService>();

    private int Student => _study.StudentId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Undo_OfAFinishThatWasRated_LetsItRunOnAsIfNeverStopped()
    {
        var id = await StartAsync();
        Pass(10);
        var finish = (await Timers.FinishAsync(Student, id, new FinishTimer(), Token)).Value;
        var rating = (await Timers.RateAsync(Student, id, finish.ChangeId, new FinishTimer(10, 8, 4, "good"), Token)).Value;
        Pass(5);

        var undone = await _study.Get<SessionUndo>().UndoAsync(Student, rating.ChangeId!.Value, cancellationToken: Token);

        Assert.Null(undone.Refusal);
        var state = (await Timers.CurrentAsync(Student, Token))!;
        Assert.Equal((id, 0, false), (state.SessionId, state.PausedSeconds, state.IsPaused));
        await using var context = _study.Context();
        Assert.Empty(await context.Days.Where(d => d.NetSeconds > 0).ToListAsync(Token));
    }

    [Fact]
    public async Task Undo_OfAStopWhileAnotherRuns_IsRefusedWithItAndSwitchesWhenAsked()
    {
        var id = await StartAsync();
        Pass(10);
        var finish = (await Timers.FinishAsync(Student, id, new FinishTimer(), Token)).Value;
        var other = await StartAsync();
        Pass(3);
        var undo = _study.Get<SessionUndo>();

        var refused = await undo.UndoAsync(Student, finish.ChangeId!.Value, cancellationToken: Token);
        var switched = await undo.UndoAsync(Student, finish.ChangeId!.Value, switchTimer: true, Token);

        Assert.Equal(other, refused.Refusal!.RunningSessionId);
        Assert.Null(switched.Refusal);
        Assert.Equal(id, (await Timers.CurrentAsync(Student, Token))!.SessionId);
    }

    [Fact]
    public async Task Rate_WithMoreRightThanAnswered_NamesTheFieldAndChangesNothing()
    {
        var id = await StartAsync();
        Pass(10);
        var finish = (await Timers.FinishAsync(Student, id, new FinishTimer(), Token)).Value;

        var rated = await Timers.RateAsync(Student, id, finish.ChangeId, new FinishTimer(3, 9999), Token);

        Assert.Equal("correct_answers", Assert.Single(rated.Refusal!.Fields).Field);
        await using var context = _study.Context();
        Assert.Equal((0, finish.Value.Version), await context.Sessions.Select(s => new ValueTuple<int, int>(s.QuestionsAnswered, s.Version)).SingleAsync(Token));
    }

    [Fact]
    public async Task Idle_DropAndStop_EndsWhereTheSilenceBegan()
    {
        var id = await StartAsync();
        Pass(30);
        await Timers.AddActivityAsync(Student, id, ActivityType.Read, null, null, null, Token);
        Pass(60);
        var from = _study.Clock.UtcNow.AddMinutes(-40);

        var done = (await Timers.AnswerIdleAsync(Student, id, IdleAnswer.DropAndStop, from, _study.Clock.UtcNow, Token)).Value.Value;

        Assert.Equal((50 * 60, from), (done.NetSeconds, done.EndedAt));
        Assert.Equal(from, Assert.Single(done.Activities).EndedAt);
    }

    [Fact]
    public async Task Idle_DropAndStopBeforeAPause_TrimsThePause()
    {
        var id = await StartAsync();
        Pass(30);
        await Timers.PauseAsync(Student, id, Token);
        Pass(10);

        var done = (await Timers.AnswerIdleAsync(Student, id, IdleAnswer.DropAndStop, _study.Clock.UtcNow.AddMinutes(-20), _study.Clock.UtcNow, Token)).Value.Value;

        Assert.Equal(20 * 60, done.NetSeconds);
        Assert.Empty(done.Pauses);
    }

    [Fact]
    public async Task Idle_DropAndContinue_TakesTheSpanOutToTheSecond()
    {
        var id = await StartAsync();
        Pass(40);
        var from = _study.Clock.UtcNow.AddSeconds(-601);

        await Timers.AnswerIdleAsync(Student, id, IdleAnswer.DropAndContinue, from, _study.Clock.UtcNow, Token);

        Assert.Equal(601, (await Timers.CurrentAsync(Student, Token))!.PausedSeconds);
    }

    [Fact]
    public async Task Finish_BeforeItsStart_IsRefusedAtTheField()
    {
        var id = await StartAsync();
        Pass(10);

        var refused = await Timers.FinishAsync(Student, id, new FinishTimer(EndedAt: _study.Clock.UtcNow.AddHours(-1)), Token);

        Assert.Equal("ended_at", Assert.Single(refused.Refusal!.Fields).Field);
        Assert.NotNull(await Timers.CurrentAsync(Student, Token));
    }

    [Fact]
    public async Task Note_WrittenOnAnotherDevice_IsNotOverwritten()
    {
        var id = await StartAsync();
        await Timers.WriteNoteAsync(Student, id, "", "from the phone", Token);

        var stale = await Timers.WriteNoteAsync(Student, id, "", "from the laptop", Token);

        Assert.Equal(RefusalKind.Stale, stale.Refusal!.Kind);
        Assert.Equal("from the phone", (await Timers.CurrentAsync(Student, Token))!.Note);
    }

    [Fact]
    public async Task Activity_Counted_KeepsItsCounts()
    {
        var id = await StartAsync();
        await Timers.AddActivityAsync(Student, id, ActivityType.Solve, null, null, null, Token);
        var activity = Assert.Single((await Timers.CurrentAsync(Student, Token))!.Activities);

        Assert.Null((await Timers.CountActivityAsync(Student, id, activity.Id, 12, 9, Token)).Refusal);
        var tooMany = await Timers.CountActivityAsync(Student, id, activity.Id, 3, 4, Token);
        Pass(5);
        await Timers.EndActivityAsync(Student, id, Token);

        Assert.Equal("correct", Assert.Single(tooMany.Refusal!.Fields).Field);
        var ended = Assert.Single((await Timers.CurrentAsync(Student, Token))!.Activities);
        Assert.Equal((12, 9, _study.Clock.UtcNow), (ended.Count, ended.Correct, ended.EndedAt));
    }

    [Fact]
    public async Task Discard_Twice_IsOneDiscard()
    {
        var id = await StartAsync();

        var first = (await Timers.DiscardAsync(Student, id, Token)).Value;
        var second = (await Timers.DiscardAsync(Student, id, Token)).Value;

        Assert.NotNull(first.ChangeId);
        Assert.Null(second.ChangeId);
    }

    public void Dispose() => _study.Dispose();

    private void Pass(int minutes) => _study.Clock.Advance(TimeSpan.FromMinutes(minutes));

    private async Task<int> StartAsync() =>
        (await Timers.StartAsync(Student, new StartTimer { About = Make.About() }, Token)).Value.Value.Id;
}
