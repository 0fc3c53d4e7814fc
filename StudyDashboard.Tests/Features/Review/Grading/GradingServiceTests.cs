using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review.Grading;

public sealed class GradingServiceTests : IDisposable
{
    private readonly CardWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answer_ToANewCard_MovesItLogsItAndMakesASitting()
    {
        var card = await _world.AddAsync();

        var taken = await _world.AnswerAsync(card, ReviewGrade.Good, 70_000);

        var stored = await _world.CardAsync(card);
        Assert.Equal(taken.After, stored.Schedule);
        Assert.Equal((CardState.Learning, Make.At("2026-03-10 09:10")), (stored.State, stored.Due));
        var session = Assert.Single(await SessionsAsync());
        Assert.Equal((SessionKind.VocabularyReview, SessionSource.Review, 60, 1), (session.Kind, session.Source, session.NetSeconds, session.CardsReviewed));
        Assert.Equal(Make.At("2026-03-10 08:58:50"), session.StartedAt);
        Assert.Equal(session.Id, taken.SessionId);
        await using var context = _world.Study.Context();
        Assert.Equal((60, 1), await context.Days.Select(d => new ValueTuple<int, int>(d.NetSeconds, d.Cards)).SingleAsync(Token));
    }

    [Fact]
    public async Task Answers_LessThanTenMinutesApart_AreOneSitting_AndTheNextIsAnother()
    {
        var card = await _world.AddAsync();
        foreach (var minutes in new[] { 0, 9, 9, 10 })
        {
            _world.Study.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await _world.AnswerAsync(card, ReviewGrade.Again);
        }

        Assert.Equal([(12, 3), (4, 1)], (await SessionsAsync()).Select(s => (s.NetSeconds, s.CardsReviewed)));
        Assert.Equal(0, await _world.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Answer_SentAgain_GetsTheFirstResultAndMovesNothing()
    {
        var card = await _world.AddAsync();
        var first = await _world.AnswerAsync(card, key: "a");
        _world.Study.Clock.Advance(TimeSpan.FromMinutes(1));

        var again = await _world.AnswerAsync(card, ReviewGrade.Again, key: "a");

        Assert.Equal(first with { IsRepeat = true }, again);
        Assert.Equal(1, (await _world.CardAsync(card)).Reps);
    }

    [Fact]
    public async Task Answer_SentAgainAfterItsUndo_StaysTakenBack()
    {
        var card = await _world.AddAsync();
        await _world.AnswerAsync(card, key: "a");
        await _world.Grading.UndoAsync(_world.StudentId, 1, Token);

        var again = await _world.AnswerAsync(card, key: "a");

        Assert.True(again.IsVoided);
        Assert.Equal(CardState.New, (await _world.CardAsync(card)).State);
    }

    [Fact]
    public async Task Answer_ThatHadToWait_CountsWhenItWasGiven()
    {
        var (late, other) = (await _world.AddAsync("a"), await _world.AddAsync("b"));
        await _world.AnswerAsync(other);
        _world.Study.Clock.Advance(TimeSpan.FromMinutes(30));

        var taken = await _world.AnswerAsync(late, agoMs: 25 * 60_000);

        Assert.Equal(Make.At("2026-03-10 09:05"), taken.At);
        Assert.Equal(2, Assert.Single(await SessionsAsync()).CardsReviewed);
    }

    [Fact]
    public async Task Answer_InBetweenTwoSittings_JoinsThem()
    {
        var cards = new[] { await _world.AddAsync("a"), await _world.AddAsync("b"), await _world.AddAsync("c") };
        await _world.AnswerAsync(cards[0]);
        _world.Study.Clock.Advance(TimeSpan.FromMinutes(15));
        await _world.AnswerAsync(cards[1]);
        Assert.Equal(2, (await SessionsAsync()).Count);

        await _world.AnswerAsync(cards[2], agoMs: 8 * 60_000);

        Assert.Equal(3, Assert.Single(await SessionsAsync()).CardsReviewed);
        Assert.Equal(0, await _world.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Undo_OfSeveral_RestoresEachCardToTheBitAndTheSitting()
    {
        var (one, two) = (await _world.AddAsync("a"), await _world.AddAsync("b"));
        await _world.AnswerAsync(one, ReviewGrade.Easy);
        var before = (await _world.CardAsync(one)).Schedule;
        _world.Study.Clock.Advance(TimeSpan.FromMinutes(2));
        await _world.AnswerAsync(one, ReviewGrade.Hard);
        await _world.AnswerAsync(two, ReviewGrade.Again);

        var undone = (await _world.Grading.UndoAsync(_world.StudentId, 2, Token)).Value;

        Assert.Equal([two, one], undone.CardIds);
        Assert.Equal(before, (await _world.CardAsync(one)).Schedule);
        Assert.Equal(CardState.New, (await _world.CardAsync(two)).State);
        Assert.Equal(1, Assert.Single(await SessionsAsync()).CardsReviewed);
    }

    [Fact]
    public async Task Undo_OfTheOnlyAnswer_LeavesNoSittingAndNoTotals_AndItCanBeGivenAnew()
    {
        var card = await _world.AddAsync();
        await _world.AnswerAsync(card);

        await _world.Grading.UndoAsync(_world.StudentId, 1, Token);

        await using var context = _world.Study.Context();
        Assert.Equal((0, 0), (await context.Sessions.CountAsync(Token), await context.Days.CountAsync(Token)));
        Assert.Equal(1, (await _world.AnswerAsync(card)).After.Reps);
    }

    [Fact]
    public async Task Undo_MoreThanThereAre_IsRefusedAndTakesNone()
    {
        var card = await _world.AddAsync();
        await _world.AnswerAsync(card);

        Assert.Equal(RefusalKind.Conflict, (await _world.Grading.UndoAsync(_world.StudentId, 2, Token)).Refusal!.Kind);
        Assert.Equal(1, (await _world.CardAsync(card)).Reps);
    }

    [Fact]
    public async Task Undo_AfterAQuizAnsweredTheCard_IsRefused()
    {
        var id = await _world.AddAsync();
        await _world.AnswerAsync(id);
        _world.Study.Clock.Advance(TimeSpan.FromMinutes(1));
        await using (var context = _world.Study.Context())
        {
            var card = await context.Set<Card>().SingleAsync(Token);
            var answer = new CardAnswer(ReviewGrade.Good, _world.Study.Clock.UtcNow, 0, ReviewSource.Quiz);
            await _world.Study.Get<CardBook>().GradeAsync(context, card, answer, StudyCalendar.For("UTC", 4), Token);
            await context.SaveChangesAsync(Token);
        }

        Assert.Equal(RefusalKind.Conflict, (await _world.Grading.UndoAsync(_world.StudentId, 1, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Leech_IsSetAsideAtTheEighthLapse_AndUndoTakesThatBack()
    {
        await _world.SetAsync(s => s with { Leeches = s.Leeches with { First = 1 } });
        var card = await _world.AddAsync();
        await _world.AnswerAsync(card, ReviewGrade.Easy);
        _world.Study.Clock.Advance(TimeSpan.FromDays(10));

        var lapse = await _world.AnswerAsync(card, ReviewGrade.Again);

        Assert.True(lapse is { NamedLeech: true, Suspended: true });
        Assert.True(await _world.CardAsync(card) is { IsLeech: true, IsSuspended: true });
        await _world.Grading.UndoAsync(_world.StudentId, 1, Token);
        Assert.True(await _world.CardAsync(card) is { IsLeech: false, IsSuspended: false });
    }

    [Fact]
    public async Task Sitting_ThatThePersonDeleted_StaysDeleted_AndTheNextAnswerBeginsAnother()
    {
        var card = await _world.AddAsync();
        var first = await _world.AnswerAsync(card);
        await _world.Study.Get<LogService>().DeleteAsync(_world.StudentId, first.SessionId!.Value, null, Token);
        _world.Study.Clock.Advance(TimeSpan.FromMinutes(1));

        var next = await _world.AnswerAsync(card);

        Assert.NotEqual(first.SessionId, next.SessionId);
        Assert.Equal(1, Assert.Single(await SessionsAsync()).CardsReviewed);
    }

    [Fact]
    public async Task Answer_ToAnothersCard_IsNotThere()
    {
        var card = await _world.AddAsync();
        var stranger = _world.Study.AddPerson("Jonas");

        Assert.Equal(RefusalKind.NotFound, (await _world.Grading.AnswerAsync(stranger, new AnswerCommand(card, ReviewGrade.Good), Token)).Refusal!.Kind);
    }

    public void Dispose() => _world.Dispose();

    private async Task<List<StudySession>> SessionsAsync()
    {
        await using var context = _world.Study.Context();
        return await context.Sessions.AsNoTracking().Where(s => s.DeletedAt == null).OrderBy(s => s.StartedAt).ToListAsync(Token);
    }
}
