using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Data;

/// <summary>Creates the database or brings it up to date.</summary>
public sealed class DatabaseSetup(IDbContextFactory<StudyDbContext> contexts)
{
    /// <summary>Applies the migrations, sets write-ahead logging, adds the roles. Repeating it changes nothing.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        if (context.Database.IsSqlite())
        {
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancellationToken);
        }
        var present = await context.Roles.Select(r => r.Name).ToListAsync(cancellationToken);
        context.Roles.AddRange(Roles.All.Except(present).Select(name => new IdentityRole<int>(name!) { NormalizedName = name!.ToUpperInvariant() }));
        await context.SaveChangesAsync(cancellationToken);
    }
}
