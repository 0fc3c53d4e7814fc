using System.Text.Json;
using StudyDashboard.Faults;

namespace StudyDashboard.Tests.Faults;

/// <summary>The short form of what <c>bin/faults</c> plays to the program as a process of its own.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-process-").FullName;
    private readonly Product _product = new(Path.GetDirectoryName(typeof(Program).Assembly.Location)!);

    private string Data => Path.Combine(_folder, "data");

    private string Database => Path.Combine(Data, "study.db");

    [Fact]
    public async Task Server_KilledUnderWrites_LosesNothingThatWasAcknowledged_AndABackupBesideThemIsWhole()
    {
        await _product.SeedAsync(Data, 1, 20);
        await using var server = new Victim(_product, Data);
        using var writer = new Writer(server.Address, await _product.TokenAsync(Data, 1), 1);
        await server.StartAsync();
        await writer.EquipAsync();
        for (var kill = 0; kill < 2; kill++)
        {
            var writing = writer.WriteAsync(CancellationToken.None);
            // Some writes in, wherever that is.
            using var backup = JsonDocument.Parse(await _product.RunAsync("backup", "--to", Path.Combine(_folder, $"{kill}.zip"), "--data", Data));
            await server.KillAsync();
            await writing;
            Assert.Empty(Ledger.Damage(Database));
            Assert.Empty(Ledger.Wrong(Database, writer.Acknowledged));
            await server.StartAsync();
            await writer.RepeatUnansweredAsync();
        }
        await server.KillAsync();

        Assert.NotEmpty(writer.Acknowledged);
        Assert.Empty(writer.Surprises);
        Assert.Empty(Ledger.Wrong(Database, writer.Acknowledged));
        Assert.Empty(await _product.FindingsAsync(Data));
        Assert.Equal(0, await _product.RebuildAsync(Data));
    }

    [Fact]
    public async Task Database_OverwrittenInTheMiddle_IsNoticedAtTheStart()
    {
        await _product.SeedAsync(Data, 1, 200);
        await using (var file = new FileStream(Database, FileMode.Open, FileAccess.Write))
        {
            file.Position = file.Length / 2 / 4096 * 4096;
            file.Write([.. Enumerable.Range(0, 3 * 4096).Select(i => (byte)((i * 7919) % 251))]);
        }

        await using var server = new Victim(_product, Data);

        await Assert.ThrowsAsync<InvalidOperationException>(server.StartAsync);
        Assert.Contains("run `restore FILE`", server.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Words, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
