using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Log;

public sealed class LogServiceTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private LogService Log => _study.Get<LogService>();

    private int Student => _study.StudentId;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Add_OverlapWithoutAFix_IsRefusedAndNamesTheOther()
    {
        await AddAsync("06:00", "07:00");

        var refused = (await Log.AddAsync(Student, Entry("06:30", "07:30"), Token)).Refusal!;

        Assert.Equal(RefusalKind.Conflict, refused.Kind);
        Assert.Contains("Algebra (08:00–09:00)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3600, await TotalAsync());
    }

    [Fact]
    public async Task Add_NeighboursThatTouch_DoNotOverlap()
    {
        await AddAsync("06:00", "07:00");

        Assert.Null((await Log.AddAsync(Student, Entry("07:00", "07:30"), Token)).Refusal);
    }

    [Fact]
    public async Task Add_WithinATimerThatBeganWeeksBefore_IsRefused()
    {
        var timers = _study.Get<TimerService>();
        var weeks = (await timers.StartAsync(Student, new StartTimer { About = Make.About() }, Token)).Value.Value;
        _study.Clock.Advance(TimeSpan.FromDays(20));
        await timers.FinishAsync(Student, weeks.Id, new FinishTimer(), Token);
        _study.Clock.Advance(TimeSpan.FromDays(1));

        var inside = Entry("05:00", "06:30");
        var refused = await Log.AddAsync(Student, inside with { StartedAt = inside.StartedAt!.Value.AddDays(18), EndedAt = inside.EndedAt!.Value.AddDays(18) }, Token);

        Assert.Equal(RefusalKind.Conflict, refused.Refusal!.Kind);
    }

    [Theory]
    [InlineData("алгебра")]
    [InlineData("ГЛАВА")]
    [InlineData("ЭКЗ")]
    public async Task Page_WithAText_FindsItInAnyCaseOfAnyAlphabet(string text)
    {
        var entry = Entry("06:00", "07:00");
        await Log.AddAsync(Student, entry with { About = entry.About with { Subject = "Алгебра", Tags = ["Экзамен"] }, Note = "Глава 3" }, Token);
        await AddAsync("08:00", "09:00");

        var page = await _study.Get<LogReader>().PageAsync(Student, new LogFilter { Text = text }, 1, 50, Token);

        Assert.Equal("Алгебра", Assert.Single(page.Sessions).Subject);
    }

    [Theory]
    [InlineData(OverlapFix.TrimOther, "06:00-06:30", "06:30-07:30")]
    [InlineData(OverlapFix.StartAfter, "06:00-07:00", "07:00-07:30")]
    [InlineData(OverlapFix.KeepBoth, "06:00-07:00", "06:30-07:30")]
    public async Task Add_OverlapWithAFix_DoesWhatItSays(OverlapFix fix, string other, string added)
    {
        await AddAsync("06:00", "07:00");

        await Log.AddAsync(Student, Entry("06:30", "07:30") with { Fix = fix }, Token);

        await using var context = _study.Context();
        var spans = await context.Sessions.OrderBy(s => s.StartedAt).Select(s => new { s.StartedAt, s.EndedAt }).ToListAsync(Token);
        Assert.Equal([other, added], spans.Select(s => $"{s.StartedAt:HH:mm}-{s.EndedAt:HH:mm}"));
    }

    [Fact]
    public async Task Add_WithinALongerOneAndTrimOther_LeavesAGapInIt()
    {
        await AddAsync("06:00", "08:00");

        await Log.AddAsync(Student, Entry("06:30", "07:00") with { Fix = OverlapFix.TrimOther }, Token);

        Assert.Equal(2 * 3600, await TotalAsync());
    }

    [Fact]
    public async Task Edit_WithAnOldVersion_IsRefusedAndChangesNothing()
    {
        var session = await AddAsync("06:00", "07:00");
        await Log.EditAsync(Student, session.Id, session.Version, Entry("06:00", "07:10"), Token);

        var second = await Log.EditAsync(Student, session.Id, session.Version, Entry("06:00", "08:00"), Token);

        Assert.Equal(RefusalKind.Stale, second.Refusal!.Kind);
        Assert.Equal(70 * 60, await TotalAsync());
    }

    [Fact]
    public async Task Edit_OfSomeoneElse_IsNotThere()
    {
        var session = await AddAsync("06:00", "07:00");

        var refused = await Log.EditAsync(_study.AddPerson("Tom"), session.Id, null, Entry("06:00", "07:10"), Token);

        Assert.Equal(RefusalKind.NotFound, refused.Refusal!.Kind);
    }

    [Fact]
    public async Task Delete_ThenUndo_RestoresTheSameRowAndItsTotals()
    {
        var session = await AddAsync("06:00", "07:00");
        var deleted = await Log.DeleteAsync(Student, [session.Id], Token);
        Assert.Equal(0, await TotalAsync());

        await _study.Get<SessionUndo>().UndoAsync(Student, deleted.Value.ChangeId!.Value, cancellationToken: Token);

        Assert.Equal(3600, await TotalAsync());
        Assert.Equal(session.Id, Assert.Single((await _study.Get<LogReader>().PageAsync(Student, new LogFilter(), 1, 50, Token)).Sessions).Id);
    }

    [Fact]
    public async Task UndoOfAStop_WhileAnotherRuns_OffersTheSwitch()
    {
        var timers = _study.Get<TimerService>();
        var first = (await timers.StartAsync(Student, new StartTimer { About = Make.About() }, Token)).Value.Value;
        _study.Clock.Advance(TimeSpan.FromMinutes(10));
        var stop = (await timers.FinishAsync(Student, first.Id, new FinishTimer(), Token)).Value;
        var second = (await timers.StartAsync(Student, new StartTimer { About = Make.About() }, Token)).Value.Value;
        _study.Clock.Advance(TimeSpan.FromMinutes(5));
        var undo = _study.Get<SessionUndo>();

        Assert.Equal(second.Id, (await undo.UndoAsync(Student, stop.ChangeId!.Value, cancellationToken: Token)).Refusal!.RunningSessionId);
        Assert.Null((await undo.UndoAsync(Student, stop.ChangeId!.Value, switchTimer: true, Token)).Refusal);

        var current = await timers.CurrentAsync(Student, Token);
        Assert.Equal((first.Id, first.StartedAt!.Value), (current!.SessionId, current.StartedAt));
        Assert.Equal(5 * 60, await TotalAsync());
    }

    [Fact]
    public async Task Split_WithAGap_DistributesPausesAndLeavesCountsWithTheFirst()
    {
        var session = await AddAsync("06:00", "07:00", answered: 10, correct: 7);

        var split = await _study.Get<SessionSplit>().SplitAsync(Student, session.Id,
        [
            new SplitPart { StartedAt = At("06:00"), EndedAt = At("06:20") },
            new SplitPart { StartedAt = At("06:30"), EndedAt = At("07:00"), About = Make.About(SessionKind.Theory) },
        ], Token);

        var parts = split.Value.Value;
        Assert.Equal([(1200, 10, 7), (1800, 0, 0)], parts.Select(p => (p.NetSeconds, p.QuestionsAnswered, p.CorrectAnswers)));
        Assert.Equal(SessionKind.Theory, parts[1].Kind);
        Assert.Equal(3000, await TotalAsync());
    }

    [Fact]
    public async Task Split_OfALengthOnly_GivesEachPartItsOwn()
    {
        var entry = Entry("06:00", "07:00") with { StartedAt = null, EndedAt = null, Day = new DateOnly(2026, 3, 9), NetSeconds = 3600 };
        var session = (await Log.AddAsync(Student, entry, Token)).Value.Value;

        await _study.Get<SessionSplit>().SplitAsync(Student, session.Id, [new SplitPart { NetSeconds = 1000 }, new SplitPart { NetSeconds = 2600 }], Token);

        Assert.Equal(3600, await TotalAsync());
    }

    [Fact]
    public async Task Merge_OverAGap_MakesItAPauseAndSumsTheCounts()
    {
        var first = await AddAsync("06:00", "06:30", answered: 4, correct: 3);
        var second = await AddAsync("06:45", "07:00", answered: 6, correct: 6);

        var merged = (await _study.Get<SessionMerge>().MergeAsync(Student, [first.Id, second.Id], null, Token)).Value.Value;

        Assert.Equal((2700, 3600, 10, 9), (merged.NetSeconds, merged.GrossSeconds, merged.QuestionsAnswered, merged.CorrectAnswers));
        Assert.Equal(PauseReason.Gap, Assert.Single(merged.Pauses).Reason);
    }

    [Fact]
    public async Task Merge_OfDifferentKinds_AsksForTheKind()
    {
        var first = await AddAsync("06:00", "06:30");
        var second = await AddAsync("06:45", "07:00", SessionKind.Theory);

        var asked = await _study.Get<SessionMerge>().MergeAsync(Student, [first.Id, second.Id], null, Token);

        Assert.Equal("session_type", Assert.Single(asked.Refusal!.Fields).Field);
    }

    [Fact]
    public async Task Add_EndBeforeStartOrTooManyCorrect_NamesEachField()
    {
        var refused = (await Log.AddAsync(Student, Entry("07:00", "06:00") with { QuestionsAnswered = 3, CorrectAnswers = 9999 }, Token)).Refusal!;

        Assert.Equal(["correct_answers", "ended_at"], refused.Fields.Select(f => f.Field).Order());
    }

    [Fact]
    public async Task Purge_After30Days_RemovesForGood()
    {
        var session = await AddAsync("06:00", "07:00");
        await Log.DeleteAsync(Student, [session.Id], Token);

        Assert.Equal(0, await _study.Get<LogPurge>().RunAsync(_study.Clock.UtcNow.AddDays(29), Token));
        Assert.Equal(1, await _study.Get<LogPurge>().RunAsync(_study.Clock.UtcNow.AddDays(31), Token));
    }

    [Fact]
    public async Task Database_SecondRunningSession_IsRefusedByTheIndex()
    {
        await _study.Get<TimerService>().StartAsync(Student, new StartTimer { About = Make.About() }, Token);
        await using var context = _study.Context();
        context.Sessions.Add(StudySession.Start(
            Student, Make.About(), TimerPlan.Stopwatch, null, StudyDashboard.Infrastructure.Time.StudyCalendar.For("UTC", 4), _study.Clock.UtcNow));

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Token));
    }

    public void Dispose() => _study.Dispose();

    private static DateTime At(string time) => Make.At($"2026-03-10 {time}");

    private static SessionEntry Entry(string start, string end, SessionKind kind = SessionKind.Practice, int answered = 0, int correct = 0) => new()
    {
        About = Make.About(kind),
        StartedAt = At(start),
        EndedAt = At(end),
        QuestionsAnswered = answered,
        CorrectAnswers = correct,
    };

    private async Task<StudySession> AddAsync(string start, string end, SessionKind kind = SessionKind.Practice, int answered = 0, int correct = 0) =>
        (await Log.AddAsync(Student, Entry(start, end, kind, answered, correct), Token)).Value.Value;

    private async Task<int> TotalAsync()
    {
        await using var context = _study.Context();
        return await context.Days.SumAsync(d => d.NetSeconds, Token);
    }
}
