using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Library.Files;

/// <summary>Ends what was deleted 30 days ago, and removes files that no material has: of purged ones, of people who left, of uploads that broke off.</summary>
public sealed class MaterialUpkeep(IDbContextFactory<StudyDbContext> contexts, MaterialFiles files)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    // An upload that goes on has no material yet.
    private static readonly TimeSpan Young = TimeSpan.FromHours(1);

    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        var old = asOfUtc - Kept;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using (var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken))
        {
            await context.Set<Material>().Where(m => m.DeletedAt < old).ExecuteDeleteAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        var there = files.KeysBefore(asOfUtc - Young);
        var used = (await context.Set<Material>().Where(m => m.FileKey != null).Select(m => m.FileKey!).ToListAsync(cancellationToken)).ToHashSet();
        foreach (var key in there.Where(key => !used.Contains(key)))
        {
            files.Delete(key);
        }
    }
}
