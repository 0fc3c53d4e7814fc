using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;

namespace StudyDashboard.Tests.Support;

/// <summary>A real SQLite database in memory, made as the product makes it, alive as long as the test.</summary>
public sealed class TestDatabase : IDbContextFactory<StudyDbContext>, IDisposable
{
    private static readonly IServiceProvider Identity = new ServiceCollection()
        .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider();

    private static readonly Lazy<SqliteConnection> Template = new(CreateTemplate);

    private readonly SqliteConnection _keepAlive;
    private readonly DbContextOptions<StudyDbContext> _options;

    public TestDatabase()
    {
        var name = $"Data Source={Guid.NewGuid():n};Mode=Memory;Cache=Shared;Foreign Keys=True;Default Timeout=30";
        _keepAlive = new SqliteConnection(name);
        _keepAlive.Open();
        lock (Template)
        {
            Template.Value.BackupDatabase(_keepAlive);
        }
        _options = Options(name);
    }

    /// <summary>The same database with interceptors.</summary>
    public IDbContextFactory<StudyDbContext> With(params IInterceptor[] interceptors) =>
        new Watched(new DbContextOptionsBuilder<StudyDbContext>(_options).AddInterceptors(interceptors).Options);

    public StudyDbContext CreateDbContext() => new(_options);

    /// <summary>A context on a file, which the caller brings to the schema that it wants.</summary>
    public static StudyDbContext OnFile(string path) => new(Options($"Data Source={path};Pooling=False"));

    public void Dispose() => _keepAlive.Dispose();

    private static DbContextOptions<StudyDbContext> Options(string connection) => new DbContextOptionsBuilder<StudyDbContext>()
        .UseApplicationServiceProvider(Identity).UseSqlite(connection).AddInterceptors(new SqliteConnections()).EnableSensitiveDataLogging().Options;

    private static SqliteConnection CreateTemplate()
    {
        const string Name = "Data Source=template;Mode=Memory;Cache=Shared";
        var connection = new SqliteConnection(Name);
        connection.Open();
        new DatabaseSetup(new Watched(Options(Name))).PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();
        return connection;
    }

    private sealed class Watched(DbContextOptions<StudyDbContext> options) : IDbContextFactory<StudyDbContext>
    {
        public StudyDbContext CreateDbContext() => new(options);
    }
}
