using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Library.Search;

namespace StudyDashboard.Data;

/// <summary>
/// SQLite's index of words (FTS5, unicode61). Triggers keep it: whatever changes a material changes it in the same transaction, a
/// person's deletion included. The table and its triggers are made by the migration.
/// </summary>
internal sealed class SqliteMaterialSearch : IMaterialSearch
{
    /// <summary>Takes every material in: those that were there before the index was have not come by its triggers.</summary>
    public static Task FillAsync(StudyDbContext context, CancellationToken cancellationToken) => context.Database.IsSqlite()
        ? context.Database.ExecuteSqlAsync($"INSERT INTO material_search(material_search) VALUES ('rebuild')", cancellationToken)
        : Task.CompletedTask;

    public IQueryable<int> Matching(StudyDbContext context, IReadOnlyList<string> words)
    {
        // Letters and digits only come here, so a quoted word needs no escaping.
        var match = string.Join(' ', words.Select(word => $"\"{word}\"*"));
        return context.Database.SqlQuery<int>($"SELECT rowid AS Value FROM material_search WHERE material_search MATCH {match}");
    }
}

/// <summary>The search that a database has.</summary>
internal static class MaterialSearches
{
    private static readonly SqliteMaterialSearch Sqlite = new();
    private static readonly PlainMaterialSearch Plain = new();

    public static IMaterialSearch Search(this StudyDbContext context) => context.Database.IsSqlite() ? Sqlite : Plain;
}
