using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Tests.Features.Notices;

/// <summary>From the plan to the pages.</summary>
public sealed class OutboxTests : IDisposable
{
    private readonly NoticeFixture _notices = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reminders_PlannedTwice_AreThereOnce()
    {
        await _notices.PlanAsync(_notices.Lesson());
        await _notices.PlanAsync(_notices.Lesson());

        Assert.Equal(6, _notices.All().Count);
        Assert.All(_notices.All(), n => Assert.Equal(_notices.Lesson().StartsAt.AddMinutes(-15), n.DueAt));
    }

    [Fact]
    public async Task Reminders_OfAMovedLesson_MoveWhileTheyWait()
    {
        await _notices.PlanAsync(_notices.Lesson());
        var moved = _notices.Lesson(start: _notices.Now.AddDays(2));

        await _notices.PlanAsync(moved);

        Assert.Equal(6, _notices.All().Count);
        Assert.All(_notices.All(), n => Assert.Equal(moved.StartsAt.AddMinutes(-15), n.DueAt));
    }

    [Fact]
    public async Task Reminders_OfALessonMovedAfterwards_ComeForItsNewTimeToo()
    {
        var first = _notices.Lesson();
        await _notices.PlanAsync(first);
        await GoToAsync(first.StartsAt.AddMinutes(-15));
        var moved = _notices.Lesson(start: first.StartsAt.AddDays(1));

        await _notices.PlanAsync(moved);
        await _notices.PlanAsync(moved);

        Assert.Equal(6, _notices.All().Count(n => n.State == NoticeState.Sent));
        Assert.Equal(6, _notices.All().Count(n => n.State == NoticeState.Waiting && n.DueAt == moved.StartsAt.AddMinutes(-15)));
    }

    [Fact]
    public async Task Reminders_OfALessonThatIsOffOrGone_AreWithdrawn()
    {
        await _notices.PlanAsync(_notices.Lesson(41), _notices.Lesson(42));

        await _notices.PlanAsync(_notices.Lesson(41, isOn: false));
        await using (var context = _notices.Study.Context())
        {
            await _notices.Planner.WithdrawAsync(context, [42], Token);
            await context.SaveChangesAsync(Token);
        }

        Assert.Empty(_notices.All());
    }

    [Fact]
    public async Task HandOut_WhenDue_IsOneLineAThingAndNeverAgain()
    {
        var lesson = _notices.Lesson();
        await _notices.PlanAsync(lesson);
        var heard = 0;
        using var subscription = _notices.Study.Get<StudyFeed>().Subscribe(_notices.Student, topic => heard += topic == FeedTopic.Notices ? 1 : 0);
        _notices.Study.Clock.SetUtc(lesson.StartsAt.AddMinutes(-16));
        Assert.Equal(lesson.StartsAt.AddMinutes(-15), await _notices.Screen.DeliverAsync(Token));
        Assert.Equal(0, heard);

        await GoToAsync(lesson.StartsAt.AddMinutes(-15));
        await GoToAsync(lesson.StartsAt.AddMinutes(-14));

        Assert.Equal(1, heard);
        var line = Assert.Single(await _notices.Reader.NewestAsync(_notices.Student, 10, Token));
        Assert.Equal("Algebra at 05:00", line.Title);
        Assert.Contains("with Vera: Wed 11 Mar 2026, 05:00–06:00 (America/New_York), that is Wed 11 Mar 2026, 11:00 (Europe/Sofia).", line.Body, StringComparison.Ordinal);
        Assert.Equal(1, (await _notices.Reader.GlanceAsync(_notices.Student, Token)).Unread);
        Assert.Contains("of Mina with Vera", Assert.Single(await _notices.Reader.NewestAsync(_notices.Guardian, 10, Token)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandOut_AfterTheServerWasDown_IsLateButUsefulOrLoggedAsMissed()
    {
        var (early, late) = (_notices.Lesson(41), _notices.Lesson(42, start: _notices.Now.AddDays(1).AddHours(3)));
        await _notices.PlanAsync(early, late);

        await GoToAsync(late.StartsAt.AddMinutes(5));

        Assert.Equal([NoticeState.LateLogged, NoticeState.LateLogged, NoticeState.Sent, NoticeState.Sent], _notices.All(_notices.Student).Select(n => n.State));
        Assert.Equal([NoticeState.Sent, NoticeState.LateLogged], (await _notices.Reader.NewestAsync(_notices.Student, 10, Token)).Select(l => l.State).Order());
    }

    [Fact]
    public async Task Group_OfOneLesson_IsOneReminderForItsTutor()
    {
        var start = _notices.Now.AddDays(1);
        var other = _notices.Study.AddPerson("Jonas");
        await _notices.PlanAsync(_notices.Lesson(41, start), _notices.Lesson(42, start) with { StudentId = other });

        await GoToAsync(start.AddMinutes(-15));

        var line = Assert.Single(await _notices.Reader.NewestAsync(_notices.Tutor, 10, Token));
        Assert.Contains("with Mina", line.Body, StringComparison.Ordinal);
        Assert.Contains("with Jonas", line.Body, StringComparison.Ordinal);
        Assert.Equal(1, (await _notices.Reader.GlanceAsync(_notices.Tutor, Token)).Unread);
    }

    [Fact]
    public async Task Changes_WithinAMinute_AreOneNoticeAndNoneForWhoMadeThem()
    {
        var (first, second) = (_notices.Lesson(41), _notices.Lesson(42));
        await _notices.AnnounceAsync(first, first with { StartsAt = first.StartsAt.AddHours(1), EndsAt = first.EndsAt.AddHours(1) });
        _notices.Study.Clock.Advance(TimeSpan.FromSeconds(40));
        await _notices.AnnounceAsync(second, second with { IsOn = false, Reason = "ill" });
        await GoToAsync(_notices.Now.AddSeconds(19));
        Assert.Empty(await _notices.Reader.NewestAsync(_notices.Student, 10, Token));

        await GoToAsync(_notices.Now.AddSeconds(1));
        await GoToAsync(_notices.Now.AddMinutes(2));

        var line = Assert.Single(await _notices.Reader.NewestAsync(_notices.Student, 10, Token));
        Assert.Equal("2 lessons changed", line.Title);
        Assert.Contains("before Wed 11 Mar 2026, 05:00", line.Body, StringComparison.Ordinal);
        Assert.Contains("Reason: ill", line.Body, StringComparison.Ordinal);
        Assert.Single(await _notices.Reader.NewestAsync(_notices.Guardian, 10, Token));
        Assert.Empty(await _notices.Reader.NewestAsync(_notices.Tutor, 10, Token));
    }

    [Fact]
    public async Task Change_TakenBackAtOnce_IsToldToNobody()
    {
        var lesson = _notices.Lesson();
        var moved = lesson with { StartsAt = lesson.StartsAt.AddHours(1), EndsAt = lesson.EndsAt.AddHours(1) };
        await _notices.AnnounceAsync(lesson, moved);
        await _notices.AnnounceAsync(moved, lesson);

        await GoToAsync(_notices.Now.AddMinutes(1));

        Assert.Empty(await _notices.Reader.NewestAsync(_notices.Student, 10, Token));
        Assert.All(_notices.All(), n => Assert.Equal(NoticeState.Joined, n.State));
    }

    [Fact]
    public async Task Change_OfWhatNobodyPlansBy_OrOfAPastLesson_IsNoNews()
    {
        var lesson = _notices.Lesson();
        await _notices.AnnounceAsync(lesson, lesson with { AlarmEnabled = true });
        await _notices.AnnounceAsync(null, _notices.Lesson(start: _notices.Now.AddHours(-2)));

        Assert.Empty(_notices.All());
    }

    [Fact]
    public async Task Alarm_Snoozed_ComesAgainAndEndsWhenDismissed()
    {
        var lesson = _notices.Lesson(alarm: true);
        await _notices.PlanAsync(lesson);
        await GoToAsync(lesson.StartsAt.AddMinutes(-15));
        var alarm = Assert.Single((await _notices.Reader.GlanceAsync(_notices.Student, Token)).Alarms);

        Assert.Null(await _notices.Service.SnoozeAsync(_notices.Student, alarm.Id, 5, Token));
        Assert.NotNull(await _notices.Service.SnoozeAsync(_notices.Student, alarm.Id, 10, Token));
        Assert.Empty((await _notices.Reader.GlanceAsync(_notices.Student, Token)).Alarms);
        await GoToAsync(lesson.StartsAt.AddMinutes(-10));

        var again = Assert.Single((await _notices.Reader.GlanceAsync(_notices.Student, Token)).Alarms);
        Assert.Equal((alarm.Id, alarm.Round + 1), (again.Id, again.Round));
        Assert.Null(await _notices.Service.ReadAsync(_notices.Student, alarm.Id, Token));
        var glance = await _notices.Reader.GlanceAsync(_notices.Student, Token);
        Assert.Equal((0, 0, 0), (glance.Alarms.Count, glance.Unread, glance.System.Count));
    }

    [Fact]
    public async Task SystemNotice_ClaimedByTwoBrowsers_IsShownByOne()
    {
        var lesson = _notices.Lesson();
        await _notices.PlanAsync(lesson);
        await GoToAsync(lesson.StartsAt.AddMinutes(-15));
        var notice = Assert.Single((await _notices.Reader.GlanceAsync(_notices.Student, Token)).System);

        Assert.False(await _notices.Service.ClaimShowingAsync(_notices.Tutor, notice.Id, Token));
        Assert.True(await _notices.Service.ClaimShowingAsync(_notices.Student, notice.Id, Token));
        Assert.False(await _notices.Service.ClaimShowingAsync(_notices.Student, notice.Id, Token));
        Assert.Empty((await _notices.Reader.GlanceAsync(_notices.Student, Token)).System);
    }

    [Fact]
    public async Task QuietHours_LetItIntoTheListWithoutSoundOrSystemNotice()
    {
        await _notices.ChooseAsync(_notices.Student, c => c with { QuietFrom = new TimeOnly(0, 0), QuietTo = new TimeOnly(8, 0) });
        var lesson = _notices.Lesson(alarm: true);
        await _notices.PlanAsync(lesson);

        await GoToAsync(lesson.StartsAt.AddMinutes(-15));

        var glance = await _notices.Reader.GlanceAsync(_notices.Student, Token);
        Assert.Equal((1, 0), (glance.Unread, glance.System.Count));
        Assert.True(Assert.Single(glance.Alarms).IsSilent);
    }

    [Fact]
    public async Task OthersNotice_IsAsIfItWereNotThere()
    {
        var lesson = _notices.Lesson(alarm: true);
        await _notices.PlanAsync(lesson);
        await GoToAsync(lesson.StartsAt.AddMinutes(-15));
        var alarm = Assert.Single((await _notices.Reader.GlanceAsync(_notices.Student, Token)).Alarms);

        Assert.NotNull(await _notices.Service.ReadAsync(_notices.Guardian, alarm.Id, Token));
        Assert.NotNull(await _notices.Service.SnoozeAsync(_notices.Guardian, alarm.Id, 5, Token));
        Assert.Single((await _notices.Reader.GlanceAsync(_notices.Student, Token)).Alarms);
    }

    [Fact]
    public async Task Everything_Read_CountsNothingAndEndsAlarms()
    {
        var lesson = _notices.Lesson(alarm: true);
        await _notices.PlanAsync(lesson);
        await GoToAsync(lesson.StartsAt.AddMinutes(-15));

        await _notices.Service.ReadAllAsync(_notices.Student, Token);

        var glance = await _notices.Reader.GlanceAsync(_notices.Student, Token);
        Assert.Equal((0, 0), (glance.Unread, glance.Alarms.Count));
        Assert.True(Assert.Single(await _notices.Reader.NewestAsync(_notices.Student, 10, Token)).IsRead);
        Assert.Equal(1, (await _notices.Reader.GlanceAsync(_notices.Guardian, Token)).Unread);
    }

    [Fact]
    public async Task Choices_ChangedWhileRemindersWait_HoldForThem()
    {
        var source = new Lessons(_notices.Lesson());
        var duty = new StudyDashboard.Features.Notices.Planning.ReminderDuty(
            _notices.Study.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<StudyDashboard.Data.StudyDbContext>>(), [source], _notices.Planner, _notices.Study.Clock);
        await duty.RunAsync(_notices.Now, Token);
        await _notices.ChooseAsync(_notices.Student, c => c with { Reminders = [new ReminderChoice(60, NoticeChannel.InApp)] });

        await duty.PlanForAsync(_notices.Student, Token);

        Assert.Equal((NoticeChannel.InApp, _notices.Lesson().StartsAt.AddHours(-1)), Assert.Single(_notices.All(_notices.Student).Select(n => (n.Channel, n.DueAt))));
        Assert.Equal(2, _notices.All(_notices.Tutor).Count);
    }

    public void Dispose() => _notices.Dispose();

    private async Task GoToAsync(DateTime utc)
    {
        _notices.Study.Clock.SetUtc(utc);
        await _notices.Screen.DeliverAsync(Token);
    }

    private sealed class Lessons(params LessonNotice[] lessons) : StudyDashboard.Features.Notices.Planning.IReminderSource
    {
        public Task<IReadOnlyList<LessonNotice>> BeginningAsync(
            StudyDashboard.Data.StudyDbContext context, int? personId, DateTime fromUtc, DateTime toUtc, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<LessonNotice>>([.. lessons.Where(l => l.StartsAt >= fromUtc && l.StartsAt < toUtc)]);
    }
}
