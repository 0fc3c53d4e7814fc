using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace StudyDashboard.Data;

/// <summary>
/// What the first page of a start waits for, asked in SQL that both databases take: EF would take a tenth of a second to compile its first
/// query.
/// </summary>
internal static class PlainQuestions
{
    /// <summary>Whether the database holds at least one row that a query finds.</summary>
    /// <param name="context">The open context.</param>
    /// <param name="query">A SELECT without parameters.</param>
    /// <param name="cancellationToken">Ends it.</param>
    [SuppressMessage("Security", "CA2100:Review SQL queries for security vulnerabilities", Justification = "It takes constants only.")]
    public static async Task<bool> HasAnyAsync(this StudyDbContext context, [ConstantExpected] string query, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT EXISTS ({query})";
        return Convert.ToBoolean(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
