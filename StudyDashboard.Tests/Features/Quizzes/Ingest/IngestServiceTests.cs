using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Tokens;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes.Ingest;

/// <summary>Taking a viewer's session in, on a real database.</summary>
public sealed class IngestServiceTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IngestSender Me => new IngestSender.Person(_study.StudentId);

    [Fact]
    public async Task Delivery_OfTwoBanks_MakesAFinishedQuizOfEach()
    {
        var (one, ids) = await QuizMake.BankAsync(_study, questions: 3);
        var (two, other) = await QuizMake.BankAsync(_study, questions: 1, title: "Bones");

        var taken = await TakeAsync(Delivery("u1", (ids[0], "B", false), (ids[1], "B", true), (ids[2], "A", false), (other[0], "B", false)));

        Assert.Equal(IngestStatus.Ingested, taken.Status);
        Assert.Equal(
            [(one, "Anatomy", 3, 1, 1, 1, 1), (two, "Bones", 1, 1, 0, 0, 1)],
            taken.Result.Sessions.Select(s => (s.TopicId!.Value, s.Topic, s.Answered, s.Correct, s.Wrong, s.Unsure, s.NewlyCorrect)));
        await using var context = _study.Context();
        var quizzes = await context.Set<QuizSession>().Include(q => q.Items).OrderBy(q => q.Id).ToListAsync(Token);
        Assert.All(quizzes, q => Assert.Equal((QuizSource.Viewer, QuizStatus.Done, "u1"), (q.Source, q.Status, q.ClientSessionUuid)));
        Assert.Equal([QuizOutcome.Correct, QuizOutcome.Unsure, QuizOutcome.Wrong], quizzes[0].Items.OrderBy(i => i.Position).Select(i => i.Outcome!.Value));
        var facts = await context.Sessions.OrderBy(s => s.Id).ToListAsync(Token);
        Assert.Equal(taken.Result.Sessions.Select(s => s.StudySessionId), facts.Select(f => (int?)f.Id));
        Assert.All(facts, f => Assert.Equal((SessionSource.Quiz, SessionKind.Practice), (f.Source, f.Kind)));
    }

    [Fact]
    public async Task Answers_HandedIn_ComeToWhatTheyComeToLive()
    {
        var (live, liveIds) = await QuizMake.BankAsync(_study, questions: 4, title: "Live");
        var (away, awayIds) = await QuizMake.BankAsync(_study, questions: 4, title: "Away");
        foreach (var (round, answers) in new[] { "wcuU", "cwcu", "wcUc", "ccww" }.Index())
        {
            _study.Clock.Advance(TimeSpan.FromHours(3));
            var start = _study.Clock.UtcNow;
            await QuizMake.TakeAsync(_study, live, liveIds, answers);
            var attempts = answers.Select((a, i) => new IngestAttempt(awayIds[i], [a is 'c' or 'u' ? "B" : "A"], a is 'u' or 'U', start.AddSeconds(20 * (i + 1))));
            await TakeAsync(new IngestDelivery($"round {round}", start, _study.Clock.UtcNow, [.. attempts]));
        }

        await using var context = _study.Context();
        Assert.Equal(await FiguresAsync(live), await FiguresAsync(away));
        Assert.Equal(await CardsAsync(liveIds), await CardsAsync(awayIds));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));

        async Task<IEnumerable<object>> FiguresAsync(int topic) =>
        [
            .. (await context.Set<QuizSession>().Where(q => q.TopicId == topic).OrderBy(q => q.Id).ToListAsync(Token)).Select(q => (q.StartedAt, q.FinishedAt, q.Answered, q.Correct,
                q.Unsure, q.NewlyCorrect, q.Relapsed, q.Recovered, q.ChronicRemaining,
                context.Sessions.Where(s => s.SourceId == q.Id).Select(s => $"{s.Kind} {s.StartedAt} {s.EndedAt} {s.QuestionsAnswered} {s.CorrectAnswers}").Single())),
        ];
        async Task<IEnumerable<object>> CardsAsync(IReadOnlyList<string> ids)
        {
            var cards = await context.Set<Card>().Where(c => ids.Contains(c.QuestionPubId!)).ToDictionaryAsync(c => c.QuestionPubId!, Token);
            return [.. ids.Select(id => cards.GetValueOrDefault(id)).Select(c => (object)(c?.Reps, c?.Lapses, c?.Stability, c?.Difficulty, c?.LastReviewAt, c?.State))];
        }
    }

    [Fact]
    public async Task Repeat_OfOtherAnswersAndBanks_GetsTheFirstResultAndStoresNothing()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 2);
        var (_, other) = await QuizMake.BankAsync(_study, questions: 1, title: "Bones");
        var first = await TakeAsync(Delivery("u1", (ids[0], "A", false), ("nothing", "A", false)));
        var before = await CountsAsync();

        var same = await TakeAsync(Delivery("u1", (ids[0], "A", false), ("nothing", "A", false)));
        var others = await TakeAsync(Delivery("u1", (other[0], "B", false)));
        var broken = await TakeAsync(new IngestDelivery("u1", _study.Clock.UtcNow.AddDays(9), null, [null]));

        Assert.All([same, others, broken], again => Assert.Equal((IngestStatus.AlreadyIngested, Text(first)), (again.Status, Text(again))));
        Assert.Equal(["nothing"], first.Result.Unknown);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Repeat_AfterTheSessionWasDeleted_DoesNotBringItBack()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 1);
        var first = await TakeAsync(Delivery("u1", (ids[0], "B", false)));
        Assert.Null((await _study.Get<LogService>().DeleteAsync(_study.StudentId, [first.Result.Sessions[0].StudySessionId!.Value], Token)).Refusal);

        Assert.Equal(Text(first), Text(await TakeAsync(Delivery("u1", (ids[0], "B", false)))));

        await using var context = _study.Context();
        Assert.Empty(await context.Sessions.Where(s => s.DeletedAt == null).ToListAsync(Token));
    }

    [Fact]
    public async Task Repeat_WhereAnArchiveBroughtTheQuiz_IsKnownByIt()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 1);
        var first = await TakeAsync(Delivery("u1", (ids[0], "B", false)));
        await using var context = _study.Context();
        await context.Set<IngestReceipt>().ExecuteDeleteAsync(Token);

        var again = await TakeAsync(Delivery("u1", (ids[0], "A", false)));

        Assert.Equal((IngestStatus.AlreadyIngested, Text(first)), (again.Status, Text(again)));
        Assert.Equal((1, 1), (await context.Set<QuizSession>().CountAsync(Token), await context.Set<IngestReceipt>().CountAsync(Token)));
    }

    [Fact]
    public async Task Answer_GivenTwice_CountsAsItWasGivenLast()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 1);
        var start = _study.Clock.UtcNow.AddHours(-1);

        var taken = await TakeAsync(new IngestDelivery("u1", start, null,
            [new IngestAttempt(ids[0], ["B"], false, start.AddSeconds(50)), new IngestAttempt(ids[0], ["A"], false, start.AddSeconds(20))]));

        var session = Assert.Single(taken.Result.Sessions);
        Assert.Equal((1, 1, 0), (session.Answered, session.Correct, session.Wrong));
        await using var context = _study.Context();
        Assert.Equal(50_000, (await context.Set<QuizItem>().SingleAsync(Token)).DurationMs);
        Assert.Empty(await context.Set<Card>().ToListAsync(Token));
    }

    [Fact]
    public async Task Time_OfTwoBanksInTurn_CountsOnce()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 2);
        var (_, other) = await QuizMake.BankAsync(_study, questions: 1, title: "Bones");
        var start = Make.At("2026-03-10 07:00");

        await TakeAsync(new IngestDelivery("u1", start, start.AddMinutes(40),
        [
            new IngestAttempt(ids[0], ["B"], false, start.AddMinutes(2)), new IngestAttempt(other[0], ["B"], false, start.AddMinutes(5)),
            new IngestAttempt("nothing", ["B"], false, start.AddMinutes(9)), new IngestAttempt(ids[1], ["B"], false, start.AddMinutes(10)),
        ]));

        // 2 and 1 minutes of the one, 3 of the other, 4 of what is not known, and a pause of 30 at the end.
        await using var context = _study.Context();
        Assert.Equal([3 * 60, 3 * 60], (await context.Sessions.OrderBy(s => s.Id).ToListAsync(Token)).Select(s => s.NetSeconds));
        Assert.Equal(6 * 60, await context.Days.SumAsync(d => d.NetSeconds, Token));
    }

    [Fact]
    public async Task Question_ThatHasChangedOrGone_IsJudgedAsItIsOrUnknown()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 2);
        var multiple = (await _study.Get<BankService>().AddQuestionAsync(_study.StudentId, topic, QuizMake.Choice("Which two?", "AB"), new QuestionPlace(), Token)).Value;
        await using var context = _study.Context();
        var gone = await context.Set<Question>().SingleAsync(q => q.PubId == ids[1], Token);
        await _study.Get<BankService>().DeleteQuestionAsync(_study.StudentId, gone.Id, Token);
        var third = await context.Set<Question>().Where(q => q.Id == multiple).Select(q => q.PubId).SingleAsync(Token);
        var delivery = new IngestDelivery("u1", null, null,
        [
            new IngestAttempt(ids[0], ["Z"], false, null), new IngestAttempt(ids[1], ["B"], false, null), new IngestAttempt(third, ["A", "B", "Z"], false, null),
        ]);

        var taken = await TakeAsync(delivery);

        Assert.Equal((2, 0, 2), (taken.Result.Sessions[0].Answered, taken.Result.Sessions[0].Correct, taken.Result.Sessions[0].Wrong));
        Assert.Equal([ids[1]], taken.Result.Unknown);
    }

    [Fact]
    public async Task Nothing_Selected_IsAnAnswerThatIsNotRight()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 2);

        var taken = await TakeAsync(new IngestDelivery("u1", null, null, [new IngestAttempt(ids[0], [], false, null), new IngestAttempt(ids[1], [], true, null)]));

        Assert.Equal((2, 1, 1), (taken.Result.Sessions[0].Answered, taken.Result.Sessions[0].Wrong, taken.Result.Sessions[0].Unsure));
    }

    [Fact]
    public async Task SharedBank_OfATutor_IsTheStudentsWhileTheEnrollmentRuns()
    {
        var tutor = _study.AddPerson("Vera");
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 1, owner: tutor);
        Assert.Equal([ids[0]], (await TakeAsync(Delivery("before", (ids[0], "B", false)))).Result.Unknown);
        await _study.Get<BankService>().EditTopicAsync(tutor, topic, new TopicDraft("Anatomy", "", IsShared: true), null, Token);
        await using var context = _study.Context();
        context.Add(new Enrollment(tutor, _study.StudentId, "Anatomy", new DateOnly(2026, 1, 1)));
        await context.SaveChangesAsync(Token);

        var taken = await TakeAsync(Delivery("after", (ids[0], "B", false)));

        Assert.Equal((0, topic), (taken.Result.Unknown.Count, Assert.Single(taken.Result.Sessions).TopicId));
        Assert.Equal([_study.StudentId], await context.Set<QuizSession>().Select(q => q.StudentId).ToListAsync(Token));
    }

    [Fact]
    public async Task SiteToken_TakesTheOwnerAsTheStudent_AndRefusesSeveral()
    {
        var other = _study.AddPerson("Jun");
        var (_, mine) = await QuizMake.BankAsync(_study, questions: 1);
        var (bank, theirs) = await QuizMake.BankAsync(_study, questions: 1, owner: other);
        var site = await SiteAsync();

        var mixed = await _study.Get<IngestService>().TakeAsync(site, Delivery("u1", (mine[0], "B", false), (theirs[0], "B", false)), Token);
        var none = await _study.Get<IngestService>().TakeAsync(site, Delivery("u1", ("nothing", "B", false)), Token);
        var taken = await TakeAsync(Delivery("u1", (theirs[0], "B", false), ("nothing", "B", false)), site);
        await _study.Get<BankService>().DeleteTopicAsync(other, bank, Token);
        var again = await TakeAsync(Delivery("u1", (theirs[0], "B", false), ("nothing", "B", false)), site);
        var empty = await TakeAsync(Delivery("u1", ("nothing", "B", false)), site);

        Assert.Equal(["attempts", "attempts"], new[] { mixed, none }.Select(r => Assert.Single(r.Refusal!.Fields).Field));
        Assert.All([again, empty], a => Assert.Equal((IngestStatus.AlreadyIngested, Text(taken)), (a.Status, Text(a))));
        await using var context = _study.Context();
        Assert.Equal([other], await context.Set<QuizSession>().Select(q => q.StudentId).ToListAsync(Token));
    }

    [Fact]
    public async Task SameId_OfTwoStudents_AreTwoSessions()
    {
        var other = _study.AddPerson("Jun");
        var (_, mine) = await QuizMake.BankAsync(_study, questions: 1);
        var (_, theirs) = await QuizMake.BankAsync(_study, questions: 1, owner: other);

        var first = await TakeAsync(Delivery("u1", (mine[0], "B", false)));
        var second = await TakeAsync(Delivery("u1", (theirs[0], "B", false)), new IngestSender.Person(other));

        Assert.Equal((IngestStatus.Ingested, IngestStatus.Ingested), (first.Status, second.Status));
        Assert.NotEqual(first.Result.Sessions[0].Id, second.Result.Sessions[0].Id);
    }

    [Fact]
    public async Task QuizInProgress_OfTheSameBank_GoesOn()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 2);
        var running = (await _study.Get<QuizService>().StartAsync(_study.StudentId, new QuizStart { TopicId = topic }, Token)).Value;

        await TakeAsync(Delivery("u1", (ids[0], "B", false)));

        Assert.Equal(QuizStatus.InProgress, (await _study.Get<QuizReader>().FindAsync(_study.StudentId, running, Token))!.Status);
    }

    [Fact]
    public async Task Failure_InTheMiddle_LeavesNothingBehind()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 1);
        using var gone = new CancellationTokenSource();
        var contexts = _study.ContextsWith(new CancelAtSave(gone, saves: 3));
        var recorder = ActivatorFor<SessionRecorder>(contexts);
        var service = new IngestService(contexts, recorder, _study.Get<QuizFinalizer>(), new IngestReceipts(contexts), _study.Get<StudyDashboard.Infrastructure.Live.StudyFeed>(), _study.Clock);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.TakeAsync(Me, Delivery("u1", (ids[0], "A", false)), gone.Token));

        Assert.Equal((0, 0, 0, 0), await CountsAsync());
        Assert.Equal(IngestStatus.Ingested, (await TakeAsync(Delivery("u1", (ids[0], "A", false)))).Status);
    }

    [Fact]
    public async Task Database_SecondReceiptOrQuizOfOneSession_IsRefused()
    {
        var (_, ids) = await QuizMake.BankAsync(_study, questions: 1);
        var first = await TakeAsync(Delivery("u1", (ids[0], "B", false)));
        await using var context = _study.Context();
        context.Add(new IngestReceipt(_study.StudentId, null, first.Result, _study.Clock.UtcNow));
        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Token));
        context.ChangeTracker.Clear();
        var twin = QuizSession.Start(_study.StudentId, first.Result.Sessions[0].TopicId, "Anatomy", new QuizPlan(), [new QuizItem("x", QuizMake.Choice(), "", null)], _study.Clock.UtcNow, QuizSource.Viewer);
        twin.CameFromViewer("u1");
        context.Add(twin);

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Token));
    }

    public void Dispose() => _study.Dispose();

    private T ActivatorFor<T>(params object[] given) => Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<T>(_study.Get<IServiceProvider>(), given);

    private async Task<Ingested> TakeAsync(IngestDelivery delivery, IngestSender? sender = null)
    {
        var taken = await _study.Get<IngestService>().TakeAsync(sender ?? Me, delivery, Token);
        Assert.Null(taken.Refusal);
        return taken.Value;
    }

    private async Task<IngestSender> SiteAsync()
    {
        var tokens = ActivatorFor<SiteTokens>();
        return new IngestSender.Site((await tokens.CreateAsync("viewer", Token)).Value.Token.Id);
    }

    private IngestDelivery Delivery(string uuid, params (string PubId, string Selected, bool Unsure)[] answers) => new(
        uuid, _study.Clock.UtcNow.AddHours(-2), _study.Clock.UtcNow.AddHours(-2).AddMinutes(5),
        [.. answers.Select(a => new IngestAttempt(a.PubId, [a.Selected], a.Unsure, null))]);

    private async Task<(int, int, int, int)> CountsAsync()
    {
        await using var context = _study.Context();
        return (await context.Set<QuizSession>().CountAsync(Token), await context.Sessions.CountAsync(Token), await context.Set<Card>().CountAsync(Token),
            await context.Set<IngestReceipt>().CountAsync(Token));
    }

    private static string Text(Ingested taken) => System.Text.Json.JsonSerializer.Serialize(taken.Result, Json.Wire);

    /// <summary>The caller goes away while the n-th save is under way.</summary>
    private sealed class CancelAtSave(CancellationTokenSource caller, int saves) : Microsoft.EntityFrameworkCore.Diagnostics.SaveChangesInterceptor
    {
        private int _seen;

        public override ValueTask<Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int>> SavingChangesAsync(
            Microsoft.EntityFrameworkCore.Diagnostics.DbContextEventData eventData, Microsoft.EntityFrameworkCore.Diagnostics.InterceptionResult<int> result,
            CancellationToken cancellationToken = default)
        {
            if (++_seen == saves)
            {
                caller.Cancel();
            }
            return base.SavingChangesAsync(eventData, result, cancellationToken);
        }
    }
}
