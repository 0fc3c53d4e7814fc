using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts.Welcome;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports;

/// <summary>Sample data in one's own account: there with one step, gone with one step.</summary>
public sealed class SampleDataTests : IDisposable
{
    private readonly StudyFixture _study = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sample_AddedAndRemoved_LeavesNothing()
    {
        Assert.Null(await AddAsync());
        Assert.InRange((await RowsAsync()).Days, 20, 60);
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(_study.StudentId, Cancel));
        var run = Assert.Single(await _study.Get<ImportHistory>().OfAsync(_study.StudentId, Cancel));

        var undone = await _study.Get<ImportService>().UndoAsync(_study.StudentId, run.Id, Cancel);

        Assert.Empty(undone.Value.Kept);
        Assert.Equal((0, 0, 0), await RowsAsync());
    }

    [Fact]
    public async Task Sample_Removed_KeepsWhatThePersonRecordedMeanwhile()
    {
        await AddAsync();
        await RecordOwnAsync();
        var run = Assert.Single(await _study.Get<ImportHistory>().OfAsync(_study.StudentId, Cancel));

        await _study.Get<ImportService>().UndoAsync(_study.StudentId, run.Id, Cancel);

        await using var context = _study.Context();
        Assert.Equal(43 * 60, (await context.Days.SingleAsync(d => d.StudentId == _study.StudentId, Cancel)).NetSeconds);
    }

    [Fact]
    public async Task Sample_ForAnAccountThatIsNotEmpty_IsRefused()
    {
        await RecordOwnAsync();

        var refusal = await AddAsync();

        Assert.Equal(RefusalKind.Conflict, refusal!.Kind);
        Assert.Equal((1, 1), ((await RowsAsync()).Sessions, (await RowsAsync()).Days));
    }

    [Fact]
    public void Sample_IsNoKindOfFile() => Assert.DoesNotContain(_study.Get<ImportService>().Kinds, k => k.Word == "sample");

    public void Dispose() => _study.Dispose();

    private Task<Refusal?> AddAsync() => _study.Get<ISampleData>().AddAsync(_study.StudentId, Cancel);

    private Task RecordOwnAsync() => _study.Get<SessionRecorder>().RecordAsync<StudySession>(
        _study.StudentId, ChangeVerb.Add,
        book => Task.FromResult<Outcome<StudySession>>(book.Add(Make.Session(_study.StudentId, Make.At("2025-03-10 06:00"), 43))), Cancel);

    private async Task<(int Sessions, int Days, int Points)> RowsAsync()
    {
        await using var context = _study.Context();
        return (await context.Sessions.CountAsync(Cancel), await context.Days.CountAsync(Cancel), await context.Points.CountAsync(Cancel));
    }
}
