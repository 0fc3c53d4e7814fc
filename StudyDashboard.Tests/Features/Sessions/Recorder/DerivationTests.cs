using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Sessions.Recorder;

/// <summary>A day that is derived alone knows what lies inside its sessions and counts on another day.</summary>
public sealed class DerivationTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _study.Dispose();

    [Fact]
    public async Task Day_DerivedAlone_CutsOutWhatWasRecordedInAnotherZone()
    {
        // Half past two to half past three in Sofia is the day before; the same minutes are morning in Tokyo, and the next day.
        await AddAsync(Make.Session(_study.StudentId, Make.At("2026-03-10 00:30"), 60));
        await AddAsync(Make.Session(_study.StudentId, Make.At("2026-03-10 00:45"), 10, SessionKind.VocabularyReview, source: SessionSource.Review, zone: "Asia/Tokyo"));
        Assert.Equal([(9, 3000), (10, 600)], await DaysAsync());

        var other = await AddAsync(Make.Session(_study.StudentId, Make.At("2026-03-09 09:00"), 5));
        await _study.Get<LogService>().DeleteAsync(_study.StudentId, [other], Token);

        Assert.Equal([(9, 3000), (10, 600)], await DaysAsync());
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Day_DerivedAlone_CountsTheProgressOfASessionAcrossItsEndOnce()
    {
        // From 03:50 to 04:20, and from 04:05 on a sitting of the next day.
        await AddAsync(Make.Session(_study.StudentId, Make.At("2026-03-10 01:50"), 30));
        await AddAsync(Make.Session(_study.StudentId, Make.At("2026-03-10 02:05"), 15, SessionKind.VocabularyReview, source: SessionSource.Review));
        var other = await AddAsync(Make.Session(_study.StudentId, Make.At("2026-03-09 09:00"), 5));

        await _study.Get<LogService>().DeleteAsync(_study.StudentId, [other], Token);

        await using var context = _study.Context();
        Assert.Equal(5, (await context.Snapshots.Where(s => s.Kind == SessionKind.Practice).ToListAsync(Token)).Sum(s => s.ProgressPoints), 9);
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    private async Task<int> AddAsync(StudySession session) => (await _study.Get<SessionRecorder>().RecordAsync<StudySession>(
        _study.StudentId, ChangeVerb.Add, book => Task.FromResult<Outcome<StudySession>>(book.Add(session)), Token)).Value.Value.Id;

    private async Task<IEnumerable<(int Day, int Seconds)>> DaysAsync()
    {
        await using var context = _study.Context();
        return (await context.Days.OrderBy(d => d.StudyDay).ToListAsync(Token)).Select(d => (d.StudyDay.Day, d.NetSeconds));
    }
}
