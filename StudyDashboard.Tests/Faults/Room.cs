using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace StudyDashboard.Tests.Faults;

/// <summary>How large the database may grow: to SQLite, what is beyond is a full disk.</summary>
internal sealed class Room : DbConnectionInterceptor
{
    /// <summary>In pages; null for as many as there can be.</summary>
    public long? Pages { get; set; }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Set(connection);
        return Task.CompletedTask;
    }

    private void Set(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {Pages ?? int.MaxValue}");
        command.ExecuteScalar();
    }
}
