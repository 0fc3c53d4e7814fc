using Npgsql;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>Databases of the server that bin/test started.</summary>
internal static class PostgresDatabase
{
    /// <summary>How to reach a new one, or null where there is no server.</summary>
    public static string? New()
    {
        if (Environment.GetEnvironmentVariable("STUDYDASHBOARD_TEST_POSTGRES") is not { Length: > 0 } server)
        {
            return null;
        }
        var name = $"nodes_{Guid.NewGuid():n}";
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C.UTF-8' ENCODING 'UTF8'";
        command.ExecuteNonQuery();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 40 }.ToString();
    }
}
