using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data.Demo;

/// <summary>Histories written in bulk come to what the recorder would have made of them.</summary>
public sealed class BulkSessionsTests : IDisposable
{
    private static readonly Persona Short = Personas.Jonas with { Days = 60, ForgotTimer = false };

    private readonly StudyFixture _study = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bulk_ComesToWhatTheRecorderMakes_AndARebuildChangesNothing()
    {
        var recorded = _study.AddPerson("Recorded", dayStartHour: 0);
        var bulk = _study.AddPerson("Bulk", dayStartHour: 0);
        await _study.Get<SessionRecorder>().RecordAsync<int>(recorded, ChangeVerb.Add, book =>
        {
            var count = History(recorded).Select(book.Add).Count();
            return Task.FromResult<Outcome<int>>(count);
        }, Cancel);

        await _study.Get<BulkSessions>().AddAsync(bulk, History(bulk), Cancel);

        Assert.Equal(await DerivedAsync(recorded), await DerivedAsync(bulk));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(bulk, Cancel));
    }

    [Fact]
    public async Task Bulk_SessionsOfAKnownDay_AddUpByHand()
    {
        var start = Make.At("2026-03-09 20:00");
        var timer = Make.Session(_study.StudentId, start, minutes: 60, answered: 20, correct: 15);
        timer.SetPauses([(new Interval(start.AddMinutes(10), start.AddMinutes(17)), PauseReason.Pause)]);
        var sitting = Make.Session(_study.StudentId, start.AddMinutes(30), minutes: 10, kind: SessionKind.VocabularyReview, source: SessionSource.Review);
        // From 03:30 to 04:30 in Sofia: half before the day begins, half after.
        var night = Make.Session(_study.StudentId, Make.At("2026-03-10 01:30"), minutes: 60);

        await _study.Get<BulkSessions>().AddAsync(_study.StudentId, [timer, sitting, night], Cancel);

        await using var context = _study.Context();
        var days = await context.Days.Where(d => d.StudentId == _study.StudentId).OrderBy(d => d.StudyDay).ToListAsync(Cancel);
        // 60 - 7 paused - 10 of the sitting inside, 10 of the sitting, 30 of the night; then the other 30.
        Assert.Equal([60 * (43 + 10 + 30), 60 * 30], days.Select(d => d.NetSeconds));
        Assert.Equal([20, 0], days.Select(d => d.Answered));
    }

    [Theory]
    [InlineData("2026-03-10 09:00")]
    [InlineData("2026-03-10 02:10")]
    [InlineData("2026-08-02 18:45")]
    [InlineData("2026-10-25 21:00")]
    public void History_NeverOverlaps_NorLiesAhead(string now)
    {
        Assert.All([Personas.Mina, Personas.Jonas, Personas.Aiko, Personas.Leo], persona =>
        {
            var at = Make.At(now);
            var sessions = new StudyHistory(persona, new HistoryOwner(1, StudyCalendar.For("Europe/Sofia", 4), at)).Sessions().ToList();
            var spans = sessions.Where(s => s.Span is not null).Select(s => s.Span!.Value).OrderBy(s => s.Start).ToList();

            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Start, $"{pair.First} {pair.Second}"));
            Assert.True(spans[^1].End <= at);
            Assert.All(sessions, s => Assert.True(s.NetSeconds <= s.GrossSeconds && s.CorrectAnswers <= s.QuestionsAnswered));
        });
    }

    [Fact]
    public void History_MadeTwice_IsTheSame() => Assert.Equal(
        History(1).Select(s => (s.StartedAt, s.EndedAt, s.Subject, s.CorrectAnswers, s.Note)),
        History(1).Select(s => (s.StartedAt, s.EndedAt, s.Subject, s.CorrectAnswers, s.Note)));

    public void Dispose() => _study.Dispose();

    private IEnumerable<StudySession> History(int student) =>
        new StudyHistory(Short, new HistoryOwner(student, StudyCalendar.For("Europe/Sofia", 0), _study.Clock.UtcNow)).Sessions();

    /// <summary>All derived rows of a student, as nobody's.</summary>
    private async Task<List<object>> DerivedAsync(int student)
    {
        await using var context = _study.Context();
        var days = await context.Days.Where(d => d.StudentId == student).OrderBy(d => d.StudyDay).ToListAsync(Cancel);
        var hours = await context.Hours.Where(h => h.StudentId == student).OrderBy(h => h.StudyDay).ThenBy(h => h.Hour).ToListAsync(Cancel);
        var snapshots = await context.Snapshots.Where(s => s.StudentId == student)
            .OrderBy(s => s.StudyDay).ThenBy(s => s.Kind).ThenBy(s => s.Subject).ToListAsync(Cancel);
        var points = await context.Points.Where(p => p.StudentId == student).ToListAsync(Cancel);
        return [
            .. days.Select(d => d with { StudentId = 0 }),
            .. hours.Select(h => h with { StudentId = 0 }),
            .. snapshots.Select(s => s with { StudentId = 0 }),
            .. points.GroupBy(p => p.StudyDay).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(p => p.Points))),
        ];
    }
}
