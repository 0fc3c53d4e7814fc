using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Features.Review;
using StudyDashboard.Tests.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Analytics;

public sealed class FigureDaysTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reviews_FirstAnswerOfADay_IsWhatRetentionCounts()
    {
        using var world = new CardWorld();
        var card = await world.AddAsync();
        // New and in learning on the first day: answers, but nothing remembered yet.
        await world.AnswerAsync(card, ReviewGrade.Easy);
        world.Study.Clock.Advance(TimeSpan.FromDays(20));
        await world.AnswerAsync(card, ReviewGrade.Again);
        world.Study.Clock.Advance(TimeSpan.FromMinutes(11));
        await world.AnswerAsync(card, ReviewGrade.Good);

        var figures = await FiguresAsync(world.Study);

        Assert.Equal([(new DateOnly(2026, 3, 10), 1), (new DateOnly(2026, 3, 30), 2)], figures[DayFigure.ReviewAnswers]);
        Assert.Equal([(new DateOnly(2026, 3, 30), 1)], figures[DayFigure.YoungAll]);
        Assert.False(figures.ContainsKey(DayFigure.YoungPassed));
        Assert.Equal(0, await world.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Review_TakenBack_CountsNowhere()
    {
        using var world = new CardWorld();
        await world.AnswerAsync(await world.AddAsync());

        await world.Grading.UndoAsync(world.StudentId, 1, Token);

        Assert.Empty(await FiguresAsync(world.Study));
        Assert.Equal(0, await world.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Quizzes_WithTheirCounters_BelongToTheirDayAndGoWithTheirSession()
    {
        using var study = new StudyFixture();
        var (topic, ids) = await QuizMake.BankAsync(study, questions: 3);
        await QuizMake.TakeAsync(study, topic, ids, "ccw");
        await QuizMake.TakeAsync(study, topic, ids, "wcc");
        var day = new DateOnly(2026, 3, 10);

        var figures = await FiguresAsync(study);

        // First two, then the third one, correct for the first time; the first one lost again.
        Assert.Equal([(day, 2)], figures[DayFigure.Quizzes]);
        Assert.Equal([(day, 3)], figures[DayFigure.NewlyCorrect]);
        Assert.Equal([(day, 1)], figures[DayFigure.Relapsed]);
        await using (var context = study.Context())
        {
            var sessions = await context.Sessions.Select(s => s.Id).ToListAsync(Token);
            await study.Get<LogService>().DeleteAsync(study.StudentId, sessions, Token);
        }
        Assert.Empty(await FiguresAsync(study));
        Assert.Equal(0, await study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Lessons_MarkedAbsentAndThenPresent_MoveFromOneFigureToTheOther()
    {
        using var world = new TutorWorld();
        await world.CreateAsync(world.Draft("2026-03-03 17:00"));
        world.Fixture.Clock.SetUtc(Make.At("2026-03-03 16:30"));
        var day = new DateOnly(2026, 3, 3);

        await CloseAsync(world, Attendance.Absent);
        Assert.Equal([(day, 1)], (await FiguresAsync(world.Fixture))[DayFigure.LessonsAbsent]);
        await CloseAsync(world, Attendance.Present);

        var figures = await FiguresAsync(world.Fixture);
        Assert.Equal([DayFigure.LessonsPresent], figures.Keys);
        Assert.Equal([(day, 1)], figures[DayFigure.LessonsPresent]);
        Assert.Equal(0, await world.Fixture.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Rebuild_OfRowsThatWereLost_BringsThemBack()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        await using (var context = world.Study.Context())
        {
            await context.Set<FigureDay>().ExecuteDeleteAsync(Token);
        }

        Assert.Equal(1, await world.Study.Get<Rebuild>().RunAsync(Token));

        Assert.Equal([(new DateOnly(2026, 3, 10), 1)], (await FiguresAsync(world.Study))[DayFigure.Notes]);
    }

    private static async Task CloseAsync(TutorWorld world, Attendance mark)
    {
        var lesson = world.Lessons()[0];
        var closing = new LessonClosing { Students = [new StudentMark(lesson.Id, lesson.Version, new AttendanceMark(mark))] };
        TutorWorld.Done(await world.Fixture.Get<ClosingService>().CloseAsync(world.TutorId, lesson.Id, closing, Token));
    }

    private static async Task<Dictionary<DayFigure, List<(DateOnly, int)>>> FiguresAsync(StudyFixture study)
    {
        await using var context = study.Context();
        return (await context.Set<FigureDay>().AsNoTracking().OrderBy(f => f.StudyDay).ToListAsync(Token))
            .GroupBy(f => f.Figure).ToDictionary(g => g.Key, g => g.Select(f => (f.StudyDay, f.Amount)).ToList());
    }
}
