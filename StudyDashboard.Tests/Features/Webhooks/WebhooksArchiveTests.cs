using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Tests.Features.Imports.Archive;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Webhooks;

public sealed class WebhooksArchiveTests : IDisposable
{
    private readonly WebhookWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Archive_TellsOfWebhooksWithoutTheirSecrets_AndMakesNoneElsewhere()
    {
        var made = await _world.AddAsync();
        await _world.StudyAsync();
        await _world.SendAsync();
        using var archive = await FilledStudent.ExportAsync(_world.Study);
        using var to = new StudyFixture();

        var done = await to.Get<ImportService>().ImportAsync(to.StudentId, new ImportCommand("archive", "study.zip", archive), null, Token);

        Assert.Empty(done.Value.Plan.Refusals.Lines);
        // Without its secret nobody could believe what it sent, and its receiver knows the old one.
        await using var context = to.Context();
        Assert.Empty(await context.Set<Webhook>().ToListAsync(Token));
        Assert.Empty(await context.Set<WebhookDelivery>().ToListAsync(Token));
        var left = Texts(archive);
        Assert.Contains(_world.Address, left, StringComparison.Ordinal);
        Assert.DoesNotContain(made.Secret, left, StringComparison.Ordinal);
    }

    private static string Texts(MemoryStream archive)
    {
        var all = new StringBuilder();
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            all.Append(reader.ReadToEnd());
        }
        return all.ToString();
    }
}
