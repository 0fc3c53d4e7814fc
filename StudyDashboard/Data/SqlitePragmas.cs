using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudyDashboard.Data;

/// <summary>
/// Each connection waits for a lock instead of failing and syncs every commit to the disk. Write-ahead logging is a property of the
/// file and set when it is made (<see cref="DatabaseSetup"/>); foreign keys are in the connection string.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private static void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }
}
