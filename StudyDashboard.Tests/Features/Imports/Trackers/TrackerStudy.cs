using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Trackers;

/// <summary>A student into whose history files of trackers come.</summary>
public sealed class TrackerStudy(string zone = "Europe/Sofia") : IDisposable
{
    public StudyFixture Study { get; } = new(zone);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<Outcome<ImportResult>> TryAsync(string kind, byte[] file, string? map = null, bool asks = false) =>
        Study.Get<ImportService>().ImportAsync(Study.StudentId, new ImportCommand(kind, "export.csv", new MemoryStream(file), map, asks), null, Token);

    public Task<Outcome<ImportResult>> TryAsync(string kind, string file, string? map = null, bool asks = false) => TryAsync(kind, Encoding.UTF8.GetBytes(file), map, asks);

    public async Task<ImportResult> ImportAsync(string kind, string file, string? map = null, bool asks = false) => (await TryAsync(kind, file, map, asks)).Value;

    public async Task<ImportPlan> DryRunAsync(string kind, string file, string? map = null, bool asks = true) =>
        (await Study.Get<ImportService>().DryRunAsync(Study.StudentId, new ImportCommand(kind, "export.csv", new MemoryStream(Encoding.UTF8.GetBytes(file)), map, asks), null, Token)).Value;

    public async Task<List<StudySession>> SessionsAsync()
    {
        await using var context = Study.Context();
        return await context.Sessions.Where(s => s.DeletedAt == null).OrderBy(s => s.StudyDay).ThenBy(s => s.StartedAt).ThenBy(s => s.Id).ToListAsync(Token);
    }

    /// <summary>The one session that a file makes.</summary>
    public async Task<StudySession> SingleAsync(string kind, string file, string? map = null)
    {
        var result = await ImportAsync(kind, file, map);
        Assert.Empty(result.Plan.Refusals.Lines);
        return Assert.Single(await SessionsAsync());
    }

    /// <summary>Why the one bad row is refused; the row is on line 3 and the others come in.</summary>
    public async Task<string> RefusalAsync(string kind, string header, string good, string bad)
    {
        var result = await ImportAsync(kind, $"{header}\n{good}\n{bad}\n{good}\n");
        Assert.Equal(2, result.Plan.Created);
        var refused = Assert.Single(result.Plan.Refusals.Lines);
        Assert.Equal(3, refused.Line);
        return refused.Reason;
    }

    public void Dispose() => Study.Dispose();
}
