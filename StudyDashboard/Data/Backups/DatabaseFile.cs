using Microsoft.Data.Sqlite;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>A SQLite file looked at from outside the model.</summary>
internal static class DatabaseFile
{
    public static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>What SQLite finds wrong; empty when all is well.</summary>
    public static IReadOnlyList<string> Findings(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        return
        [
            .. Read(connection, "PRAGMA integrity_check;", row => row.GetString(0)).Where(text => text != "ok"),
            .. Read(connection, "PRAGMA foreign_key_check;", row => $"A row of {row.GetString(0)} refers to a row of {row.GetString(2)} that is not there."),
        ];
    }

    /// <summary>Whether the pages of a file hang together. Faster than <see cref="Findings"/>, and writes nothing.</summary>
    public static bool IsReadable(string path)
    {
        using var connection = Open(path, SqliteOpenMode.ReadWrite);
        return Read(connection, "PRAGMA quick_check(1);", row => row.GetString(0)) is ["ok"];
    }

    /// <exception cref="OperatorException">SQLite finds something wrong.</exception>
    public static void RequireWhole(string path)
    {
        if (Findings(path) is [var first, ..])
        {
            throw new OperatorException($"The database is damaged: {first}");
        }
    }

    private static List<string> Read(SqliteConnection connection, string sql, Func<SqliteDataReader, string> text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read())
        {
            found.Add(text(reader));
        }
        return found;
    }
}
