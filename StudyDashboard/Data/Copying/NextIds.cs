using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data.Copying;

/// <summary>
/// The highest id that each table has ever given. It goes with the rows, so that an id that was deleted is not given again: an address or a
/// calendar elsewhere may still name it.
/// </summary>
internal static class NextIds
{
    public static async Task<IReadOnlyDictionary<string, long>> ReadAsync(StudyDbContext context, IEnumerable<string> tables, CancellationToken cancellationToken)
    {
        if (context.Database.IsSqlite())
        {
            return await context.Database.SqlQuery<Given>($"""SELECT name AS "Table", seq AS "Last" FROM sqlite_sequence""")
                .ToDictionaryAsync(g => g.Table, g => g.Last, cancellationToken);
        }
        var given = await context.Database.SqlQuery<Given>(
            $"""
            SELECT c.relname AS "Table", COALESCE(pg_sequence_last_value(d.objid), 0) AS "Last"
            FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_class c ON c.oid = d.refobjid
            WHERE d.deptype = 'i' AND c.relnamespace = current_schema()::regnamespace
            """).ToListAsync(cancellationToken);
        return given.Where(g => tables.Contains(g.Table)).ToDictionary(g => g.Table, g => g.Last);
    }

    public static async Task SetAsync(StudyDbContext context, IReadOnlyDictionary<string, long> last, CancellationToken cancellationToken)
    {
        foreach (var (table, id) in last.Where(l => l.Value > 0))
        {
            if (context.Database.IsSqlite())
            {
                await context.Database.ExecuteSqlAsync($"DELETE FROM sqlite_sequence WHERE name = {table}", cancellationToken);
                await context.Database.ExecuteSqlAsync($"INSERT INTO sqlite_sequence (name, seq) VALUES ({table}, {id})", cancellationToken);
            }
            else
            {
                await context.Database.ExecuteSqlAsync($"SELECT setval(pg_get_serial_sequence(quote_ident({table}), 'id'), {id})", cancellationToken);
            }
        }
    }

    private sealed record Given(string Table, long Last);
}
