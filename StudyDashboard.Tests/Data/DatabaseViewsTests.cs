using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Goals;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

/// <summary>The views stand in the database and know its own clock only, so the student lives now.</summary>
public sealed class DatabaseViewsTests : IDisposable
{
    private readonly GoalWorld _world = new();

    public DatabaseViewsTests() => _world.Study.Clock.SetUtc(TimeProvider.System.GetUtcNow().Date.AddHours(9));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DateTime Now => _world.Study.Clock.UtcNow;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task ActiveStudySessions_ARunningTimer_StandsThereUntilItEnds()
    {
        var timers = _world.Study.Get<TimerService>();
        var session = (await timers.StartAsync(_world.Study.StudentId, new StartTimer { About = Make.About() }, Token)).Value.Value.Id;
        await timers.PauseAsync(_world.Study.StudentId, session, Token);

        Assert.Equal(["Mina|Algebra|1"], await RowsAsync("SELECT student_name, subject, is_paused FROM active_study_sessions"));

        await timers.FinishAsync(_world.Study.StudentId, session, new FinishTimer(), Token);
        Assert.Empty(await RowsAsync("SELECT session_id FROM active_study_sessions"));
    }

    [Fact]
    public async Task Summary_OfThirtyDays_LeavesOutWhatIsOlder()
    {
        await StudyAsync(daysAgo: 0, minutes: 30, answered: 8, correct: 6);
        await StudyAsync(daysAgo: 29, minutes: 20, answered: 2, correct: 2);
        await StudyAsync(daysAgo: 30, minutes: 45, answered: 5, correct: 5);

        Assert.Equal(
            ["Mina|3000|2|10|8|80|2"],
            await RowsAsync("SELECT user_name, net_seconds, sessions, questions_answered, correct_answers, accuracy_percent, study_days FROM user_study_summary_30d"));
    }

    [Fact]
    public async Task ActiveGoals_TellTheirPeriodsProgress()
    {
        await _world.AddAsync(new GoalDraft { Target = 40, Period = GoalPeriod.Day });
        await _world.AddAsync(new GoalDraft { Metric = GoalMetric.Sessions, Target = 3, Period = GoalPeriod.Day, Subject = "Latin" });
        await _world.AddAsync(new GoalDraft { Target = 20, Period = GoalPeriod.Day, Subject = "Algebra" });
        await _world.Goals.ArchiveAsync(await _world.MinaAsync(), await _world.AddAsync(new GoalDraft { Target = 10 }), Token);
        await StudyAsync(daysAgo: 0, minutes: 30);

        Assert.Equal(
            ["minutes|30|40|75", "sessions|0|3|0", "minutes|30|20|100"], await RowsAsync("SELECT metric, value, target, percent FROM active_goals_with_progress ORDER BY goal_id"));
    }

    [Fact]
    public async Task Views_AfterAPreparation_AreThereAgain()
    {
        await using var context = _world.Study.Context();
        await DatabaseViews.DropAsync(context, Token);

        await new DatabaseSetup(_world.Study.ContextsWith()).PrepareAsync(Token);

        Assert.Empty(await RowsAsync("SELECT * FROM active_study_sessions"));
    }

    private Task StudyAsync(int daysAgo, int minutes, int answered = 0, int correct = 0) =>
        _world.StudyAsync(Now.AddDays(-daysAgo).AddHours(-2).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), minutes, answered: answered, correct: correct);

    private async Task<List<string>> RowsAsync(string query)
    {
        await using var context = _world.Study.Context();
        await context.Database.OpenConnectionAsync(Token);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = query;
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        }
        return rows;
    }
}
