using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>Looks for damage: of the file, of references, of the schema, of uploaded files, of derived rows against the facts. Writes nothing.</summary>
public sealed class IntegrityCheck(StudyOptions options, IDbContextFactory<StudyDbContext> contexts, MaterialFiles files, Rebuild rebuild)
{
    /// <summary>What is wrong, in words; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        if (options.Postgres is null && !File.Exists(options.DatabaseFile))
        {
            return [$"There is no database in {options.DataFolder}."];
        }
        // PostgreSQL watches over its own files and references.
        List<string> findings = options.Postgres is null ? [.. DatabaseFile.Findings(options.DatabaseFile)] : [];
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).ToList();
        findings.AddRange(pending.Select(name => $"The migration {name} has not been applied."));
        if (findings.Count == 0 && await rebuild.RunAsync(dry: true, null, cancellationToken) is > 0 and var rows)
        {
            findings.Add($"{rows} derived rows do not follow from the facts. Run `rebuild`.");
        }
        if (pending.Count == 0)
        {
            findings.AddRange(await LostFilesAsync(context, cancellationToken));
        }
        return findings;
    }

    private async Task<IEnumerable<string>> LostFilesAsync(StudyDbContext context, CancellationToken cancellationToken)
    {
        var needed = await context.Set<Material>().Where(m => m.FileKey != null).Select(m => new { m.Id, Key = m.FileKey! }).ToListAsync(cancellationToken);
        var there = files.KeysBefore(DateTime.MaxValue).ToHashSet();
        return needed.Where(m => !there.Contains(m.Key)).Select(m => $"The file of material {m.Id} is not there.");
    }
}
