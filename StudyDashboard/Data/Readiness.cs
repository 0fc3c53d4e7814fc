using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data;

/// <summary>Whether the server can do its work: the database answers and the data folder takes a file.</summary>
public sealed class Readiness(IDbContextFactory<StudyDbContext> contexts, StudyOptions options)
{
    public async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Roles.AnyAsync(cancellationToken);
            var probe = Path.Combine(options.DataFolder, $"probe-{Guid.NewGuid():n}");
            await using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Data.Common.DbException)
        {
            return false;
        }
    }
}
