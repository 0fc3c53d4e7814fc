using System.Globalization;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Faults;

/// <summary>The database looked at from beside the product.</summary>
internal static class Ledger
{
    /// <summary>What was acknowledged and is not there exactly once.</summary>
    public static IReadOnlyList<string> Wrong(string database, IEnumerable<Sent> acknowledged)
    {
        using var connection = Open(database);
        return [.. acknowledged.Select(s => (s.Key, Count: Number(connection, s.Counts))).Where(s => s.Count != 1).Select(s => $"{s.Key}: {s.Count} times")];
    }

    /// <summary>What SQLite finds wrong with the file and its references.</summary>
    public static IReadOnlyList<string> Damage(string database)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' UNION ALL SELECT 'reference of ' || \"table\" FROM pragma_foreign_key_check";
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(reader.GetString(0));
        }
        return found;
    }

    public static SqliteConnection Open(string database)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
