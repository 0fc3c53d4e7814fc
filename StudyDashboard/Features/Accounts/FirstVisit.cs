using System.Globalization;
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
        // Asked before the first page, and the only query that it waits for: EF would take a tenth of a second to compile one.
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT EXISTS (SELECT 1 FROM people)";
        _ownerSeen = Convert.ToBoolean(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        return !_ownerSeen;
    }
}
