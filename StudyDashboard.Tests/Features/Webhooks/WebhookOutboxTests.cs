using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

public sealed class WebhookOutboxTests : IDisposable
{
    private readonly WebhookWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private StudyFixture Study => _world.Study;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Session_FinishedChangedDeletedAndRestored_IsToldInOrderAndOnceEach()
    {
        await _world.AddAsync(null, [.. WebhookEvents.Choices]);

        var session = await _world.StudyAsync();
        WebhookWorld.Done(await Study.Get<LogService>().EditAsync(Study.StudentId, session.Id, null, WebhookWorld.Entry("2026-03-10 07:00", 40), Token));
        var deleted = WebhookWorld.Done(await Study.Get<LogService>().DeleteAsync(Study.StudentId, [session.Id], Token));
        WebhookWorld.Done(await Study.Get<SessionUndo>().UndoAsync(Study.StudentId, deleted.ChangeId!.Value, cancellationToken: Token));
        await Study.Get<Rebuild>().RunAsync(Token);
        await _world.SendAsync();

        Assert.Equal(["session.finished", "session.changed", "session.deleted", "session.finished"], _world.Events.Where(e => e.StartsWith("session", StringComparison.Ordinal)));
        Assert.Equal([1800, 2400, 2400, 2400], _world.Got.Where(g => g.Event.StartsWith("session", StringComparison.Ordinal)).Select(g => g.Json.GetProperty("data").GetProperty("net_seconds").GetInt32()));
        Assert.Distinct(_world.Got.Select(g => g.Delivery));
    }

    [Fact]
    public async Task Command_RolledBack_TellsNothing()
    {
        var made = await _world.AddAsync();

        using (var context = Study.Context())
        {
            await using var transaction = await context.BeginWriteAsync(Study.StudentId, Token);
            await Study.Get<SessionRecorder>().RecordWithinAsync<int>(context, Study.StudentId, ChangeVerb.Add, book =>
            {
                book.Add(Make.Session(Study.StudentId));
                return Task.FromResult<Outcome<int>>(0);
            }, Token);
            Assert.Equal(1, await context.Set<WebhookDelivery>().CountAsync(Token));
        }

        Assert.Empty(await _world.LogAsync(made.Webhook.Id));
    }

    [Fact]
    public async Task Webhook_HearsOnlyWhatItChose_AndNothingWhilePaused()
    {
        var made = await _world.AddAsync(null, WebhookEvent.SessionDeleted);
        var session = await _world.StudyAsync();
        await Study.Get<LogService>().DeleteAsync(Study.StudentId, [session.Id], Token);
        WebhookWorld.Done(await _world.Service.ChangeAsync(Study.StudentId, made.Webhook.Id, null, new WebhookChange(Active: false), Token));
        var other = await _world.StudyAsync("2026-03-10 08:00");
        await Study.Get<LogService>().DeleteAsync(Study.StudentId, [other.Id], Token);

        Assert.Equal([WebhookEvent.SessionDeleted], (await _world.LogAsync(made.Webhook.Id)).Select(d => d.Event));
    }

    [Fact]
    public async Task Webhook_OfAnother_NeverHearsOfIt()
    {
        var other = Study.AddPerson("Jun");
        await _world.AddAsync(other, [.. WebhookEvents.Choices]);

        await _world.StudyAsync();
        await _world.SendAsync();

        Assert.Empty(_world.Got);
    }

    [Fact]
    public async Task GoalAndAchievement_Reached_AreTold()
    {
        var profile = (await Study.Get<ProfileService>().GetAsync(Study.StudentId, Token))!;
        var goal = WebhookWorld.Done(await Study.Get<GoalService>().AddAsync(profile, new GoalDraft { Metric = GoalMetric.Minutes, Period = GoalPeriod.Day, Target = 60 }, Token));
        await _world.AddAsync(null, WebhookEvent.GoalReached, WebhookEvent.AchievementReached);

        await _world.StudyAsync("2026-03-10 06:00", 40);
        await _world.StudyAsync("2026-03-10 07:00", 30);
        await _world.StudyAsync("2026-03-10 08:00", 10);
        await _world.SendAsync();

        var reached = Assert.Single(_world.Got, g => g.Event == "goal.reached").Json.GetProperty("data");
        Assert.Equal((goal, 70.0, "2026-03-10"), (reached.GetProperty("goal_id").GetInt32(), reached.GetProperty("current").GetDouble(), reached.GetProperty("reached_on").GetString()));
        var codes = _world.Got.Where(g => g.Event == "achievement.reached").Select(g => g.Json.GetProperty("data").GetProperty("code").GetString()).ToList();
        Assert.NotEmpty(codes);
        Assert.Distinct(codes);
    }

    [Fact]
    public async Task Goal_ReachedByHand_IsToldOnce()
    {
        var profile = (await Study.Get<ProfileService>().GetAsync(Study.StudentId, Token))!;
        var goals = Study.Get<GoalService>();
        var goal = WebhookWorld.Done(await goals.AddAsync(profile, new GoalDraft { Metric = GoalMetric.CustomCount, Period = GoalPeriod.Day, Target = 10, Unit = "pages" }, Token));
        await _world.AddAsync(null, WebhookEvent.GoalReached);

        foreach (var amount in new double[] { 6, 5, 2 })
        {
            WebhookWorld.Done(await goals.CountAsync(profile, goal, amount, null, null, Token));
        }
        await _world.SendAsync();

        var reached = Assert.Single(_world.Got).Json.GetProperty("data");
        Assert.Equal((goal, 11.0, "custom_count"), (reached.GetProperty("goal_id").GetInt32(), reached.GetProperty("current").GetDouble(), reached.GetProperty("metric").GetString()));
    }

    [Fact]
    public async Task Quiz_Finished_IsToldOnce_AndNotWhenItsFactIsRestored()
    {
        await _world.AddAsync(null, WebhookEvent.QuizFinished);
        var (topic, ids) = await QuizMake.BankAsync(Study, 2);

        var quiz = await QuizMake.TakeAsync(Study, topic, ids, "cw");
        await Study.Get<QuizFinalizer>().FinalizeAsync(Study.StudentId, quiz.Id, Token);
        using var context = Study.Context();
        var fact = await context.Set<StudySession>().SingleAsync(s => s.SourceId == quiz.Id, Token);
        var deleted = WebhookWorld.Done(await Study.Get<LogService>().DeleteAsync(Study.StudentId, [fact.Id], Token));
        WebhookWorld.Done(await Study.Get<SessionUndo>().UndoAsync(Study.StudentId, deleted.ChangeId!.Value, cancellationToken: Token));
        await _world.SendAsync();

        var told = Assert.Single(_world.Got);
        Assert.Equal(("quiz.finished", quiz.Id, 2, 1, "done"), (told.Event, told.Json.GetProperty("data").GetProperty("id").GetInt32(), told.Json.GetProperty("data").GetProperty("answered").GetInt32(),
            told.Json.GetProperty("data").GetProperty("correct").GetInt32(), told.Json.GetProperty("data").GetProperty("status").GetString()));
    }
}
