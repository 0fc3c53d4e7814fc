using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Rewards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Infrastructure;
using static StudyDashboard.Tests.Features.Classes.ClassWorld;

namespace StudyDashboard.Tests.Features.Classes;

public sealed class LeaderboardTests : IDisposable
{
    private readonly ClassWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Leaderboard_IsOffUntilTheTeacherSwitchesItOn_AndEmptyUntilSomeoneWishes()
    {
        var id = await _world.ClassAsync();
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 40));

        Assert.Null((await _world.BoardAsync(_world.Mina, id)).Metric);
        Assert.Equal(RefusalKind.NotFound, (await _world.Leaderboards.CompareAsync(_world.Mina, id, LeaderboardMetric.Minutes, Token)).Refusal?.Kind);
        Done(await _world.Leaderboards.CompareAsync(_world.Tutor, id, LeaderboardMetric.Minutes, Token));
        Assert.Empty((await _world.BoardAsync(_world.Mina, id)).Places);
        Done(await _world.Leaderboards.TakePartAsync(_world.Mina, id, " Blue fox ", Token));
        Assert.Equal([(1, "Blue fox", 40.0)], await PlacesAsync(id));
        Assert.Equal("nickname", Assert.Single((await _world.Leaderboards.TakePartAsync(_world.Leo, id, "BLUE FOX", Token)).Refusal!.Fields).Field);
        Assert.Equal(RefusalKind.NotFound, (await _world.Leaderboards.TakePartAsync(_world.Tutor, id, "Boss", Token)).Refusal?.Kind);
        Done(await _world.Leaderboards.WithdrawAsync(_world.Mina, id, Token));
        Assert.Empty(await PlacesAsync(id));
        Assert.Equal(40, (await _world.BoardAsync(_world.Mina, id)).OwnMinutes);
    }

    [Fact]
    public async Task Minutes_CountOnlyTimedSessionsOfTheClass_AndEqualOnesShareAPlace()
    {
        var id = await StartAsync(LeaderboardMetric.Minutes);
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30));
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 06:00", 60, SessionSource.Manual));
        Done(await _world.StudyAsync(_world.Mina, null, "2026-03-10 07:30", 45));
        Done(await _world.StudyAsync(_world.Leo, id, "2026-03-09 05:00", 30));

        Assert.Equal([(1, "Fox", 30.0), (1, "Lion", 30.0)], await PlacesAsync(id));
    }

    [Theory]
    [InlineData(LeaderboardMetric.Improvement, 10.0, -20.0)]
    [InlineData(LeaderboardMetric.Points, 15.0, 5.0)]
    public async Task Metric_ReadsItsOwnFigure(LeaderboardMetric metric, double mina, double leo)
    {
        var id = await StartAsync(metric);
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-03 05:00", 20));
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30));
        Done(await _world.StudyAsync(_world.Leo, id, "2026-03-03 05:00", 30));
        Done(await _world.StudyAsync(_world.Leo, id, "2026-03-10 05:00", 10));

        Assert.Equal([("Fox", mina), ("Lion", leo)], (await PlacesAsync(id)).Select(p => (p.Item2, p.Item3)));
    }

    [Fact]
    public async Task Points_AreThoseOfTheUsualRate_WhateverAMemberHasSet()
    {
        var id = await StartAsync(LeaderboardMetric.Points);
        Assert.Null(await _world.Fixture.Get<RewardTermsService>().SetAsync(await _world.ProfileAsync(_world.Mina, Roles.Student), 10, 1000, false, 10, [], Token));
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30));

        Assert.Equal(("Fox", 15.0), (await PlacesAsync(id)).Select(p => (p.Item2, p.Item3)).First());
    }

    [Fact]
    public async Task GoalPercent_IsTheMeanOfTheWeeksGoalsForTheWholeClass()
    {
        var id = await StartAsync(LeaderboardMetric.GoalPercent);
        var mina = await _world.ProfileAsync(_world.Mina, Roles.Student);
        var goals = _world.Fixture.Get<GoalService>();
        await AimAsync(new GoalDraft { Target = 60, ClassId = id });
        await AimAsync(new GoalDraft { Target = 20, ClassId = id });
        await AimAsync(new GoalDraft { Target = 1000, ClassId = id, Subject = "Sets" });
        Assert.Null(await goals.DeleteAsync(mina, await AimAsync(new GoalDraft { Target = 1000, ClassId = id }), Token));

        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30));

        // Half of the one, all of the other.
        Assert.Equal(("Fox", 75.0), (await PlacesAsync(id)).Select(p => (p.Item2, p.Item3)).First());

        async Task<int> AimAsync(GoalDraft draft)
        {
            var added = await goals.AddAsync(mina, draft, Token);
            Assert.Null(added.Refusal);
            return added.Value;
        }
    }

    [Fact]
    public async Task Minor_StandsOnItOnlyWhileAGuardianAllowsIt()
    {
        var id = await StartAsync(LeaderboardMetric.Minutes);
        var guardian = _world.AddGuardian(_world.Mina);
        Assert.Equal(["Lion"], (await PlacesAsync(id)).Select(p => p.Item2));
        Assert.True((await _world.BoardAsync(_world.Mina, id)).AwaitsGuardian);
        Assert.Equal(("Mina", "Fox", false), Assert.Single(await _world.Leaderboards.OfGuardianAsync(guardian, Token)) is var ask ? (ask.Child, ask.Nickname, ask.IsAllowed) : default);

        Assert.Equal(RefusalKind.NotFound, (await _world.Leaderboards.AllowAsync(_world.Tutor, id, _world.Mina, true, Token)).Refusal?.Kind);
        Done(await _world.Leaderboards.AllowAsync(guardian, id, _world.Mina, true, Token));
        Assert.Equal(2, (await PlacesAsync(id)).Count);
        Done(await _world.Leaderboards.AllowAsync(guardian, id, _world.Mina, false, Token));
        Assert.Single(await PlacesAsync(id));
    }

    [Fact]
    public async Task Week_ClosesOnceAtItsEnd_AndNeverChanges()
    {
        var id = await StartAsync(LeaderboardMetric.Minutes);
        var session = Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30)).Value;
        Done(await _world.StudyAsync(_world.Leo, id, "2026-03-10 05:00", 20));
        // Sunday ends for the class on Monday at 04:00 in Sofia.
        Assert.Equal(0, await CloseAsync("2026-03-16 01:59"));
        Assert.Equal(1, await CloseAsync("2026-03-16 02:00"));
        Assert.Equal(0, await CloseAsync("2026-03-16 03:00"));

        Done(await _world.Fixture.Get<LogService>().DeleteAsync(_world.Mina, [session.Id], Token));
        Done(await _world.Leaderboards.CompareAsync(_world.Tutor, id, LeaderboardMetric.Points, Token));
        var week = Assert.Single((await _world.BoardAsync(_world.Leo, id)).Closed);
        Assert.Equal((new DateOnly(2026, 3, 9), LeaderboardMetric.Minutes), (week.From, week.Metric));
        Assert.Equal([(1, "Fox", 30.0, false), (2, "Lion", 20.0, true)], week.Places.Select(p => (p.Rank, p.Nickname!, p.Value, p.IsMe)));
        Assert.Equal(2, await CloseAsync("2026-03-30 03:00"));
    }

    [Fact]
    public async Task Member_WhoLeavesOrIsDeleted_DropsOutByName_AndTheResultStays()
    {
        var id = await StartAsync(LeaderboardMetric.Minutes);
        Done(await _world.StudyAsync(_world.Mina, id, "2026-03-10 05:00", 30));
        Done(await _world.StudyAsync(_world.Leo, id, "2026-03-10 05:00", 20));
        await CloseAsync("2026-03-16 02:00");

        Done(await _world.Members.LeaveAsync(_world.Mina, id, _world.Mina, Token));
        Assert.Equal([(1, (string?)null, 30.0), (2, "Lion", 20.0)], Assert.Single((await _world.BoardAsync(_world.Leo, id)).Closed).Places.Select(p => (p.Rank, p.Nickname, p.Value)));
        Assert.Equal(["Lion"], (await PlacesAsync(id)).Select(p => p.Item2));

        Assert.Null(await _world.Fixture.Get<ArchiveService>().DeleteAsync(_world.Leo, Token));
        await using var context = _world.Fixture.Context();
        var results = (await context.Set<LeaderboardWeek>().Include(w => w.Results).SingleAsync(Token)).Results.OrderBy(r => r.Position);
        Assert.Equal([("Fox", 30.0, false), ("", 20.0, true)], results.Select(r => (r.Nickname, r.Value, r.StudentId is null)));
    }

    private async Task<int> StartAsync(LeaderboardMetric metric)
    {
        var id = await _world.ClassAsync();
        Done(await _world.Leaderboards.CompareAsync(_world.Tutor, id, metric, Token));
        Done(await _world.Leaderboards.TakePartAsync(_world.Mina, id, "Fox", Token));
        Done(await _world.Leaderboards.TakePartAsync(_world.Leo, id, "Lion", Token));
        return id;
    }

    private async Task<List<(int, string, double)>> PlacesAsync(int classId) =>
        [.. (await _world.BoardAsync(_world.Tutor, classId)).Places.Select(p => (p.Rank, p.Nickname!, p.Value))];

    private Task<int> CloseAsync(string asOf) => _world.Fixture.Get<LeaderboardClosing>().RunAsync(StudyDashboard.Tests.Support.Make.At(asOf), Token);
}
