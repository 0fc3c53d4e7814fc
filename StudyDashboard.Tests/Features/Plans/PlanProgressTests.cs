using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Features.Quizzes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Plans;

public sealed class PlanProgressTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _study.Dispose();

    [Fact]
    public async Task Domain_WorkedCase_Adds4And10()
    {
        var plan = await PlanMake.PlanAsync(_study);

        await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00", minutes: 15, answered: 10, correct: 8);
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 12:00", minutes: 45, kind: SessionKind.Theory);

        var surgery = await PlanMake.DomainAsync(_study, plan, "SURG");
        Assert.Equal((14d, 3600, (double?)80), (surgery.Progress, surgery.NetSeconds, surgery.Mastery));
        var whole = (await _study.Get<PlanReader>().FindAsync(_study.StudentId, plan, Token))!;
        Assert.Equal(28d / 3, whole.Progress, 9);
        Assert.Equal(["PROTH"], whole.Weak.Select(d => d.Code));
    }

    [Fact]
    public async Task Domain_AfterDeleteUndoAndEdit_IsWhatTheFactsSay()
    {
        var plan = await PlanMake.PlanAsync(_study);
        var first = (await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00", answered: 10, correct: 10)).Value.Value;
        var second = (await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00", answered: 10, correct: 5)).Value.Value;
        var both = await PlanMake.StandingsAsync(_study, plan);

        await PlanMake.DeleteAsync(_study, second.Id);
        Assert.Equal((10d, 100d, MasteryLevel.Proficient), await StandingAsync("SURG", plan));
        var deletion = await LastChangeAsync();
        Assert.Null((await _study.Get<SessionUndo>().UndoAsync(_study.StudentId, deletion, cancellationToken: Token)).Refusal);
        Assert.Equal(both, await PlanMake.StandingsAsync(_study, plan));

        var edit = new SessionEntry { About = Make.About(subject: "Notes", domain: "PROTH"), StartedAt = first.StartedAt, EndedAt = first.EndedAt, QuestionsAnswered = 4, CorrectAnswers = 4 };
        Assert.Null((await _study.Get<LogService>().EditAsync(_study.StudentId, first.Id, null, edit, Token)).Refusal);
        Assert.Equal((5d, 50d, MasteryLevel.Attempted), await StandingAsync("SURG", plan));
        Assert.Equal((10d, 100d, MasteryLevel.Familiar), await StandingAsync("PROTH", plan));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Rebuild_OfAnswersOnAWrongDay_PutsThemOnTheirs()
    {
        var plan = await PlanMake.PlanAsync(_study);
        // More days than a rebuild takes at once lie between the right one and the wrong one.
        for (var day = Make.At("2026-01-01 09:00"); day < Make.At("2026-03-08 09:00"); day = day.AddDays(1))
        {
            await PlanMake.SessionAsync(_study, "PROTH", day.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        }
        await PlanMake.SessionAsync(_study, "SURG", "2025-12-31 09:00", answered: 10, correct: 5);
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00", answered: 10, correct: 10);
        var right = await PlanMake.StandingsAsync(_study, plan);
        await using (var context = _study.Context())
        {
            await context.Set<AnswerBlock>().Where(b => b.Correct == 5).ExecuteUpdateAsync(b => b.SetProperty(x => x.StudyDay, new DateOnly(2027, 1, 1)), Token);
        }

        Assert.NotEqual(0, await _study.Get<Rebuild>().RunAsync(Token));

        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
        Assert.Equal(right, await PlanMake.StandingsAsync(_study, plan));
    }

    [Fact]
    public async Task Levels_AreLoggedWithWhatMovedThem()
    {
        var plan = await PlanMake.PlanAsync(_study);
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00", answered: 10, correct: 10);
        var bad = (await PlanMake.SessionAsync(_study, "SURG", "2026-03-09 09:00", answered: 30, correct: 3)).Value.Value;
        await PlanMake.DeleteAsync(_study, bad.Id);

        Assert.Equal(
            [
                (MasteryLevel.None, MasteryLevel.Proficient, LevelCause.Session, "Notes"),
                (MasteryLevel.Proficient, MasteryLevel.Attempted, LevelCause.Session, "Notes"),
                (MasteryLevel.Attempted, MasteryLevel.Proficient, LevelCause.Delete, "Notes"),
            ], await PlanMake.LevelsAsync(_study, plan));
    }

    [Fact]
    public async Task Quiz_OverDomains_DividesItsTimeAndMakesMastered()
    {
        var plan = await PlanMake.PlanAsync(_study);
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00", answered: 10, correct: 10);
        _study.Clock.SetUtc(Make.At("2026-03-10 09:00"));
        var (topic, ids) = await QuizMake.BankAsync(_study, 4, place: i => new QuestionPlace { DomainCode = i <= 3 ? "SURG" : "PROTH" });

        await QuizMake.TakeAsync(_study, topic, ids, "cccw");

        await using var context = _study.Context();
        var fact = await context.Sessions.SingleAsync(s => s.Source == SessionSource.Quiz, Token);
        Assert.Equal((plan, (string?)null), (fact.PlanId, fact.DomainCode));
        var rows = await context.Snapshots.Where(r => r.StudyDay == fact.StudyDay).OrderBy(r => r.DomainCode).ToListAsync(Token);
        Assert.Equal(["PROTH", "SURG"], rows.Select(r => r.DomainCode));
        Assert.Equal((fact.NetSeconds, 1, 4, 3), (rows.Sum(r => r.NetSeconds), rows.Sum(r => r.Sessions), rows.Sum(r => r.Answered), rows.Sum(r => r.Correct)));
        Assert.Equal(fact.NetSeconds / 4, rows[0].NetSeconds);
        Assert.Equal(MasteryLevel.Mastered, (await PlanMake.DomainAsync(_study, plan, "SURG")).Level);
        Assert.Equal((0d, MasteryLevel.Attempted), ((await PlanMake.DomainAsync(_study, plan, "PROTH")).Mastery, (await PlanMake.DomainAsync(_study, plan, "PROTH")).Level));
        Assert.Contains((MasteryLevel.Proficient, MasteryLevel.Mastered, LevelCause.Quiz, "Anatomy"), await PlanMake.LevelsAsync(_study, plan));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Course_OfAPlanOrADomain_GrowsWithItsSessions()
    {
        var plan = await PlanMake.PlanAsync(_study, PlanMake.Content(domains: [("SURG", 1), ("PROTH", 1)]));
        await PlanMake.SessionAsync(_study, "SURG", "2026-03-08 09:00");

        await using var context = _study.Context();
        var percent = _study.Get<IPlanPercent>();
        Assert.Equal([0d, 5d, 5d], await CourseAsync(null, null));
        Assert.Equal([0d, 10d, 10d], await CourseAsync(plan, "surg"));
        Assert.Null(await CourseAsync(plan, "NONE"));
        Assert.Null(await CourseAsync(999, null));

        async Task<IEnumerable<double>?> CourseAsync(int? of, string? domain) =>
            await percent.CourseAsync(context, _study.StudentId, of, domain, new DateOnly(2026, 3, 10), Token) is { } course
                ? new[] { 7, 8, 10 }.Select(day => course.PercentOn(new DateOnly(2026, 3, day))).ToList() : null;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task RandomHistory_InAnyOrder_EqualsAPlainCalculationAndARebuild(int seed)
    {
        var random = new Random(seed);
        string[] codes = ["SURG", "PROTH", "PARO"];
        var plan = await PlanMake.PlanAsync(_study, PlanMake.Content(domains: [("SURG", 3), ("PROTH", 2), ("PARO", 1)]));
        var kept = new Dictionary<int, (string Code, DateTime Start, int Minutes, int Answered, int Correct)>();
        for (var step = 0; step < 120; step++)
        {
            if (kept.Count > 5 && random.Next(4) == 0)
            {
                var gone = kept.Keys.ElementAt(random.Next(kept.Count));
                await PlanMake.DeleteAsync(_study, gone);
                if (random.Next(2) == 0)
                {
                    Assert.Null((await _study.Get<SessionUndo>().UndoAsync(_study.StudentId, await LastChangeAsync(), cancellationToken: Token)).Refusal);
                }
                else
                {
                    kept.Remove(gone);
                }
                continue;
            }
            // A minute of its own each, so that none lies at the time of another.
            var start = Make.At("2026-01-05 08:00").AddDays(random.Next(60)).AddMinutes(step * 4);
            var answered = random.Next(3) == 0 ? 0 : random.Next(1, 15);
            var (code, minutes, correct) = (codes[random.Next(3)], random.Next(5, 50), random.Next(3) == 0 ? random.Next(0, answered + 1) : answered);
            var added = await PlanMake.SessionAsync(_study, code, start.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture), minutes, answered, correct);
            kept[added.Value.Value.Id] = (code, start, minutes, answered, correct);
        }

        foreach (var code in codes)
        {
            var own = kept.Where(k => k.Value.Code == code).OrderByDescending(k => k.Value.Start).ThenByDescending(k => k.Key).Select(k => k.Value).ToList();
            var points = own.Sum(s => 10 * Math.Min(1, s.Minutes / 30d) * (s.Answered == 0 ? 1 : (double)s.Correct / s.Answered));
            var (left, correct) = (50d, 0d);
            foreach (var block in own.Where(s => s.Answered > 0))
            {
                var taken = Math.Min(left, block.Answered);
                correct += taken * block.Correct / block.Answered;
                left -= taken;
            }
            var domain = await PlanMake.DomainAsync(_study, plan, code);
            Assert.Equal(Math.Min(100, points), domain.Progress, 4);
            Assert.Equal(own.Sum(s => s.Minutes) * 60, domain.NetSeconds);
            Assert.Equal(left == 50 ? (double?)null : 100 * correct / (50 - left), domain.Mastery is { } mastery ? Math.Round(mastery, 9) : null, new NearlyEqual());
        }
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    private async Task<(double, double, MasteryLevel)> StandingAsync(string code, int plan)
    {
        var domain = await PlanMake.DomainAsync(_study, plan, code);
        return (domain.Progress, domain.Mastery ?? -1, domain.Level);
    }

    private async Task<int> LastChangeAsync()
    {
        await using var context = _study.Context();
        return await context.SessionChanges.MaxAsync(c => c.Id, Token);
    }

    private sealed class NearlyEqual : IEqualityComparer<double?>
    {
        public bool Equals(double? x, double? y) => x is null == y is null && (x is null || Math.Abs(x.Value - y!.Value) < 1e-6);

        public int GetHashCode(double? obj) => 0;
    }
}
