using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Scenarios;

public sealed class ScenarioRunTests : IDisposable
{
    private const string Key = "doctor-de";

    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScenarioRuns Runs => _study.Get<ScenarioRuns>();

    private int Student => _study.StudentId;

    public void Dispose() => _study.Dispose();

    [Fact]
    public async Task Run_BegunAgain_IsTheSame_AndStandsWhereItWas()
    {
        var run = Done(await Runs.StartAsync(Student, Key, Token));
        await AnswerAsync(run, steps: 5);

        var again = Done(await Runs.StartAsync(Student, Key, Token));

        Assert.Equal((run.Id, 5), (again.Id, again.Steps.Count));
        Assert.Equal(5, again.Progress.Done);
    }

    [Fact]
    public async Task Step_SentTwice_IsStoredOnce()
    {
        var run = Done(await Runs.StartAsync(Student, Key, Token));
        var reply = run.Progress.Prompt!.Prompt.Accepted[0];

        Done(await Runs.StepAsync(Student, run.Id, 0, StepKind.Reply, reply, null, Token));
        var again = Done(await Runs.StepAsync(Student, run.Id, 0, StepKind.Reply, reply, null, Token));

        Assert.Single(again.Steps);
        Assert.Equal(RefusalKind.Conflict, (await Runs.StepAsync(Student, run.Id, 2, StepKind.Reply, reply, null, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await Runs.StepAsync(Student, run.Id, 1, StepKind.Word, null, true, Token)).Refusal!.Kind);
        Assert.Equal("reply", (await Runs.StepAsync(Student, run.Id, 1, StepKind.Reply, " ", null, Token)).Refusal!.Fields.Single().Field);
    }

    [Fact]
    public async Task Run_OfSomeoneElse_IsNotThere()
    {
        var run = Done(await Runs.StartAsync(Student, Key, Token));
        var stranger = _study.AddPerson("Ivan");

        Assert.Null(await Runs.FindAsync(stranger, run.Id, Token));
        Assert.Equal(RefusalKind.NotFound, (await Runs.StepAsync(stranger, run.Id, 0, StepKind.Hint, null, null, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _study.Get<ScenarioCompletion>().CompleteAsync(stranger, run.Id, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Runs.AbandonAsync(stranger, run.Id, Token))!.Kind);
    }

    [Fact]
    public async Task Edit_OfAScenario_ChangesNoRun()
    {
        var own = Done(await _study.Get<ScenarioService>().AddAsync(Student, BuiltInScenarios.All[Key] with { Title = "Mine" }, Token));
        var run = Done(await Runs.StartAsync(Student, own.Key, Token));

        Done(await _study.Get<ScenarioService>().EditAsync(Student, own.Key, null, own.Content with { Title = "Other", Phases = [own.Content.Phases[0]] }, Token));

        var after = (await Runs.FindAsync(Student, run.Id, Token))!;
        Assert.Equal(("Mine", 3), (after.Progress.Content.Title, after.Progress.Content.Phases.Count));
        Assert.Equal(RefusalKind.Stale, (await _study.Get<ScenarioService>().EditAsync(Student, own.Key, 1, own.Content, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Completing_MakesHistoryCardsAndSession()
    {
        var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)));

        var history = Done(await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token));

        using var context = _study.Context();
        var session = context.Sessions.Single();
        Assert.Equal((SessionKind.Scenario, SessionSource.Scenario, (int?)run.Id, SessionStatus.Completed), (session.Kind, session.Source, session.SourceId, session.Status));
        Assert.Equal((9, 9, "de", history.NetSeconds), (session.QuestionsAnswered, session.CorrectAnswers, session.Language, session.NetSeconds));
        Assert.Equal((1d, 100, SupportLevel.None, (int?)session.Id), (history.SuccessRate, history.Score, history.SupportLevel, history.SessionId));
        var cards = context.Set<Card>().Include(c => c.Sources).ToList();
        Assert.Equal(9, cards.Count);
        Assert.Equal(cards.Select(c => c.Id).Order(), history.Words.Select(w => w.CardId!.Value).Order());
        Assert.All(cards, card => Assert.Equal((CardSourceKind.Scenario, (int?)run.Id, "Beim Arzt"), card.Sources.Select(s => (s.Kind, s.SourceId, s.Title)).Single()));
        Assert.All(cards, card => Assert.True(card.Due <= _study.Clock.UtcNow));
        Assert.Equal(RunStatus.Completed, (await Runs.FindAsync(Student, run.Id, Token))!.Status);
    }

    [Fact]
    public async Task Completing_Twice_ChangesNothing()
    {
        var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)));
        var first = Done(await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token));
        var before = Counts();

        _study.Clock.Advance(TimeSpan.FromHours(1));
        var second = Done(await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token));

        Assert.Equal((first.Id, first.EndedAt), (second.Id, second.EndedAt));
        Assert.Equal(before, Counts());
    }

    [Fact]
    public async Task Completing_InParallel_IsOnce()
    {
        var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)));

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token), Token)));

        Assert.Single(all.Select(h => Done(h).Id).Distinct());
        Assert.Equal((1, 9, 9, 1), Counts());
    }

    [Fact]
    public async Task Run_Again_IsASecondHistory_AndDoublesNoWord()
    {
        for (var time = 0; time < 2; time++)
        {
            var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)));
            Done(await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token));
            _study.Clock.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal((2, 9, 18, 2), Counts());
        using var context = _study.Context();
        Assert.All(context.Set<Card>(), card => Assert.Equal(2, card.TimesStudied));
        var (items, total) = await _study.Get<ScenarioHistories>().PageAsync(Student, Key, null, 1, 10, Token);
        Assert.Equal((2, 2), (items.Count, total));
        Assert.All(items[0].Words, word => Assert.False(word.IsNew));
    }

    [Fact]
    public async Task Run_NotAnswered_CannotBeCompleted()
    {
        var run = Done(await Runs.StartAsync(Student, Key, Token));

        Assert.Equal(RefusalKind.Conflict, (await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token)).Refusal!.Kind);
        Assert.Null(await Runs.AbandonAsync(Student, run.Id, Token));
        Assert.Equal(RefusalKind.Conflict, (await Runs.StepAsync(Student, run.Id, 0, StepKind.Hint, null, null, Token)).Refusal!.Kind);
        Assert.Null(await Runs.TakeUpAsync(Student, run.Id, Token));
        Assert.Equal((0, 0, 0, 0), Counts());
    }

    [Fact]
    public async Task Gap_OfTenMinutes_IsAPauseOfTheSession()
    {
        var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)), steps: 4);
        _study.Clock.Advance(TimeSpan.FromHours(2));
        run = await AnswerAsync(run);

        Done(await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token));

        using var context = _study.Context();
        var session = context.Sessions.Include(s => s.Pauses).Single();
        Assert.Single(session.Pauses);
        // The step after the gap ends it: of 18 steps 17 took their 20 seconds.
        Assert.Equal(17 * 20, session.NetSeconds);
    }

    [Fact]
    public async Task Run_InsideATimer_IsCutOutOfIt()
    {
        await _study.Get<TimerService>().StartAsync(Student, new StartTimer { About = Make.About() }, Token);
        var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)));
        var history = Done(await _study.Get<ScenarioCompletion>().CompleteAsync(Student, run.Id, Token));
        _study.Clock.Advance(TimeSpan.FromMinutes(5));
        using var context = _study.Context();
        var timer = context.Sessions.Single(s => s.Source == SessionSource.Timer).Id;

        var finished = Done(await _study.Get<TimerService>().FinishAsync(Student, timer, new FinishTimer(), Token)).Value;

        Assert.Equal(300, finished.NetSeconds);
        Assert.Equal(finished.GrossSeconds, finished.NetSeconds + history.NetSeconds);
    }

    /// <summary>Every command that completing sends, and its commit, fails once: nothing of it may stay, and the run is still open.</summary>
    [Fact]
    public async Task Completing_WhateverCallFails_LeavesNothingAndTheRunOpen()
    {
        var run = await AnswerAsync(Done(await Runs.StartAsync(Student, Key, Token)));
        for (var call = 1; ; call++)
        {
            var failing = new FailingCall(call);
            var completion = new ScenarioCompletion(
                _study.ContextsWith(failing), _study.Get<SessionRecorder>(), _study.Get<CardBook>(), _study.Get<StudyFeed>(), _study.Clock);
            try
            {
                Done(await completion.CompleteAsync(Student, run.Id, Token));
            }
            catch (Exception thrown) when (thrown.GetBaseException() is FailedCallException)
            {
                Assert.Equal((0, 0, 0, 0), Counts());
                Assert.True((await Runs.FindAsync(Student, run.Id, Token))!.CanComplete);
                continue;
            }
            Assert.False(failing.HasFailed);
            Assert.True(call > 10, $"Only {call - 1} calls.");
            break;
        }
        Assert.Equal((1, 9, 9, 1), Counts());
    }

    private (int Histories, int Cards, int Sources, int Sessions) Counts()
    {
        using var context = _study.Context();
        return (context.Set<ScenarioHistory>().Count(), context.Set<Card>().Count(), context.Set<Card>().SelectMany(c => c.Sources).Count(), context.Sessions.Count());
    }

    /// <summary>Answers rightly, 20 seconds a step.</summary>
    private async Task<RunState> AnswerAsync(RunState run, int steps = int.MaxValue)
    {
        for (var i = 0; i < steps && !run.Progress.IsDone; i++)
        {
            _study.Clock.Advance(TimeSpan.FromSeconds(20));
            run = Done(run.Progress.Prompt is { } prompt
                ? await Runs.StepAsync(Student, run.Id, run.Steps.Count, StepKind.Reply, prompt.Prompt.Accepted[0], null, Token)
                : await Runs.StepAsync(Student, run.Id, run.Steps.Count, StepKind.Word, null, true, Token));
        }
        return run;
    }

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    private sealed class FailedCallException : Exception;

    /// <summary>Throws at the n-th call of the database.</summary>
    private sealed class FailingCall(int number) : DbCommandInterceptor, IDbTransactionInterceptor
    {
        private int _calls;

        public bool HasFailed { get; private set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Count();
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Count();
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Count();
            return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
        }

        public ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Count();
            return ValueTask.FromResult(result);
        }

        private void Count()
        {
            if (++_calls == number)
            {
                HasFailed = true;
                throw new FailedCallException();
            }
        }
    }
}
