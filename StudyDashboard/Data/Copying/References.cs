using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data.Copying;

/// <summary>
/// Lets rows come in an order in which what they refer to is not there yet. All is checked before the commit: SQLite by waiting with its
/// check, PostgreSQL by adding the foreign keys again, which looks at every row.
/// </summary>
internal sealed class References
{
    private readonly StudyDbContext _context;
    private readonly List<(string Table, string Name, string Definition)> _dropped = [];

    private References(StudyDbContext context) => _context = context;

    public static async Task<References> SuspendAsync(StudyDbContext context, CancellationToken cancellationToken)
    {
        var references = new References(context);
        if (context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA defer_foreign_keys = ON;", cancellationToken);
            return references;
        }
        var keys = await context.Database.SqlQuery<ForeignKey>(
            $"""
            SELECT conrelid::regclass::text AS "Table", quote_ident(conname) AS "Name", pg_get_constraintdef(oid) AS "Definition"
            FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
            """).ToListAsync(cancellationToken);
        foreach (var key in keys)
        {
            await references.RunAsync($"ALTER TABLE {key.Table} DROP CONSTRAINT {key.Name}", cancellationToken);
            references._dropped.Add((key.Table, key.Name, key.Definition));
        }
        return references;
    }

    /// <summary>Puts them back. On SQLite the commit itself checks.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        foreach (var (table, name, definition) in _dropped)
        {
            await RunAsync($"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}", cancellationToken);
        }
    }

    // Names and definitions are what the server's own catalogue says.
    private Task RunAsync(string statement, CancellationToken cancellationToken) => _context.Database.ExecuteSqlRawAsync(statement, cancellationToken);

    private sealed record ForeignKey(string Table, string Name, string Definition);
}
