using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review.Figures;

public sealed class FigureServiceTests : IDisposable
{
    private readonly CardWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Retention_OfACardThatAQuizAskedToo_CountsTheReviewAsAnalyticsDoes()
    {
        var card = await _world.AddAsync();
        await _world.AnswerAsync(card, ReviewGrade.Easy);
        _world.Study.Clock.Advance(TimeSpan.FromDays(8));
        await AskInQuizAsync(card);
        _world.Study.Clock.Advance(TimeSpan.FromDays(20));
        await _world.AnswerAsync(card);

        var rows = await _world.Study.Get<FigureService>().RetentionAsync(_world.StudentId, null, RetentionPeriod.Day, DayOfWeek.Monday, CardWorld.Token);

        Assert.Equal(new PassRate(1, 1), Assert.Single(rows).All);
        await using var context = _world.Study.Context();
        Assert.Equal(1, await context.Set<FigureDay>().Where(f => f.Figure == DayFigure.YoungAll || f.Figure == DayFigure.MatureAll).SumAsync(f => f.Amount, CardWorld.Token));
    }

    /// <summary>It is remembered there, so that its next answer finds it in review.</summary>
    private async Task AskInQuizAsync(int cardId)
    {
        await using var context = _world.Study.Context();
        await using var transaction = await context.BeginWriteAsync(_world.StudentId, CardWorld.Token);
        var card = await context.Set<Card>().SingleAsync(c => c.Id == cardId, CardWorld.Token);
        var answer = new CardAnswer(ReviewGrade.Good, _world.Study.Clock.UtcNow, 4000, ReviewSource.Quiz);
        await _world.Study.Get<CardBook>().GradeAsync(context, card, answer, await context.CalendarOfAsync(_world.StudentId, CardWorld.Token), CardWorld.Token);
        await context.SaveChangesAsync(CardWorld.Token);
        await transaction.CommitAsync(CardWorld.Token);
    }
}
