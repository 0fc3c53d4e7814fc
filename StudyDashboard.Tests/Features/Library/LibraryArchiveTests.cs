using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Scenarios;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Library;

/// <summary>Materials with their files, own scenarios, runs and history leave with a person and come in again.</summary>
public sealed class LibraryArchiveTests : IDisposable
{
    private readonly StudyFixture _from = new();
    private readonly StudyFixture _to = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    [Fact]
    public async Task RoundTrip_BringsAllOfIt_AndTwiceIsOnce()
    {
        var pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n" + string.Concat(Enumerable.Repeat("0123456789", 90_000)));
        var library = _from.Get<LibraryService>();
        var note = (await library.AddAsync(_from.StudentId, new MaterialDraft { Kind = MaterialKind.Document, Title = "Зимние слова", Body = "**снег**", Collection = "Russian", Tags = ["winter"] }, Token)).Value;
        await library.SetFavouriteAsync(_from.StudentId, note.Id, true, Token);
        await library.AddFileAsync(_from.StudentId, new MaterialDraft { Title = "Paper" }, "paper.pdf", new MemoryStream(pdf), Token);
        var own = (await _from.Get<ScenarioService>().AddAsync(_from.StudentId, BuiltInScenarios.All["bank-de"] with { Title = "Meine Bank" }, Token)).Value;
        var first = await RunAsync(own.Key);
        await _from.Get<ScenarioRuns>().StartAsync(_from.StudentId, "hotel-es", Token);
        var archive = await FilledStudent.ExportAsync(_from);

        await ImportAsync(archive);
        await ImportAsync(archive);

        var (items, _) = await _to.Get<LibraryReader>().PageAsync(_to.StudentId, new MaterialFilter { Find = "снег" }, 1, 10, Token);
        Assert.Equal(("Зимние слова", "Russian", true), (items.Single().Title, items[0].Collection, items[0].IsFavourite));
        var (all, total) = await _to.Get<LibraryReader>().PageAsync(_to.StudentId, new MaterialFilter(), 1, 10, Token);
        Assert.Equal(2, total);
        await using var content = (await _to.Get<LibraryReader>().OpenAsync(_to.StudentId, all.Single(m => m.Title == "Paper").Id, Token))!.Value.Content;
        using var read = new MemoryStream();
        await content.CopyToAsync(read, Token);
        Assert.Equal(pdf, read.ToArray());

        await using var context = _to.Context();
        var scenario = await context.Set<Scenario>().SingleAsync(Token);
        var runs = await context.Set<ScenarioRun>().Include(r => r.Steps).OrderBy(r => r.Id).ToListAsync(Token);
        Assert.Equal([(scenario.Id.ToString(null, null), RunStatus.Completed), ("hotel-es", RunStatus.InProgress)], runs.Select(r => (r.ScenarioKey, r.Status)));
        var history = await context.Set<ScenarioHistory>().SingleAsync(Token);
        var session = await context.Sessions.SingleAsync(Token);
        Assert.Equal(
            (runs[0].Id, first.Score, first.NetSeconds, first.SupportLevel, (int?)session.Id, first.WordsMastered),
            (history.RunId, history.Score, history.NetSeconds, history.SupportLevel, history.SessionId, history.WordsMastered));
    }

    private async Task<ScenarioHistory> RunAsync(string key)
    {
        var runs = _from.Get<ScenarioRuns>();
        var run = (await runs.StartAsync(_from.StudentId, key, Token)).Value;
        while (!run.Progress.IsDone)
        {
            _from.Clock.Advance(TimeSpan.FromSeconds(30));
            run = (run.Progress.Prompt is not null
                ? await runs.StepAsync(_from.StudentId, run.Id, run.Steps.Count, run.Steps.Count % 5 == 0 ? StepKind.Reveal : StepKind.Reply, run.Progress.Prompt.Prompt.Accepted[0], null, Token)
                : await runs.StepAsync(_from.StudentId, run.Id, run.Steps.Count, StepKind.Word, null, run.Steps.Count % 2 == 0, Token)).Value;
        }
        return (await _from.Get<ScenarioCompletion>().CompleteAsync(_from.StudentId, run.Id, Token)).Value;
    }

    private async Task ImportAsync(MemoryStream archive)
    {
        archive.Position = 0;
        var command = new ImportCommand("archive", "export.zip", archive);
        Assert.Empty((await _to.Get<ImportService>().ImportAsync(_to.StudentId, command, null, Token)).Value.Plan.Refusals.Lines);
    }
}
