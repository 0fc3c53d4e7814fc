using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Backups;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data.Backups;

/// <summary>The server's own backups, on a real data folder and the test's clock.</summary>
public sealed class ScheduledBackupTests : IAsyncLifetime
{
    private readonly ApiFactory _product = new() { Configure = host => host.UseSetting("Backups:EveryHours", "6") };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ScheduledBackup Backups => _product.Services.GetRequiredService<ScheduledBackup>();

    private BackupShelf Shelf => _product.Services.GetRequiredService<BackupShelf>();

    private StudyOptions Options => _product.Services.GetRequiredService<StudyOptions>();

    public ValueTask InitializeAsync() => _product.InitializeAsync();

    public ValueTask DisposeAsync() => _product.DisposeAsync();

    [Fact]
    public async Task Run_MakesOneWhenTheNewestIsOldEnough_AndHealthSaysHowOldItIs()
    {
        await Backups.MakeAsync(Token);
        _product.Clock.Advance(TimeSpan.FromHours(5));
        await Backups.RunAsync(_product.Clock.UtcNow, Token);
        Assert.Equal(5 * 3600, await HealthAgeAsync());

        _product.Clock.Advance(TimeSpan.FromHours(1));
        await Backups.RunAsync(_product.Clock.UtcNow, Token);

        Assert.Equal(2, Shelf.All().Count);
        Assert.Equal(0, await HealthAgeAsync());
    }

    [Fact]
    public async Task Backup_HoldsDatabaseFilesAndKeys()
    {
        var file = (await _product.Services.GetRequiredService<MaterialFiles>().SaveAsync("notes.txt", new MemoryStream("x^2"u8.ToArray()), Token)).Value;
        await Backups.MakeAsync(Token);

        await using var archive = await ZipFile.OpenReadAsync(Shelf.Newest()!.Path, Token);

        Assert.Contains(archive.Entries, e => e.FullName == "study.db");
        Assert.Contains(archive.Entries, e => e.FullName == $"files/materials/{file.Key}");
        Assert.Contains(archive.Entries, e => e.FullName.StartsWith("keys/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Make_OfADamagedDatabase_FailsAndLeavesNothingThatLooksLikeABackup()
    {
        await Backups.MakeAsync(Token);
        _product.Clock.Advance(TimeSpan.FromHours(1));
        await DamageAsync();

        Assert.Contains("damaged", (await Assert.ThrowsAsync<OperatorException>(() => Backups.MakeAsync(Token))).Message, StringComparison.Ordinal);

        Assert.Equal(_product.Clock.UtcNow, Backups.FailedAt);
        Assert.Single(Directory.GetFiles(Options.BackupsFolder));
    }

    [Fact]
    public async Task Make_TwiceAtOnce_WaitsForItsTurn()
    {
        var first = Backups.MakeAsync(Token);
        var second = Backups.MakeAsync(Token);
        await first;

        // The clock stands still, so the second finds the name taken: it came after the first, not into it.
        Assert.Contains("exists already", (await Assert.ThrowsAsync<OperatorException>(() => second)).Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Options.BackupsFolder));
    }

    private async Task<int> HealthAgeAsync()
    {
        using var client = _product.Anonymous();
        var health = await client.GetFromJsonAsync<JsonElement>("/health/ready", Token);
        Assert.Equal("ready", health.GetProperty("status").GetString());
        return health.GetProperty("backup_age_seconds").GetInt32();
    }

    /// <summary>Takes the people from under their rows: the file opens and answers, and only a check finds it.</summary>
    private async Task DamageAsync()
    {
        await using var connection = new SqliteConnection($"Data Source={Options.DatabaseFile};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM people;";
        await command.ExecuteNonQueryAsync(Token);
    }
}
