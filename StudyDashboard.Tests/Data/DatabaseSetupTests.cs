using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using StudyDashboard.Data;
using StudyDashboard.Data.Postgres;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

public sealed class DatabaseSetupTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompiledModel_IsTheModelOfTheEntities()
    {
        using var database = new TestDatabase();
        await using var context = database.CreateDbContext();

        // The one that runs, and the one that the configurations say: after a change, `bin/migration model` brings them together.
        Assert.Equal(Lines(context.GetService<IDesignTimeModel>().Model), Lines(context.Model));
    }

    // After a change of an entity: `bin/migration add NAME`, which writes one for each database.
    [Fact]
    public void Migrations_OfBothDatabases_LeadToTheModelOfTheEntities()
    {
        var (sqlite, postgres) = (TestDatabase.Builder<StudyDbContext>([]), TestDatabase.Builder<PostgresContext>([]));
        sqlite.UseEmbedded("none.db");
        postgres.UsePostgres("Host=none");
        using var embedded = new StudyDbContext(sqlite.Options);
        using var server = new PostgresContext(postgres.Options);

        Assert.False(embedded.Database.HasPendingModelChanges());
        Assert.False(server.Database.HasPendingModelChanges());
    }

    // Whoever pulls the plug while a new version starts finds the database as it was.
    [Fact]
    public void Migrations_AllOfThem_RunWithinTheirTransaction()
    {
        using var database = new TestDatabase();
        using var context = database.CreateDbContext();
        var (migrations, generator) = (context.GetService<IMigrationsAssembly>(), context.GetService<IMigrationsSqlGenerator>());

        var commands = migrations.Migrations.SelectMany(m =>
        {
            var migration = migrations.CreateMigration(m.Value, context.Database.ProviderName!);
            return generator.Generate(migration.UpOperations, context.GetService<IModelRuntimeInitializer>().Initialize(migration.TargetModel));
        });

        Assert.DoesNotContain(commands, c => c.TransactionSuppressed);
    }

    [Fact]
    public void Tests_RunOnTheDatabaseThatWasNamed()
    {
        using var database = new TestDatabase();
        using var context = database.CreateDbContext();

        Assert.Equal(string.IsNullOrEmpty(Environment.GetEnvironmentVariable("STUDYDASHBOARD_TEST_POSTGRES")), context.Database.IsSqlite());
    }

    [Fact]
    public async Task Prepare_OnAnEmptyFile_MakesTheRoles()
    {
        using var database = new TestDatabase();
        await using var context = database.CreateDbContext();

        Assert.Equal(Roles.All.Order(), (await context.Roles.Select(r => r.Name!).ToListAsync(Token)).Order());
    }

    [Fact]
    public async Task Prepare_DatabaseOfANewerVersion_IsRefusedWithWhatToDo()
    {
        using var database = new TestDatabase();
        database.Spoil();
        await using (var context = database.CreateDbContext())
        {
            await context.Database.ExecuteSqlAsync($"""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0.0')""", Token);
        }

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => new DatabaseSetup(database).PrepareAsync(Token));

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Lines(IReadOnlyModel model) =>
        from entity in model.GetEntityTypes()
        let table = entity.GetTableName() ?? entity.GetContainerColumnName()
        from line in entity.GetProperties().Select(p =>
                $"{p.Name} {p.ClrType} {p.GetColumnName()} null={p.IsNullable} max={p.GetMaxLength()} token={p.IsConcurrencyToken} {p.ValueGenerated} {p.GetValueConverter()?.GetType()}")
            .Concat(entity.GetKeys().Select(k => $"key {string.Join(',', k.Properties.Select(p => p.Name))}"))
            .Concat(entity.GetIndexes().Select(i => $"index {string.Join(',', i.Properties.Select(p => p.Name))} unique={i.IsUnique} {i.GetFilter()}"))
            .Concat(entity.GetForeignKeys().Select(f => $"to {f.PrincipalEntityType.Name} {string.Join(',', f.Properties.Select(p => p.Name))} {f.DeleteBehavior}"))
            .Concat(entity.GetNavigations().Select(n => $"navigation {n.Name} to {n.TargetEntityType.Name}"))
        let whole = $"{entity.Name} {table} {line}"
        orderby whole
        select whole;
}
