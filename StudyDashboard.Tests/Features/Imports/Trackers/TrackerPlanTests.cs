using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

public sealed class TrackerPlanTests : IDisposable
{
    private const string File = "Project,Description,Start date,Start time,End date,End time,Tags\n"
        + "Algebra,one,2024-03-04,10:00:00,2024-03-04,11:00:00,a\nAlgebra,one,2024-03-04,10:00:00,2024-03-04,11:00:00,a\nBiology,two,2024-03-05,10:00:00,2024-03-05,11:00:00,\n";

    private const string Reordered = "Tags;End time;End date;Start time;Start date;Description;Billable;Project\n"
        + ";11:00;2024-03-05;10:00;2024-03-05;two;No;Biology\na;11:00;2024-03-04;10:00;2024-03-04;one;No;Algebra\na;11:00;2024-03-04;10:00;2024-03-04;one;No;Algebra\n";

    private readonly TrackerStudy _tracker = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ImportService Imports => _tracker.Study.Get<ImportService>();

    [Fact]
    public async Task Import_OfTwoEqualRows_MakesTwo() => Assert.Equal(3, (await _tracker.ImportAsync("toggl", File)).Plan.Created);

    [Theory]
    [InlineData(File)]
    [InlineData(Reordered)]
    public async Task Import_Again_AddsNothing(string second)
    {
        await _tracker.ImportAsync("toggl", File);

        var again = await _tracker.ImportAsync("toggl", second);

        Assert.Equal((0, 3, null), (again.Plan.Created, again.Plan.Skipped, again.ImportId));
        Assert.Equal(3, (await _tracker.SessionsAsync()).Count);
    }

    [Fact]
    public async Task Import_AgainAfterAMoveAndWithAnotherMap_AddsNothing()
    {
        await _tracker.ImportAsync("toggl", File);
        await _tracker.Study.Get<ProfileService>().ChangeAsync(_tracker.Study.StudentId, p => p.SetDays("Asia/Tokyo", 4, DayOfWeek.Monday), Token);

        Assert.Equal(0, (await _tracker.ImportAsync("toggl", File, """{"kind": "practice", "projects": {"Algebra": {"subject": "Maths"}}}""")).Plan.Created);
    }

    [Fact]
    public async Task Import_OfALongerExport_AddsTheNewRows()
    {
        await _tracker.ImportAsync("toggl", File);

        Assert.Equal((2, 3), (await _tracker.ImportAsync("toggl", File + "Biology,two,2024-03-05,10:00:00,2024-03-05,11:00:00,\nBiology,three,2024-03-06,10:00:00,2024-03-06,11:00:00,\n")).Plan is var plan ? (plan.Created, plan.Skipped) : default);
    }

    [Fact]
    public async Task DryRun_StoresNothing()
    {
        var plan = await _tracker.DryRunAsync("toggl", File);

        Assert.Equal(3, plan.Created);
        Assert.Contains("3 sessions, 3:00 hours, from 4 Mar 2024 to 5 Mar 2024.", plan.Summary, StringComparison.Ordinal);
        Assert.Empty(await _tracker.SessionsAsync());
    }

    [Fact]
    public async Task Undo_KeepsWhatWasEdited()
    {
        var import = await _tracker.ImportAsync("toggl", File);
        var edited = (await _tracker.SessionsAsync())[0].Id;
        await _tracker.Study.Get<SessionRecorder>().RecordAsync<StudySession>(_tracker.Study.StudentId, ChangeVerb.Edit, async book =>
        {
            var session = (await book.FindAsync(edited, cancellationToken: Token))!;
            session.WriteNote("kept");
            return session;
        }, Token);

        var undone = (await Imports.UndoAsync(_tracker.Study.StudentId, import.ImportId!.Value, Token)).Value;

        Assert.Equal(edited, Assert.Single(undone.Kept).Id);
        Assert.Equal(edited, Assert.Single(await _tracker.SessionsAsync()).Id);
        Assert.Equal(2, (await _tracker.ImportAsync("toggl", File)).Plan.Created);
        await using var context = _tracker.Study.Context();
        Assert.Equal(3 * 3600, await context.Days.SumAsync(d => d.NetSeconds, Token));
        Assert.Equal(0, await _tracker.Study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Import_OfASessionThatWasDeleted_DoesNotBringItBack()
    {
        await _tracker.ImportAsync("toggl", File);
        await _tracker.Study.Get<SessionRecorder>().RecordAsync<int>(_tracker.Study.StudentId, ChangeVerb.Delete, async book =>
        {
            (await book.FetchAsync(s => s.Subject == "Biology", false, Token))[0].Delete(book.NowUtc);
            return 0;
        }, Token);

        Assert.Equal(0, (await _tracker.ImportAsync("toggl", File)).Plan.Created);
    }

    [Fact]
    public async Task Import_Cancelled_StoresNothing()
    {
        using var source = new CancellationTokenSource();
        var command = new ImportCommand("toggl", "x.csv", new MemoryStream(System.Text.Encoding.UTF8.GetBytes(File)), Asks: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Imports.ImportAsync(_tracker.Study.StudentId, command, new CancelOnWrite(source), source.Token));

        Assert.Empty(await _tracker.SessionsAsync());
        Assert.Empty((await _tracker.Study.Get<ProfileService>().GetAsync(_tracker.Study.StudentId, Token))!.Preferences.Trackers);
    }

    public void Dispose() => _tracker.Dispose();

    private sealed class CancelOnWrite(CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Step == ImportStep.Write)
            {
                source.Cancel();
            }
        }
    }
}
