using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StudyDashboard.Data;

namespace StudyDashboard.Tests.Support;

/// <summary>
/// A real database made as the product makes it, alive as long as the test: SQLite in memory, or, when bin/test names a server in
/// <c>STUDYDASHBOARD_TEST_POSTGRES</c>, a database of that PostgreSQL.
/// </summary>
public sealed class TestDatabase : IDbContextFactory<StudyDbContext>, IDisposable
{
    private readonly ITestStore _store = PostgresStore.Server is null ? new SqliteStore() : new PostgresStore();
    private readonly Factory _contexts;

    public TestDatabase() => _contexts = new Factory(_store, []);

    /// <summary>Whether the tests run on the second database.</summary>
    public static bool IsPostgres => PostgresStore.Server is not null;

    /// <summary>The same database with interceptors.</summary>
    public IDbContextFactory<StudyDbContext> With(params IInterceptor[] interceptors) => new Factory(_store, interceptors);

    public StudyDbContext CreateDbContext() => _contexts.CreateDbContext();

    /// <summary>Says that the test changes more than rows: the database is not for another test.</summary>
    public void Spoil() => _store.Spoil();

    /// <summary>A context on a SQLite file, which the caller brings to the schema that it wants.</summary>
    public static StudyDbContext OnFile(string path) => SqliteStore.ContextsOf($"Data Source={path};Pooling=False", [])();

    public void Dispose() => _store.Dispose();

    /// <summary>What both databases are asked with.</summary>
    internal static DbContextOptionsBuilder<T> Builder<T>(IEnumerable<IInterceptor> interceptors)
        where T : DbContext =>
        DataServices.Standalone<T>().EnableSensitiveDataLogging().AddInterceptors(interceptors);

    private sealed class Factory(ITestStore store, IInterceptor[] interceptors) : IDbContextFactory<StudyDbContext>
    {
        private readonly Func<StudyDbContext> _create = store.Contexts(interceptors);

        public StudyDbContext CreateDbContext() => _create();
    }
}

/// <summary>A database of one test.</summary>
internal interface ITestStore : IDisposable
{
    /// <summary>What makes contexts of it.</summary>
    Func<StudyDbContext> Contexts(IInterceptor[] interceptors);

    /// <summary>The test leaves something else than rows.</summary>
    void Spoil();
}

/// <summary>Runs what the product does at a start on a database of a test.</summary>
internal static class TestStores
{
    public static void Prepare(Func<StudyDbContext> contexts) =>
        new DatabaseSetup(new Just(contexts)).PrepareAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>A whole product on a new database of the server, where tests run on one.</summary>
    public static IWebHostBuilder UseTestDatabase(this IWebHostBuilder builder) => TestDatabase.IsPostgres
        ? builder.UseSetting("database", "postgres").UseSetting("connection", PostgresStore.ConnectionTo(PostgresStore.Copy()))
        : builder;

    private sealed class Just(Func<StudyDbContext> contexts) : IDbContextFactory<StudyDbContext>
    {
        public StudyDbContext CreateDbContext() => contexts();
    }
}
