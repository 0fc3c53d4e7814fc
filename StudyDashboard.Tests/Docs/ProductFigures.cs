using System.Globalization;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Overview;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Tests.Docs;

/// <summary>What the product says of the worked history, by the names that the page has for its figures.</summary>
internal sealed class ProductFigures(WorkedHistory history)
{
    private readonly Dictionary<string, ProductFigure> _figures = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int StudentId => history.Study.StudentId;

    public async Task<IReadOnlyDictionary<string, ProductFigure>> ReadAsync()
    {
        await ReadSessionsAsync();
        await ReadRewardsAsync();
        await ReadPlanAsync();
        await ReadGoalAsync();
        await ReadReviewAsync();
        await ReadTeachingAsync();
        await ReadHeatAsync();
        return _figures;
    }

    private T Get<T>() where T : notnull => history.Study.Get<T>();

    private void Is(string figure, double value, string unit = "") => _figures.Add(figure, new ProductFigure(value, unit));

    private void Is(string figure, string word) => _figures.Add(figure, new ProductFigure(null, word));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task ReadSessionsAsync()
    {
        await using var context = history.Study.Context();
        var points = await context.Points.ToDictionaryAsync(p => p.SessionId, p => p.Points, Token);
        foreach (var session in await context.Sessions.Where(s => s.StudentId == StudentId).ToListAsync(Token))
        {
            var name = session.Source == SessionSource.Lesson ? $"the lesson of {Iso(session.StudyDay!.Value)}" : session.Subject;
            if (name is not (null or "Anatomy"))
            {
                Is($"study day of {name}", Iso(session.StudyDay!.Value));
                Is($"net time of {name}", session.NetSeconds, "s");
                Is($"points of {name}", points.GetValueOrDefault(session.Id));
            }
        }
        foreach (var day in await context.Days.Where(d => d.StudentId == StudentId).ToListAsync(Token))
        {
            Is($"minutes of {Iso(day.StudyDay)}", day.NetSeconds / 60d, "min");
        }
    }

    private async Task ReadRewardsAsync()
    {
        var rewards = await Get<RewardsReader>().GetAsync(await history.MinaAsync(), 1, Token);
        Is("points in all", rewards.Points.Total);
        Is("points' level", rewards.Points.Level);
        Is("next level at", rewards.Points.NextAt ?? -1);
        Is("first run", rewards.Streak.Runs[^1].Days);
        Is("streak", rewards.Streak.Current);
        Is("longest streak", rewards.Streak.Longest);
        foreach (var day in rewards.Deciding)
        {
            Is(Iso(day.Day), Words<StreakMark>.Of(day.Mark));
        }
    }

    private async Task ReadPlanAsync()
    {
        await using var context = history.Study.Context();
        foreach (var row in await context.Snapshots.Where(s => s.StudentId == StudentId && s.DomainCode != "" && s.ProgressPoints > 0).ToListAsync(Token))
        {
            var quiz = history.Ids.Where(i => i.Key.StartsWith("quiz", StringComparison.Ordinal)).Select(i => i.Key)
                .FirstOrDefault(q => context.Sessions.Any(s => s.StudyDay == row.StudyDay && s.Source == SessionSource.Quiz && s.SourceId == history.Ids[q]));
            Is($"progress of {row.DomainCode} from {(row.Subject == "Anatomy" ? quiz : row.Subject)}", row.ProgressPoints);
        }
        var plan = (await Get<PlanReader>().FindAsync(StudentId, history.PlanId, Token))!;
        Is("plan progress", plan.Progress, "%");
        foreach (var domain in plan.Domains)
        {
            Is($"progress of {domain.Code}", domain.Progress, "%");
        }
        foreach (var (domain, suffix) in history.After.SelectMany(a => a.Value.Select(d => (d, $" after {a.Key}"))).Concat(plan.Domains.Select(d => (d, ""))))
        {
            Is($"mastery of {domain.Code}{suffix}", domain.Mastery ?? -1, "%");
            Is($"level of {domain.Code}{suffix}", Words<MasteryLevel>.Of(domain.Level));
        }
    }

    private async Task ReadGoalAsync()
    {
        var now = (await Get<GoalReader>().FindAsync(await history.MinaAsync(), history.GoalId, Token))!.Goal.Now;
        Is("minutes of the week", now.Value, "min");
        Is("goal percent", now.Percent, "%");
        Is("left", now.Pace!.Left, "min");
        Is("days left", now.Pace.DaysLeft);
        Is("pace", now.Pace.PerDay ?? -1, "min");
    }

    private async Task ReadReviewAsync()
    {
        await using var context = history.Study.Context();
        var last = await context.Sessions.Where(s => s.StudentId == StudentId && s.Source == SessionSource.Review).MaxAsync(s => s.StudyDay, Token);
        var sittings = await context.Sessions.Where(s => s.StudentId == StudentId && s.Source == SessionSource.Review && s.StudyDay == last).OrderBy(s => s.StartedAt).ToListAsync(Token);
        Is($"sittings of {Iso(last!.Value)}", sittings.Count);
        foreach (var (sitting, name) in sittings.Zip(["the first", "the second"]))
        {
            Is($"start of {name}", sitting.Calendar.LocalOf(sitting.StartedAt!.Value).ToString("HH:mm:ss", CultureInfo.InvariantCulture));
            Is($"net time of {name}", sitting.NetSeconds, "s");
        }
        var rows = await Get<FigureService>().RetentionAsync(StudentId, null, RetentionPeriod.Month, DayOfWeek.Monday, Token);
        Is("young", 100 * (rows.Aggregate(default(PassRate), (sum, r) => sum + r.Young).Rate ?? -1), "%");
        Is("mature", 100 * (rows.Aggregate(default(PassRate), (sum, r) => sum + r.Mature).Rate ?? -1), "%");
        var all = rows.Aggregate(default(PassRate), (sum, r) => sum + r.All);
        var period = new StudyPeriod(PeriodLength.Range, last.Value.AddDays(-27), last.Value);
        Assert.Equal(100 * (all.Rate ?? -1), (await Get<AnalyticsService>().OverviewAsync(StudentId, await history.MinaAsync(), period, Token)).RetentionPercent ?? -1, 9);
        Is("true retention", 100 * (all.Rate ?? -1), "%");
    }

    private async Task ReadTeachingAsync()
    {
        var attendance = (await Get<AttendanceService>().OfTutorAsync(history.TutorId, Token)).Single(e => e.StudentId == StudentId).Figures;
        Is("lessons that count", attendance.Held);
        Is("attendance", 100 * (attendance.Rate ?? -1), "%");
        foreach (var (name, id) in history.Ids.Where(i => i.Key.StartsWith("quiz", StringComparison.Ordinal)))
        {
            var quiz = (await Get<QuizReader>().FindAsync(StudentId, id, Token))!;
            Is($"{name}, newly correct", quiz.NewlyCorrect!.Value);
            Is($"{name}, relapsed", quiz.Relapsed!.Value);
            Is($"{name}, recovered", quiz.Recovered!.Value);
            Is($"{name}, chronic remaining", quiz.ChronicRemaining!.Value);
        }
        var statistics = (await Get<StatisticsService>().OfTopicAsync(history.TutorId, history.TopicId, Token))!;
        for (var number = 1; number <= statistics.Count; number++)
        {
            var figures = statistics[history.QuestionOf($"question {number}")];
            Is($"attempts at question {number}", figures.Attempts);
            _figures.Add($"facility of question {number}", figures is { IsEnough: true, Facility: { } facility } ? new(100 * facility, "%") : new(null, "too few"));
        }
    }

    private async Task ReadHeatAsync()
    {
        var year = (await Get<TodayService>().GetAsync(await history.MinaAsync(), cancellationToken: Token)).Year;
        var scale = HeatScale.Of(Enumerable.Range(0, year.Count).Select(i => year.ValueAt(i, HeatMetric.Minutes)));
        Is("first quartile", scale.First / 60d, "min");
        Is("second quartile", scale.Second / 60d, "min");
        Is("third quartile", scale.Third / 60d, "min");
        for (var i = 0; i < year.Count; i++)
        {
            Is($"shade of {Iso(year.DayAt(i))}", scale.LevelOf(year.ValueAt(i, HeatMetric.Minutes)));
        }
    }
}

/// <summary>A number with its unit, or a word alone.</summary>
internal sealed record ProductFigure(double? Number, string Text);
