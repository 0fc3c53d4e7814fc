using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;

namespace StudyDashboard.Features.Accounts;

/// <summary>Whether the database still waits for its owner.</summary>
public sealed class FirstVisit(IDbContextFactory<StudyDbContext> contexts)
{
    private bool _ownerSeen;

    /// <summary>True while nobody has an account.</summary>
    public async Task<bool> IsAwaitedAsync(CancellationToken cancellationToken)
    {
        if (_ownerSeen)
        {
            return false;
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        _ownerSeen = await context.HasAnyAsync("SELECT 1 FROM people", cancellationToken);
        return !_ownerSeen;
    }
}
