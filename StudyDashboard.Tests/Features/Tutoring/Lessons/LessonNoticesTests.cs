using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Notices;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Tutoring.Lessons;

/// <summary>What lessons put into the outbox.</summary>
public sealed class LessonNoticesTests : IDisposable
{
    private readonly TutorWorld _world = new();

    public LessonNoticesTests()
    {
        using var context = _world.Fixture.Context();
        foreach (var person in context.Users)
        {
            person.PasswordHash = "hash";
        }
        context.SaveChanges();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private int Student => _world.Fixture.StudentId;

    [Fact]
    public async Task Series_Made_IsOneNoticeAndRemindersOfTheComingDaysOnly()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=20"));

        await DeliverAsync("2026-03-02 09:01");

        var line = Assert.Single(await ListAsync());
        Assert.Equal("20 new lessons", line.Title);
        Assert.Empty(await ListAsync(_world.TutorId));
        Assert.Equal([Make.At("2026-03-03 14:45"), Make.At("2026-03-05 14:45")], Waiting().Select(n => n.DueAt).Distinct().Order());
    }

    [Fact]
    public async Task Lesson_Moved_IsToldBeforeAndAfterAndRemindsAtItsNewTime()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await DeliverAsync("2026-03-02 09:01");

        await _world.EditAsync(_world.Lessons()[0], LessonScope.This, d => d with { Slot = LessonSlot.At(TutorWorld.Local("2026-03-04 18:00"), TimeSpan.FromHours(1), "Europe/Sofia") });
        await DeliverAsync("2026-03-02 09:03");

        var line = (await ListAsync())[0];
        Assert.Equal("Lesson moved: Mathematics, now Wed 4 Mar 2026, 18:00", line.Title);
        Assert.Contains("before Tue 3 Mar 2026, 17:00–18:00 (Europe/Sofia), now Wed 4 Mar 2026, 18:00–19:00 (Europe/Sofia).", line.Body, StringComparison.Ordinal);
        Assert.Equal($"/schedule/lessons/{_world.Lessons()[0].Id}", line.Address);
        Assert.Equal([Make.At("2026-03-04 15:45")], Waiting().Select(n => n.DueAt).Distinct());
    }

    [Fact]
    public async Task Lesson_CancelledAndTakenBackWithinAMinute_IsNoNewsAndKeepsItsReminders()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await DeliverAsync("2026-03-02 09:01");
        var lesson = _world.Lessons()[0];

        var cancelled = TutorWorld.Done(await _world.Service.CancelAsync(_world.TutorId, lesson.Id, null, LessonScope.This, "ill", Token));
        Assert.DoesNotContain(Waiting(), n => n.Kind == NoticeKind.LessonReminder);
        Assert.Null(await _world.Service.UndoAsync(_world.TutorId, cancelled.ChangeId!.Value, Token));
        await DeliverAsync("2026-03-02 09:03");

        Assert.Single(await ListAsync());
        Assert.Equal(4, Waiting().Count(n => n.Kind == NoticeKind.LessonReminder));
    }

    [Fact]
    public async Task Lesson_Deleted_TakesItsRemindersAlong()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await DeliverAsync("2026-03-02 09:01");

        TutorWorld.Done(await _world.Service.DeleteAsync(_world.TutorId, _world.Lessons()[0].Id, null, LessonScope.This, Token));
        await DeliverAsync("2026-03-02 09:03");

        Assert.StartsWith("Lesson cancelled: Mathematics", (await ListAsync())[0].Title, StringComparison.Ordinal);
        Assert.Empty(Waiting());
    }

    [Fact]
    public async Task Duty_ADayLater_PlansWhatHasComeNearAndForgetsWhatIsGone()
    {
        await _world.CreateAsync(_world.Draft("2026-03-12 17:00"));
        Assert.DoesNotContain(Waiting(), n => n.Kind == NoticeKind.LessonReminder);
        _world.Fixture.Clock.SetUtc(Make.At("2026-03-05 09:00"));

        await _world.Fixture.Get<ReminderDuty>().RunAsync(Make.At("2026-03-05 09:00"), Token);
        Assert.Equal([Make.At("2026-03-12 14:45")], Waiting().Where(n => n.Kind == NoticeKind.LessonReminder).Select(n => n.DueAt).Distinct());
        await using (var context = _world.Fixture.Context())
        {
            context.RemoveRange(context.Set<Lesson>());
            await context.SaveChangesAsync(Token);
        }
        await _world.Fixture.Get<ReminderDuty>().RunAsync(Make.At("2026-03-05 09:00"), Token);

        Assert.DoesNotContain(Waiting(), n => n.Kind == NoticeKind.LessonReminder);
    }

    [Fact]
    public async Task Lesson_ClosedBeforeItsEnd_IsNotToldAsCancelled()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await DeliverAsync("2026-03-02 09:01");
        _world.Fixture.Clock.SetUtc(Make.At("2026-03-03 15:50"));
        await _world.Fixture.Get<StudyDashboard.Features.Tutoring.Recorder.LessonRecorder>().RecordAsync<int>(
            _world.TutorId, StudyDashboard.Features.Tutoring.Recorder.LessonVerb.Close, async book =>
            {
                (await book.FindAsync(_world.Lessons()[0].Id, Token))!.Complete();
                return 0;
            }, cancellationToken: Token);

        Assert.DoesNotContain(Waiting(), n => n.Kind != NoticeKind.LessonReminder);
    }

    [Fact]
    public async Task Apology_IsToldToTheTutorOnce_AndAgainOnlyWithOtherWords()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        await DeliverAsync("2026-03-02 09:01");
        var (apologies, lesson) = (_world.Fixture.Get<ApologyService>(), _world.Lessons()[0].Id);

        Assert.Null(await apologies.ApologizeAsync(Student, lesson, "Ill", Token));
        Assert.Null(await apologies.ApologizeAsync(Student, lesson, " Ill ", Token));
        await DeliverAsync("2026-03-02 09:02");
        await DeliverAsync("2026-03-02 09:03");

        var told = Assert.Single(await ListAsync(_world.TutorId));
        Assert.Equal(("Mathematics: Mina cannot come", $"/schedule/lessons/{lesson}"), (told.Title, told.Address));
        Assert.Contains("Tue 3 Mar 2026, 17:00–18:00 (Europe/Sofia)", told.Body, StringComparison.Ordinal);
        Assert.EndsWith("\n\"Ill\"", told.Body, StringComparison.Ordinal);
        Assert.Null(await apologies.ApologizeAsync(Student, lesson, "Ill, doctor at 17:00", Token));
        Assert.Null(await apologies.WithdrawAsync(Student, lesson, Token));
        Assert.Null(await apologies.WithdrawAsync(Student, lesson, Token));
        await DeliverAsync("2026-03-02 09:04");

        Assert.Equal(["Mathematics: Mina comes after all", "Mathematics: Mina cannot come", "Mathematics: Mina cannot come"], (await ListAsync(_world.TutorId)).Select(n => n.Title));
        Assert.DoesNotContain(await ListAsync(), n => n.Title.Contains("come", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Apology_GoesTheWaysThatTheTutorChose()
    {
        await _world.Fixture.Get<ProfileService>().PreferAsync(_world.TutorId, p => p with { Notices = p.Notices with { Changes = [] } }, Token);
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));

        Assert.Null(await _world.Fixture.Get<ApologyService>().ApologizeAsync(Student, _world.Lessons()[0].Id, "Ill", Token));

        Assert.DoesNotContain(Waiting(), n => n.Kind == NoticeKind.LessonApology);
    }

    public void Dispose() => _world.Dispose();

    private async Task DeliverAsync(string utc)
    {
        _world.Fixture.Clock.SetUtc(Make.At(utc));
        await _world.Fixture.Get<ScreenPost>().DeliverAsync(Token);
    }

    private Task<IReadOnlyList<NoticeLine>> ListAsync(int? person = null) => _world.Fixture.Get<NoticeReader>().NewestAsync(person ?? Student, 10, Token);

    private List<Notice> Waiting()
    {
        using var context = _world.Fixture.Context();
        return [.. context.Set<Notice>().Where(n => n.State == NoticeState.Waiting)];
    }
}
