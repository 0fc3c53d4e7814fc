using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Quizzes;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Quizzes;

/// <summary>Taking quizzes on a real database.</summary>
public sealed class QuizServiceTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private QuizService Quizzes => _study.Get<QuizService>();

    [Fact]
    public async Task Resume_AfterTheBankWasEdited_HasTheSameQuestionsAtTheSamePlace()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var quiz = await StartAsync(topic);
        var before = await ReadAsync(quiz);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(before.QuestionIds[0], ["B"], true), Token);
        await Quizzes.MoveAsync(_study.StudentId, quiz, 1, Token);

        await using (var context = _study.Context())
        {
            var question = await context.Set<Question>().SingleAsync(q => q.PubId == before.QuestionIds[1], Token);
            await _study.Get<BankService>().EditQuestionAsync(_study.StudentId, question.Id, QuizMake.Choice("Other text", "A"), new QuestionPlace(), null, Token);
            var gone = await context.Set<Question>().SingleAsync(q => q.PubId == before.QuestionIds[2], Token);
            await _study.Get<BankService>().DeleteQuestionAsync(_study.StudentId, gone.Id, Token);
        }
        var after = await ReadAsync(quiz);

        Assert.Equal(before.QuestionIds, after.QuestionIds);
        Assert.Equal(before.Items.Select(i => i.Content), after.Items.Select(i => i.Content));
        Assert.Equal((1, 1, 1, QuizOutcome.Unsure, true), (after.Cursor, after.Answered, after.Unsure, after.Items[0].Outcome, after.Items[0].IsRight));
        Assert.Equal(ids.Count, after.Count);
    }

    [Fact]
    public async Task Start_WhileOneIsInProgress_IsRefusedUntilItIsAbandoned()
    {
        var (topic, _) = await QuizMake.BankAsync(_study);
        var first = await StartAsync(topic);

        var refused = await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic }, Token);
        var second = await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Abandon = true }, Token);

        Assert.Equal((RefusalKind.Conflict, first), (refused.Refusal!.Kind, refused.Refusal.RunningSessionId));
        Assert.Equal(QuizStatus.Abandoned, (await ReadAsync(first)).Status);
        Assert.Equal(RefusalKind.Conflict, (await Quizzes.ResumeAsync(_study.StudentId, first, Token)).Refusal!.Kind);
        await Quizzes.AbandonAsync(_study.StudentId, second.Value, Token);
        Assert.Null((await Quizzes.ResumeAsync(_study.StudentId, first, Token)).Refusal);
    }

    [Fact]
    public async Task Database_SecondInProgressOfOneTopic_IsRefused()
    {
        var (topic, _) = await QuizMake.BankAsync(_study);
        await StartAsync(topic);
        await using var context = _study.Context();
        context.Add(QuizSession.Start(_study.StudentId, topic, "Anatomy", new QuizPlan(), [new QuizItem("x", QuizMake.Choice(), "", null)], _study.Clock.UtcNow));

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Token));
    }

    [Fact]
    public async Task Answer_OfSeveralKinds_IsCheckedAndReplaceable()
    {
        var (topic, _) = await QuizMake.BankAsync(_study);
        var quiz = await StartAsync(topic);
        var id = (await ReadAsync(quiz)).QuestionIds[0];

        Assert.Equal(["selected"], Fields(await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["Q"], false), Token)));
        Assert.Equal(["selected"], Fields(await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["A", "B"], false), Token)));
        Assert.Equal(["pub_id"], Fields(await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer("?", ["A"], false), Token)));
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["A"], false), Token);
        Assert.Equal(QuizOutcome.Wrong, (await ReadAsync(quiz)).Items[0].Outcome);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["B"], false), Token);
        Assert.Equal((1, 1), ((await ReadAsync(quiz)).Answered, (await ReadAsync(quiz)).Correct));
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, [], false), Token);
        Assert.Equal(0, (await ReadAsync(quiz)).Answered);
    }

    [Fact]
    public async Task Reveal_InAPractice_LetsTheAnswerStand()
    {
        var (topic, _) = await QuizMake.BankAsync(_study);
        var quiz = await StartAsync(topic);
        var id = (await ReadAsync(quiz)).QuestionIds[0];

        Assert.Equal(RefusalKind.Conflict, (await Quizzes.RevealAsync(_study.StudentId, quiz, id, Token)).Refusal!.Kind);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["A"], false), Token);
        Assert.Null((await Quizzes.RevealAsync(_study.StudentId, quiz, id, Token)).Refusal);

        Assert.Equal(RefusalKind.Conflict, (await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["B"], false), Token)).Refusal!.Kind);
        Assert.Null((await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(id, ["A"], false), Token)).Refusal);
    }

    [Fact]
    public async Task Finalize_OverFiveQuizzes_CountsWhatWasWorkedOutByHand()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 6);

        //                                              1      2      3      4      5      6
        var first = await TakeAsync("ccwwu-");   //     new    new    -      -      -      open
        var second = await TakeAsync("cwwcwc");  //     -      rel    -      new    -      new
        var third = await TakeAsync("wwwuUc");   //     rel    -      chr    rel    chr    -
        var fourth = await TakeAsync("cccww-");  //     rec    rec    new    -      chr    open
        var fifth = await TakeAsync("cwccwu");   //     -      rel    -      rec    chr    rel

        Assert.Equal((2, 0, 0, 0), Counters(first));
        Assert.Equal((2, 1, 0, 0), Counters(second));
        Assert.Equal((0, 2, 0, 2), Counters(third));
        Assert.Equal((1, 0, 2, 1), Counters(fourth));
        Assert.Equal((0, 2, 1, 1), Counters(fifth));
        Assert.Equal([ids[1], ids[5]], (await ReadAsync(fifth.Id)).Items.Where(i => i.Movement == QuizMovement.Relapsed).Select(i => i.PubId));
        Assert.Equal([ids[3]], (await ReadAsync(fifth.Id)).Items.Where(i => i.Movement == QuizMovement.Recovered).Select(i => i.PubId));

        Task<QuizSession> TakeAsync(string answers) => QuizMake.TakeAsync(_study, topic, ids, answers);
    }

    [Fact]
    public async Task Finalize_TwentyTimesAtOnce_HappensOnce()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var quiz = (await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids, Feedback = QuizFeedback.AtEnd }, Token)).Value;
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[0], ["B"], false), Token);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[1], ["B"], true), Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(4));

        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _study.Get<QuizFinalizer>().FinalizeAsync(_study.StudentId, quiz, Token))));

        Assert.All(all, a => Assert.Equal((QuizStatus.Done, 1), (a.Value.Status, a.Value.NewlyCorrect)));
        await using var context = _study.Context();
        var fact = Assert.Single(await context.Sessions.Where(s => s.StudentId == _study.StudentId).ToListAsync(Token));
        Assert.Equal((SessionKind.Test, SessionSource.Quiz, quiz, 2, 1, 240), (fact.Kind, fact.Source, fact.SourceId, fact.QuestionsAnswered, fact.CorrectAnswers, fact.NetSeconds));
    }

    [Fact]
    public async Task Finalize_TwentyTimesAtOnce_MovesEachCardOnce()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 4);
        var made = await QuizMake.TakeAsync(_study, topic, ids, "wwwc");
        Assert.Equal([(ids[0], 0), (ids[1], 0), (ids[2], 0)], await RepsAsync());
        var quiz = (await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[0], ["B"], false), Token);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[1], ["B"], true), Token);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[2], ["A"], false), Token);
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[3], ["A"], false), Token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => _study.Get<QuizFinalizer>().FinalizeAsync(_study.StudentId, quiz, Token))));
        await _study.Get<QuizFinalizer>().FinalizeAsync(_study.StudentId, made.Id, Token);

        Assert.Equal([(ids[0], 1), (ids[1], 1), (ids[2], 1), (ids[3], 0)], await RepsAsync());
        await using var context = _study.Context();
        var log = await context.Set<ReviewLogEntry>().OrderBy(e => e.CardId).Select(e => new { e.Grade, e.Source }).ToListAsync(Token);
        Assert.Equal([ReviewGrade.Good, ReviewGrade.Hard, ReviewGrade.Again], log.Select(e => e.Grade));
        Assert.All(log, e => Assert.Equal(ReviewSource.Quiz, e.Source));

        async Task<IEnumerable<(string, int)>> RepsAsync()
        {
            await using var reading = _study.Context();
            return [.. (await reading.Set<Card>().OrderBy(c => c.Id).ToListAsync(Token)).Select(c => (c.QuestionPubId!, c.Reps))];
        }
    }

    [Fact]
    public async Task Finalize_AfterTheCardWasReviewed_DoesNotTurnItsMemoryBack()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 1);
        await QuizMake.TakeAsync(_study, topic, ids, "w");
        var quiz = (await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[0], ["B"], false), Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(5));
        var reviewed = (await _study.Get<GradingService>().AnswerAsync(_study.StudentId, new AnswerCommand(1, ReviewGrade.Good, 1000), Token)).Value;

        await _study.Get<QuizFinalizer>().FinalizeAsync(_study.StudentId, quiz, Token);

        await using var context = _study.Context();
        var card = await context.Set<Card>().SingleAsync(Token);
        Assert.Equal((2, reviewed.At.AddMilliseconds(1)), (card.Reps, card.LastReviewAt!.Value));
    }

    [Fact]
    public async Task Finalize_WithATimeAway_LeavesItOutOfTheNet()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study, place: _ => new QuestionPlace { DomainCode = "SURG" });
        var quiz = await StartAsync(topic);
        _study.Clock.Advance(TimeSpan.FromMinutes(2));
        await Quizzes.AnswerAsync(_study.StudentId, quiz, new QuizAnswer(ids[0], ["B"], false), Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(30));
        await Quizzes.MoveAsync(_study.StudentId, quiz, 1, Token);
        _study.Clock.Advance(TimeSpan.FromMinutes(3));
        await _study.Get<QuizFinalizer>().FinalizeAsync(_study.StudentId, quiz, Token);

        await using var context = _study.Context();
        var fact = await context.Sessions.Include(s => s.Pauses).SingleAsync(Token);
        Assert.Equal((35 * 60, 5 * 60, 1, "SURG", SessionKind.Practice), (fact.GrossSeconds, fact.NetSeconds, fact.Pauses.Count, fact.DomainCode, fact.Kind));
        Assert.Equal(5 * 60, await context.Days.Where(d => d.StudyDay == fact.StudyDay).SumAsync(d => d.NetSeconds, Token));
    }

    [Fact]
    public async Task Finalize_NothingAnswered_IsRefused()
    {
        var (topic, _) = await QuizMake.BankAsync(_study);

        var refused = await _study.Get<QuizFinalizer>().FinalizeAsync(_study.StudentId, await StartAsync(topic), Token);

        Assert.Equal(RefusalKind.Conflict, refused.Refusal!.Kind);
    }

    [Fact]
    public async Task PractiseThese_AfterTheBankLostOne_HoldsExactlyThose()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var quiz = await QuizMake.TakeAsync(_study, topic, ids, "wcwcc");
        await using (var context = _study.Context())
        {
            var lost = await context.Set<Question>().SingleAsync(q => q.PubId == ids[2], Token);
            await _study.Get<BankService>().DeleteQuestionAsync(_study.StudentId, lost.Id, Token);
        }

        var started = await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = [ids[2], ids[0]], FromQuiz = quiz.Id }, Token);

        Assert.Equal([ids[2], ids[0]], (await ReadAsync(started.Value)).QuestionIds);
    }

    [Fact]
    public async Task SharedBank_OfATutor_IsThereWhileTheEnrollmentRuns()
    {
        var tutor = _study.AddPerson("Vera");
        var (topic, _) = await QuizMake.BankAsync(_study, owner: tutor);
        Assert.Null(await _study.Get<BankReader>().TopicAsync(_study.StudentId, topic, Token));
        await _study.Get<BankService>().EditTopicAsync(tutor, topic, new TopicDraft("Anatomy", "", IsShared: true), null, Token);
        Assert.Null(await _study.Get<BankReader>().TopicAsync(_study.StudentId, topic, Token));
        await using var context = _study.Context();
        var enrollment = new Enrollment(tutor, _study.StudentId, "Anatomy", new DateOnly(2026, 1, 1));
        context.Add(enrollment);
        await context.SaveChangesAsync(Token);

        Assert.False((await _study.Get<BankReader>().TopicAsync(_study.StudentId, topic, Token))!.IsMine);
        Assert.Null((await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic }, Token)).Refusal);
        Assert.Equal(RefusalKind.NotFound, (await _study.Get<BankService>().DeleteTopicAsync(_study.StudentId, topic, Token)).Refusal!.Kind);
        enrollment.End(new DateOnly(2026, 3, 1));
        await context.SaveChangesAsync(Token);
        Assert.Empty(await _study.Get<BankReader>().TopicsAsync(_study.StudentId, Token));
    }

    [Fact]
    public async Task Statistics_OfElevenStudents_CountFirstAttemptsOnly()
    {
        var tutor = _study.AddPerson("Vera");
        var (topic, ids) = await QuizMake.BankAsync(_study, questions: 2, owner: tutor);
        await _study.Get<BankService>().EditTopicAsync(tutor, topic, new TopicDraft("Anatomy", "", IsShared: true), null, Token);
        for (var i = 0; i < 11; i++)
        {
            var student = _study.AddPerson($"Student{i}");
            await using (var context = _study.Context())
            {
                context.Add(new Enrollment(tutor, student, "Anatomy", new DateOnly(2026, 1, 1)));
                await context.SaveChangesAsync(Token);
            }
            // The first five get both right, the others both wrong; everybody gets the second attempt right.
            foreach (var attempt in new[] { i < 5 ? "B" : "A", "B" })
            {
                var quiz = (await Quizzes.StartAsync(student, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
                await Quizzes.AnswerAsync(student, quiz, new QuizAnswer(ids[0], [attempt], false), Token);
                await Quizzes.AnswerAsync(student, quiz, new QuizAnswer(ids[1], [attempt], true), Token);
                await _study.Get<QuizFinalizer>().FinalizeAsync(student, quiz, Token);
            }
        }

        var figures = (await _study.Get<StatisticsService>().OfTopicAsync(tutor, topic, Token))!;

        Assert.Equal((11, 5d / 11), (figures[ids[0]].Attempts, figures[ids[0]].Facility));
        Assert.Equal(1, figures[ids[0]].Discrimination!.Value, 9);
        Assert.Null(await _study.Get<StatisticsService>().OfTopicAsync(_study.StudentId, topic, Token));
    }

    [Fact]
    public async Task Bank_DeletedAndRestored_IsWhole()
    {
        var (topic, ids) = await QuizMake.BankAsync(_study);
        var banks = _study.Get<BankService>();
        await banks.DeleteTopicAsync(_study.StudentId, topic, Token);
        Assert.Empty(await _study.Get<BankReader>().TopicsAsync(_study.StudentId, Token));
        await banks.RestoreTopicAsync(_study.StudentId, topic, Token);
        Assert.Equal(ids.Count, (await _study.Get<BankReader>().TopicAsync(_study.StudentId, topic, Token))!.Questions);

        await banks.DeleteTopicAsync(_study.StudentId, topic, Token);
        await banks.PurgeAsync(_study.Clock.UtcNow.AddDays(31), Token);
        Assert.Equal(RefusalKind.NotFound, (await banks.RestoreTopicAsync(_study.StudentId, topic, Token)).Refusal!.Kind);
    }

    public void Dispose() => _study.Dispose();

    private async Task<int> StartAsync(int topic)
    {
        await using var context = _study.Context();
        var ids = await context.QuestionsOf(topic).OrderBy(q => q.Id).Select(q => q.PubId).ToListAsync(Token);
        return (await Quizzes.StartAsync(_study.StudentId, new QuizStart { TopicId = topic, Questions = ids }, Token)).Value;
    }

    private async Task<QuizSession> ReadAsync(int quiz) => (await _study.Get<QuizReader>().FindAsync(_study.StudentId, quiz, Token))!;

    private static IEnumerable<string> Fields(Outcome<QuizSession> refused) => refused.Refusal!.Fields.Select(f => f.Field);

    private static (int?, int?, int?, int?) Counters(QuizSession quiz) => (quiz.NewlyCorrect, quiz.Relapsed, quiz.Recovered, quiz.ChronicRemaining);
}
