using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using StudyDashboard.Data;
using StudyDashboard.Data.Postgres;

namespace StudyDashboard.Tests.Support;

/// <summary>
/// A database on the server that bin/test started. A new one is copied by the server from one that was migrated once; a test that ends
/// empties its own for the next, which takes a tenth of the time.
/// </summary>
internal sealed class PostgresStore : ITestStore
{
    // Only what has rows: to truncate all hundred tables takes long. Ids begin at 1 again.
    private const string Empty = """
        DO $$
        DECLARE t text; filled text[] := '{}'; has boolean;
        BEGIN
          FOR t IN SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname NOT IN ('__EFMigrationsHistory', 'roles') LOOP
            EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || t || ')' INTO has;
            IF has THEN filled := filled || t; END IF;
          END LOOP;
          IF filled <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' CASCADE'; END IF;
          FOR t IN SELECT quote_ident(sequencename) FROM pg_sequences WHERE last_value IS NOT NULL AND sequencename NOT LIKE 'roles%' LOOP
            EXECUTE 'ALTER SEQUENCE ' || t || ' RESTART';
          END LOOP;
        END $$
        """;

    private static readonly Lazy<string> Template = new(CreateTemplate);
    private static readonly Lock Copying = new();
    private static readonly ConcurrentBag<string> Spare = [];

    private bool _isSpoilt;
    private readonly string _name = Spare.TryTake(out var name) ? name : Copy();

    /// <summary>How to reach the server, or null where tests run on SQLite.</summary>
    public static string? Server { get; } = Environment.GetEnvironmentVariable("STUDYDASHBOARD_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    public Func<StudyDbContext> Contexts(IInterceptor[] interceptors) => ContextsOf(_name, interceptors);

    /// <summary>How to reach a database of the server.</summary>
    public static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, MaxPoolSize = 60, IncludeErrorDetail = true }.ToString();

    /// <summary>Makes an empty database, or one that the product has prepared.</summary>
    public static string Copy(bool prepared = true)
    {
        var name = $"study_{Guid.NewGuid():n}";
        // The server copies from a database that nobody else is copying from.
        lock (Copying)
        {
            Run(Server!, $"CREATE DATABASE {name} TEMPLATE {(prepared ? Template.Value : "template0 LOCALE 'C.UTF-8' ENCODING 'UTF8'")}");
        }
        return name;
    }

    public void Spoil() => _isSpoilt = true;

    public void Dispose()
    {
        if (!_isSpoilt)
        {
            Run(ConnectionTo(_name), Empty);
            Spare.Add(_name);
        }
    }

    private static void Run(string connectionString, string statement)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    private static Func<StudyDbContext> ContextsOf(string database, IInterceptor[] interceptors)
    {
        var builder = TestDatabase.Builder<PostgresContext>(interceptors);
        builder.UsePostgres(ConnectionTo(database));
        var options = builder.Options;
        return () => new PostgresContext(options);
    }

    private static string CreateTemplate()
    {
        var name = $"study_template_{Environment.ProcessId}";
        Run(Server!, $"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C.UTF-8' ENCODING 'UTF8'");
        TestStores.Prepare(ContextsOf(name, []));
        NpgsqlConnection.ClearAllPools();
        return name;
    }
}
