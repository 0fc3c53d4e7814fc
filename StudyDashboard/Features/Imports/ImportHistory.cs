using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Imports;

/// <summary>Reads what came in before.</summary>
public sealed class ImportHistory(IDbContextFactory<StudyDbContext> contexts)
{
    private const int Latest = 50;

    /// <summary>A student's latest imports, newest first.</summary>
    public async Task<IReadOnlyList<PastImport>> OfAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<ImportRun>().AsNoTracking().Where(r => r.StudentId == studentId)
            .OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(Latest)
            .Select(r => new PastImport(r.Id, r.Kind, r.FileName, r.At, r.Created, r.Skipped, r.Refused, r.UndoneAt))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>An import as the list shows it.</summary>
public sealed record PastImport(
    int Id, string Kind, string FileName, DateTime At, int Created, int Skipped, int Refused, DateTime? UndoneAt);
