using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Features.Imports;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;
using static StudyDashboard.Tests.Features.Classes.ClassWorld;

namespace StudyDashboard.Tests.Features.Classes;

/// <summary>Classes, assignments and the links of sessions leave with a student and come in again.</summary>
public sealed class ClassesArchiveTests : IDisposable
{
    private readonly ClassWorld _from = new();
    private readonly StudyFixture _to = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task RoundTrip_KeepsTimePerClassAndCompletions_AndTwiceIsOnce()
    {
        var taught = await _from.ClassAsync();
        var own = await _from.PrivateAsync(_from.Mina);
        var sheet = await _from.GiveAsync(taught, "2026-03-09", "Sheet 7");
        await _from.GiveAsync(taught, "2026-03-20", "Sheet 8");
        Done(await _from.StudyAsync(_from.Mina, taught, "2026-03-10 05:00", 40, assignmentId: sheet));
        Done(await _from.StudyAsync(_from.Mina, own, "2026-03-10 06:00", 20));
        Done(await _from.StudyAsync(_from.Mina, null, "2026-03-10 07:00", 10));
        Done(await _from.Assignments.CompleteAsync(_from.Mina, taught, sheet, _from.Mina, Token));
        Done(await _from.Members.LeaveAsync(_from.Mina, taught, _from.Mina, Token));
        var archive = await FilledStudent.ExportAsync(_from.Fixture);

        var run = await ImportAsync(archive);
        await ImportAsync(archive);

        var rows = await _to.Get<ClassReader>().ListAsync(_to.StudentId, Token);
        Assert.Equal([("Algebra", ClassRole.Owner, true), ("Mine", ClassRole.Owner, false)], rows.OrderBy(r => r.Name).Select(r => (r.Name, r.Role, r.EndedOn is not null)));
        var algebra = rows.Single(r => r.Name == "Algebra").Id;
        Assert.Equal(2400, (await _to.Get<ClassTimes>().OfAsync(_to.StudentId, algebra, Token))!.Members.Single().Total);
        Assert.Equal(1200, (await _to.Get<ClassTimes>().OfAsync(_to.StudentId, rows.Single(r => r.Name == "Mine").Id, Token))!.Members.Single().Total);
        var assignments = (await _to.Get<AssignmentReader>().OfClassAsync(_to.StudentId, algebra, Token))!;
        Assert.Equal([("Sheet 8", (DateOnly?)null, 0), ("Sheet 7", new DateOnly(2026, 3, 10), 2400)], assignments.Select(a => (a.Title, a.Mine!.CompletedOn, a.NetSeconds)));
        Assert.Equal(0, await _to.Get<StudyDashboard.Features.Sessions.Recorder.Rebuild>().RunAsync(Token));

        await _to.Get<ImportService>().UndoAsync(_to.StudentId, run, Token);
        await using var context = _to.Context();
        Assert.Equal((0, 0, 0), (await context.Set<StudyClass>().CountAsync(Token), await context.Sessions.CountAsync(Token), await context.Set<FigureDay>().CountAsync(Token)));
    }

    private async Task<int> ImportAsync(MemoryStream archive)
    {
        archive.Position = 0;
        var result = (await _to.Get<ImportService>().ImportAsync(_to.StudentId, new ImportCommand("archive", "export.zip", archive), null, Token)).Value;
        Assert.Empty(result.Plan.Refusals.Lines);
        return result.ImportId ?? 0;
    }
}
