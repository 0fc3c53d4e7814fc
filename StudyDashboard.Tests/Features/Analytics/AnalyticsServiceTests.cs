using System.Globalization;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Classes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Analytics;

public sealed class AnalyticsServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Overview_OfTheWeek_IsWhatTheSessionsComeTo()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        var week = await OverviewAsync(world, PeriodLength.Week);

        Assert.Equal((103 * 60, 2, 3090, 20, 13), (week.NetSeconds, week.Sessions, week.MeanSeconds, week.Answered, week.Correct));
        Assert.Equal((65.0, 50.0, null), (week.AccuracyPercent, week.TestPercent, week.RetentionPercent));
        // Sunday, Monday and today; 30 points for 60 minutes and 21 for 43.
        Assert.Equal((3, 51, 2, 1), (week.Streak, week.Points, week.StudyDays, week.Of(DayFigure.Notes)));
        Assert.Equal([("practice", 3600), ("test", 2580)], week.ByKind.Select(s => (s.Key, s.NetSeconds)));
        Assert.Equal([("Algebra", 3600), ("=Latin", 2580)], week.BySubject.Select(s => (s.Key, s.NetSeconds)));
        Assert.Empty(week.ByClass);
        // From 8:30 to 9:13 in Sofia: 30 minutes and 13.
        Assert.Equal((3600 + 1800, 13 * 60), (week.ByHour[8], week.ByHour[9]));
        Assert.Equal([3600, 2580, 0, 0, 0, 0, 0], week.ByDay);
    }

    [Fact]
    public async Task Overview_SessionDeleted_IsWithoutItAndARebuildChangesNothing()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        await world.Study.Get<SessionRecorder>().RecordAsync<bool>(world.StudentId, ChangeVerb.Delete, async book =>
        {
            (await book.FetchAsync(s => s.Kind == SessionKind.Test, false, Token)).Single().Delete(book.NowUtc);
            return true;
        }, Token);

        var week = await OverviewAsync(world, PeriodLength.Week);
        Assert.Equal((3600, 0), (week.NetSeconds, week.Of(DayFigure.Notes)));
        Assert.Equal(0, await world.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Trend_OfTime_HasTheMeanOfSevenDays()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        var trend = await TrendAsync(world, Metric.NetSeconds, TrendStep.Day, "2026-03-09", "2026-03-10");

        // Tuesday to Monday 20 + 100 + 60 minutes, Wednesday to Tuesday 100 + 60 + 43.
        Assert.Equal([3600, 2580], trend.Points.Select(p => p.Value!.Value));
        Assert.Equal([180 * 60 / 7.0, 203 * 60 / 7.0], trend.Points.Select(p => p.Mean!.Value));
    }

    [Fact]
    public async Task Trend_OfAccuracy_WeighsDaysByTheirAnswers()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        var trend = await TrendAsync(world, Metric.Accuracy, TrendStep.Day, "2026-03-08", "2026-03-10");

        Assert.Equal([null, 80, 50], trend.Points.Select(p => p.Value));
        // 4 of 4; 12 of 14; the Tuesday before has left the window: 13 of 20.
        Assert.Equal([100, 1200 / 14.0, 65], trend.Points.Select(p => p.Mean));
    }

    [Fact]
    public async Task Trend_ByWeek_CountsWholeWeeks()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        var trend = await TrendAsync(world, Metric.Sessions, TrendStep.Week, "2026-03-04", "2026-03-10");

        Assert.Equal([(new DateOnly(2026, 3, 2), 3.0), (new DateOnly(2026, 3, 9), 2.0)], trend.Points.Select(p => (p.From, p.Value!.Value)));
        Assert.Equal([0.75, 1.25], trend.Points.Select(p => p.Mean!.Value));
    }

    [Fact]
    public async Task Trend_OfOneSubject_CountsItsSessionsAlone()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var query = new TrendQuery(Metric.NetSeconds, TrendStep.Day, new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 10), new TotalsFilter(Subject: "Algebra"));

        var trend = await world.Study.Get<AnalyticsService>().TrendAsync(world.StudentId, await world.ProfileAsync(), query, Token);

        Assert.Equal([3600, 0], trend.Value.Points.Select(p => p.Value!.Value));
    }

    [Theory]
    [InlineData(Metric.NetSeconds, "2020-01-01", false)]
    [InlineData(Metric.NetSeconds, "2027-01-01", false)]
    [InlineData(Metric.Notes, "2026-03-01", true)]
    public async Task Trend_ThatCannotBeDrawn_IsRefused(Metric metric, string from, bool filtered)
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var query = new TrendQuery(metric, TrendStep.Day, DateOnly.Parse(from, CultureInfo.InvariantCulture), new DateOnly(2026, 3, 10), filtered ? new TotalsFilter(Subject: "Algebra") : TotalsFilter.None);

        Assert.Equal(RefusalKind.Invalid, (await world.Study.Get<AnalyticsService>().TrendAsync(world.StudentId, await world.ProfileAsync(), query, Token)).Refusal?.Kind);
    }

    [Fact]
    public async Task Comparison_OnTuesday_IsWithMondayAndTuesdayOfLastWeek()
    {
        using var world = await AnalyticsWorld.BeginAsync();

        var comparison = await world.Study.Get<AnalyticsService>().CompareAsync(world.StudentId, await world.ProfileAsync(), PeriodOf(PeriodLength.Week), Token);

        Assert.Equal((new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 10)), (comparison.Now.From, comparison.Now.To));
        Assert.Equal((new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)), (comparison.Before.From, comparison.Before.To));
        var time = comparison.Figures.Single(f => f.Metric == Metric.NetSeconds);
        // 103 minutes after 50.
        Assert.Equal((6180, 3000, 3180, 106), (time.Now, time.Before, time.Change, time.ChangePercent));
        // Two sessions before, four answers before: too few to tell a change in percent, or of a share at all.
        Assert.Null(comparison.Figures.Single(f => f.Metric == Metric.Sessions).ChangePercent);
        Assert.False(comparison.Figures.Single(f => f.Metric == Metric.Accuracy).IsTold);
    }

    [Theory]
    [InlineData(4.99, null)]
    [InlineData(5.0, 100.0)]
    public void Change_OfABaseUnderFive_HasNoPercent(double before, double? percent) =>
        Assert.Equal(percent, new ComparedFigure(Metric.Cards, 2 * before, before, before).ChangePercent);

    [Fact]
    public async Task ClassMedian_OfFour_IsNotTold_OfFive_IsTheMiddle()
    {
        using var world = new ClassWorld();
        var id = await world.ClassAsync(world.Mina);
        await StudyAsync(world, id, world.Mina, 60);
        foreach (var minutes in new[] { 10, 20, 90 })
        {
            await StudyAsync(world, id, await MemberAsync(world, id), minutes);
        }
        Assert.Empty(await ClassesAsync(world));

        // One who did nothing for the class does not make them five.
        var fifth = await MemberAsync(world, id);
        await StudyAsync(world, null, fifth, 25);
        Assert.Empty(await ClassesAsync(world));
        await StudyAsync(world, id, fifth, 30);

        var beside = Assert.Single(await ClassesAsync(world));
        Assert.Equal(("Algebra", 5, 3600, 1800, null), (beside.Name, beside.Members, beside.Own, beside.Median, beside.MedianAccuracy));
        Assert.Single(await ClassesAsync(world, world.Tutor));
        Assert.Empty(await ClassesAsync(world, world.Leo));
    }

    [Fact]
    public async Task ByClass_ForATeacher_NamesTheirOwnClassesOnly()
    {
        using var world = new ClassWorld();
        var (theirs, own) = (await world.ClassAsync(world.Mina), await world.PrivateAsync(world.Mina));
        ClassWorld.Done(await world.StudyAsync(world.Mina, theirs, "2026-03-10 02:00", 30));
        ClassWorld.Done(await world.StudyAsync(world.Mina, own, "2026-03-10 04:00", 20));
        var guardian = world.AddGuardian(world.Mina);
        var student = (await world.Fixture.Get<ProfileService>().GetAsync(world.Mina, Token))!;
        async Task<IEnumerable<(string, int)>> NamesAsync(int viewer) =>
            (await world.Fixture.Get<AnalyticsService>().OverviewAsync(viewer, student, PeriodOf(PeriodLength.Week), Token)).ByClass.Select(c => (c.Name, c.NetSeconds));

        Assert.Equal([("Algebra", 1800), ("Mine", 1200)], await NamesAsync(world.Mina));
        Assert.Equal([("Algebra", 1800), ("Mine", 1200)], await NamesAsync(guardian));
        Assert.Equal([("Algebra", 1800), ("Other classes", 1200)], await NamesAsync(world.Tutor));
    }

    [Fact]
    public async Task Trend_OfAClassThatIsNotTheReaders_IsRefused()
    {
        using var world = new ClassWorld();
        var (theirs, own) = (await world.ClassAsync(world.Mina), await world.PrivateAsync(world.Mina));
        ClassWorld.Done(await world.StudyAsync(world.Mina, own, "2026-03-10 04:00", 20));
        var guardian = world.AddGuardian(world.Mina);
        var student = (await world.Fixture.Get<ProfileService>().GetAsync(world.Mina, Token))!;

        Assert.Equal("class_id", await RefusedAsync(world.Tutor, own));
        Assert.Equal("metric", await RefusedAsync(world.Tutor, null, Metric.LessonsAttended));
        Assert.Null(await RefusedAsync(world.Tutor, theirs));
        Assert.Null(await RefusedAsync(guardian, own));
        Assert.Null(await RefusedAsync(world.Mina, null, Metric.LessonsAttended));

        async Task<string?> RefusedAsync(int viewer, int? classId, Metric metric = Metric.NetSeconds)
        {
            var query = new TrendQuery(metric, TrendStep.Day, new DateOnly(2026, 3, 9), new DateOnly(2026, 3, 10), classId is null ? TotalsFilter.None : new TotalsFilter(ClassId: classId));
            return (await world.Fixture.Get<AnalyticsService>().TrendAsync(viewer, student, query, Token)).Refusal?.Fields.Single().Field;
        }
    }

    [Fact]
    public async Task Lessons_AreNotToldToATeacher()
    {
        using var world = new ClassWorld();
        await world.ClassAsync(world.Mina);
        await using (var context = world.Fixture.Context())
        {
            context.Add(new FigureDay { StudentId = world.Mina, StudyDay = new DateOnly(2026, 3, 9), Figure = DayFigure.LessonsPresent, Amount = 2 });
            await context.SaveChangesAsync(Token);
        }
        var student = (await world.Fixture.Get<ProfileService>().GetAsync(world.Mina, Token))!;
        async Task<(int, bool)> LessonsAsync(int viewer)
        {
            var (figures, comparison) = await world.Fixture.Get<AnalyticsService>().BothAsync(viewer, student, PeriodOf(PeriodLength.Week), Token);
            return (figures.LessonsAttended, comparison.Figures.Any(f => f.Metric == Metric.LessonsAttended));
        }

        Assert.Equal((2, true), await LessonsAsync(world.Mina));
        Assert.Equal((0, false), await LessonsAsync(world.Tutor));
    }

    [Fact]
    public async Task Student_OfAnother_IsThereForTheirGuardianAlone()
    {
        using var world = await AnalyticsWorld.BeginAsync();
        var guardian = world.Study.AddPerson("Sun");
        var analytics = world.Study.Get<AnalyticsService>();
        Assert.Equal(RefusalKind.NotFound, (await analytics.StudentAsync(guardian, world.StudentId, Token)).Refusal?.Kind);

        await using (var context = world.Study.Context())
        {
            context.Add(new Guardianship(world.StudentId, guardian, world.Study.Clock.UtcNow));
            await context.SaveChangesAsync(Token);
        }

        Assert.Equal("Mina", (await analytics.StudentAsync(guardian, world.StudentId, Token)).Value.DisplayName);
    }

    internal static StudyPeriod PeriodOf(PeriodLength length) => StudyPeriod.Of(length, new DateOnly(2026, 3, 10), DayOfWeek.Monday);

    private static async Task<PeriodFigures> OverviewAsync(AnalyticsWorld world, PeriodLength length) =>
        await world.Study.Get<AnalyticsService>().OverviewAsync(world.StudentId, await world.ProfileAsync(), PeriodOf(length), Token);

    private static async Task<Trend> TrendAsync(AnalyticsWorld world, Metric metric, TrendStep step, string from, string to) =>
        (await world.Study.Get<AnalyticsService>().TrendAsync(
            world.StudentId, await world.ProfileAsync(), new TrendQuery(metric, step, DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture), TotalsFilter.None), Token)).Value;

    private static async Task<int> MemberAsync(ClassWorld world, int classId)
    {
        var member = world.Fixture.AddPerson("Member");
        world.Enroll(member);
        ClassWorld.Done(await world.Members.AddAsync(world.Tutor, classId, member, Token));
        return member;
    }

    private static async Task StudyAsync(ClassWorld world, int? classId, int studentId, int minutes) =>
        ClassWorld.Done(await world.StudyAsync(studentId, classId, classId is null ? "2026-03-10 05:00" : "2026-03-10 02:00", minutes));

    private static async Task<IReadOnlyList<ClassComparison>> ClassesAsync(ClassWorld world, int? viewerId = null)
    {
        var student = (await world.Fixture.Get<ProfileService>().GetAsync(world.Mina, Token))!;
        return (await world.Fixture.Get<AnalyticsService>().CompareAsync(viewerId ?? world.Mina, student, PeriodOf(PeriodLength.Week), Token)).Classes;
    }
}
