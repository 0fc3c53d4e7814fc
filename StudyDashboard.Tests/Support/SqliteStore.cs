using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using StudyDashboard.Data;

namespace StudyDashboard.Tests.Support;

/// <summary>In memory, copied from one that was migrated once.</summary>
internal sealed class SqliteStore : ITestStore
{
    private static readonly Lazy<SqliteConnection> Template = new(CreateTemplate);

    private readonly SqliteConnection _keepAlive;
    private readonly string _name = $"Data Source={Guid.NewGuid():n};Mode=Memory;Cache=Shared;Foreign Keys=True;Default Timeout=30";

    public SqliteStore()
    {
        _keepAlive = new SqliteConnection(_name);
        _keepAlive.Open();
        lock (Template)
        {
            Template.Value.BackupDatabase(_keepAlive);
        }
    }

    public Func<StudyDbContext> Contexts(IInterceptor[] interceptors) => ContextsOf(_name, interceptors);

    public void Spoil()
    {
        // It goes with its test anyhow.
    }

    public void Dispose() => _keepAlive.Dispose();

    public static Func<StudyDbContext> ContextsOf(string connection, IInterceptor[] interceptors)
    {
        var options = TestDatabase.Builder<StudyDbContext>([new SqliteConnections(), .. interceptors]).UseSqlite(connection).Options;
        return () => new StudyDbContext(options);
    }

    private static SqliteConnection CreateTemplate()
    {
        const string Name = "Data Source=template;Mode=Memory;Cache=Shared";
        var connection = new SqliteConnection(Name);
        connection.Open();
        TestStores.Prepare(ContextsOf(Name, []));
        return connection;
    }
}
