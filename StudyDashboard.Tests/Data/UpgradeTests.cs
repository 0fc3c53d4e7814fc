using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data.Backups;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

/// <summary>Whoever comes from an earlier version, however old, has all that they had.</summary>
public sealed class UpgradeTests(UpgradeWorld world) : IClassFixture<UpgradeWorld>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Migrations()
    {
        using var database = new TestDatabase();
        using var context = database.CreateDbContext();
        return [.. context.Database.GetMigrations()];
    }

    [Theory]
    [MemberData(nameof(Migrations))]
    public async Task Start_OnTheDatabaseOfAnEarlierVersion_KeepsEveryRow(string migration)
    {
        var folder = await world.FolderOfAsync(migration);
        var before = await UpgradeWorld.RowsAsync(folder);
        Assert.All(before, table => Assert.True(table.Value.Rows.Count > 0, $"{table.Key} is empty: give it a row in UpgradeWorld."));

        await using var product = new UpgradeWorld.Product(folder);
        var services = product.Services;

        var after = await UpgradeWorld.RowsAsync(folder, before);
        Assert.All(before, table => Assert.Equal(table.Value.Rows, after[table.Key].Rows));
        await UpgradeWorld.RequireSearchAsync(folder);
        // What a later version derives, and an earlier one did not, is there after `rebuild`.
        await services.GetRequiredService<Rebuild>().RunAsync(Token);
        Assert.Empty(await services.GetRequiredService<IntegrityCheck>().RunAsync(Token));
        using var client = product.CreateClient();
        Assert.Contains("Sign in", await client.GetStringAsync("/sign-in", Token), StringComparison.Ordinal);
    }
}
