using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

/// <summary>
/// A database of today with something in every table: the demo's last weeks, and by hand what no demo has. From it come the databases of
/// earlier versions: their schema, with as much of these rows as it has columns for.
/// </summary>
public sealed class UpgradeWorld : IAsyncLifetime
{
    /// <summary>One row at least of whatever the demo leaves empty. A table that a migration adds gets its line here, or a demo.</summary>
    private const string ByHand = """
        INSERT INTO api_tokens (person_id, name, scopes, hash, created_at) SELECT id, 'phone', 'read write', 'hash-of-a-token', '2026-01-05 08:00:00' FROM people WHERE id = 1;
        INSERT INTO site_tokens (name, hash, created_at) VALUES ('viewers', 'hash-of-a-site-token', '2026-01-05 08:00:00');
        INSERT INTO attendance_terms (tutor_id, absences_in_a_row, below_percent) SELECT tutor_id, 2, 80 FROM enrolled_students LIMIT 1;
        INSERT INTO calendar_feeds (person_id, name, scope, busy_only, hash, created_at) VALUES (1, 'phone', 'both', 0, 'hash-of-a-feed', '2026-01-05 08:00:00');
        INSERT INTO idempotency_keys (person_id, key, payload_hash, begun_at, acted_at, status, headers, body) VALUES (1, 'one', 'hash', '2026-03-10 08:00:00', '2026-03-10 08:00:00', 201, '{}', x'7b7d');
        INSERT INTO imports (student_id, kind, file_name, at, created, skipped, refused, refused_lines) VALUES (1, 'toggl', 'toggl.csv', '2026-02-01 08:00:00', 3, 0, 1, '[{"line":2,"reason":"No end."}]');
        INSERT INTO ingest_receipts (student_id, client_session_uuid, site_token_id, result, received_at) SELECT 1, '0f8fad5b-d9cb-469f-a165-70867728950e', id, '{}', '2026-03-01 08:00:00' FROM site_tokens;
        INSERT INTO invitations (secret_hash, role, created_by_id, created_at, expires_at) VALUES ('hash-of-an-invitation', 'Student', 1, '2026-03-01 08:00:00', '2026-03-15 08:00:00');
        INSERT INTO leaderboard_weeks (class_id, week_start, metric, closed_at) SELECT id, '2026-02-23', 'minutes', '2026-03-02 08:00:00' FROM classes LIMIT 1;
        INSERT INTO leaderboard_results (week_id, position, rank, student_id, nickname, value) SELECT id, 0, 1, 1, 'Otter', 312.5 FROM leaderboard_weeks;
        INSERT INTO legacy_rows (owner_id, import_id, kind, key, target_id, is_made, version) SELECT tutor_id, (SELECT id FROM imports), 'lesson', '77', 1, 0, 1 FROM sessions LIMIT 1;
        INSERT INTO lesson_changes (tutor_id, at, verb, rows) SELECT tutor_id, '2026-03-01 08:00:00', 'edit', '[]' FROM sessions LIMIT 1;
        INSERT INTO pairing_codes (code_hash, student_id, created_at, expires_at) VALUES ('hash-of-a-code', 1, '2026-03-10 08:00:00', '2026-03-10 20:00:00');
        INSERT INTO person_claims (user_id, claim_type, claim_value) VALUES (1, 'kind', 'of person');
        INSERT INTO person_logins (login_provider, provider_key, provider_display_name, user_id) VALUES ('school', 'mina-1', 'School', 1);
        INSERT INTO person_passkeys (credential_id, user_id, "Data") VALUES (x'0102', 1, '{"Name":"phone"}');
        INSERT INTO person_tokens (user_id, login_provider, name, value) VALUES (1, '[AspNetUserStore]', 'RecoveryCodes', 'hash');
        INSERT INTO role_claims (role_id, claim_type, claim_value) SELECT id, 'kind', 'of role' FROM roles LIMIT 1;
        INSERT INTO plan_aliases (plan_id, code, domain_id) SELECT plan_id, 'MATHS', id FROM plan_domains LIMIT 1;
        INSERT INTO plan_topics (plan_id, topic, domain_id) SELECT plan_id, 'Limits', id FROM plan_domains LIMIT 1;
        INSERT INTO plan_level_log (plan_id, domain_id, from_level, to_level, mastery, cause, title, at) SELECT plan_id, id, 'none', 'attempted', 50.0, 'session', 'Limits', '2026-02-01 08:00:00' FROM plan_domains LIMIT 1;
        INSERT INTO plan_templates (owner_id, title, content, created_at) VALUES (1, 'Mine', '{}', '2026-02-01 08:00:00');
        INSERT INTO review_clear_days (student_id, study_day) VALUES (1, '2026-03-01');
        INSERT INTO scenarios (owner_id, title, language, content, created_at, updated_at, version) VALUES (1, 'At the desk', 'en', '{}', '2026-02-01 08:00:00', '2026-02-01 08:00:00', 1);
        INSERT INTO server_runs (started_at, last_alive_at) VALUES ('2026-03-09 08:00:00', '2026-03-10 08:00:00');
        INSERT INTO session_changes (student_id, at, verb, before, session_ids, notices) VALUES (1, '2026-03-09 08:00:00', 'finish', '[]', ',1,', '[]');
        INSERT INTO site_settings (id, open_registration) VALUES (1, 1) ON CONFLICT DO NOTHING;
        INSERT INTO webhooks (person_id, name, url, events, secret, created_at, version) VALUES (1, 'wall', 'https://hooks.example.org/a', 'session.finished', 'sealed', '2026-03-01 08:00:00', 1);
        INSERT INTO webhook_deliveries (webhook_id, event, event_id, payload, created_at, attempts, next_attempt_at) SELECT id, 'session.finished', '0f8fad5b-d9cb-469f-a165-70867728950f', '{}', '2026-03-10 08:00:00', 1, '2026-03-10 09:30:00' FROM webhooks;
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("study-upgrade-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Today => Path.Combine(_folder, "today");

    public async ValueTask InitializeAsync()
    {
        await using (var demo = new Product(Today, isDemo: true))
        {
            await using var context = await demo.Services.GetRequiredService<IDbContextFactory<StudyDbContext>>().CreateDbContextAsync(Token);
            // Two weeks of the two years do: each version derives all of it anew.
            await context.Sessions.Where(s => s.StudyDay < new DateOnly(2026, 2, 22)).ExecuteDeleteAsync(Token);
            await using var connection = await OpenAsync(Path.Combine(Today, "study.db"));
            await ExecuteAsync(connection, ByHand);
            // As it was stored before anyone could choose anything.
            await ExecuteAsync(connection, "UPDATE people SET preferences = '{}' WHERE id = (SELECT MAX(id) FROM people)");
            await demo.Services.GetRequiredService<Rebuild>().RunAsync(Token);
        }
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes the data folder of a version whose last migration this was.</summary>
    public async Task<string> FolderOfAsync(string migration)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, migration)).FullName;
        var file = Path.Combine(folder, "study.db");
        await using (var context = TestDatabase.OnFile(file))
        {
            await context.GetService<IMigrator>().MigrateAsync(migration, Token);
        }
        await using var connection = await OpenAsync(file);
        await ExecuteAsync(connection, $"ATTACH '{Path.Combine(Today, "study.db")}' AS today");
        foreach (var table in await TablesAsync(connection))
        {
            var known = await ReadAsync(connection, $"SELECT name FROM pragma_table_info('{table}', 'today')");
            var columns = string.Join(", ", (await ColumnsAsync(connection, table)).Where(known.Contains).Select(c => $"\"{c}\""));
            await ExecuteAsync(connection, $"DELETE FROM main.\"{table}\"; INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM today.\"{table}\"");
        }
        Assert.Empty(await ReadAsync(connection, "SELECT \"table\" FROM pragma_foreign_key_check"));
        return folder;
    }

    /// <summary>All rows by table, each as its values in the given columns.</summary>
    public static async Task<Dictionary<string, (IReadOnlyList<string> Columns, List<string> Rows)>> RowsAsync(
        string folder, IReadOnlyDictionary<string, (IReadOnlyList<string> Columns, List<string> Rows)>? columnsOf = null)
    {
        await using var connection = await OpenAsync(Path.Combine(folder, "study.db"));
        var all = new Dictionary<string, (IReadOnlyList<string>, List<string>)>();
        foreach (var table in columnsOf?.Keys ?? (IEnumerable<string>)await TablesAsync(connection))
        {
            var columns = columnsOf?[table].Columns ?? await ColumnsAsync(connection, table);
            var row = string.Join(" || ' ' || ", columns.Select(c => $"quote(\"{c}\")"));
            all[table] = (columns, await ReadAsync(connection, $"SELECT {row} FROM \"{table}\" ORDER BY 1"));
        }
        return all;
    }

    /// <summary>Fails where the search over materials does not hold exactly the words of the materials.</summary>
    public static async Task RequireSearchAsync(string folder)
    {
        await using var connection = await OpenAsync(Path.Combine(folder, "study.db"));
        await ExecuteAsync(connection, "INSERT INTO material_search(material_search, rank) VALUES ('integrity-check', 1)");
    }

    private static Task<List<string>> ColumnsAsync(SqliteConnection connection, string table) =>
        ReadAsync(connection, $"SELECT name FROM pragma_table_info('{table}', 'main')");

    // What is not there to be searched in is derived by triggers, and the list of migrations is not data.
    private static Task<List<string>> TablesAsync(SqliteConnection connection) => ReadAsync(connection,
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' AND name NOT LIKE '~_~_EF%' ESCAPE '~' AND name NOT LIKE 'material~_search%' ESCAPE '~' ORDER BY name");

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync(Token);
        return connection;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<List<string>> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Token);
        var rows = new List<string>();
        while (await reader.ReadAsync(Token))
        {
            rows.Add(reader.GetString(0));
        }
        return rows;
    }

    /// <summary>The whole product on a data folder. Its clock stands, so that no duty changes anything.</summary>
    internal sealed class Product(string folder, bool isDemo = false) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseSetting("data", folder).ConfigureTestServices(services => services.AddSingleton<TimeProvider>(new StepClock()));
            if (isDemo)
            {
                builder.UseSetting("demo", "true");
            }
        }
    }
}
