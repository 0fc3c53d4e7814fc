using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Copying;

/// <summary>Moves everything from one database into an empty other one, whichever of the two kinds each is.</summary>
internal static class DatabaseCopy
{
    private const int RowsBetweenReports = 10_000;

    /// <summary>Copies between two places, the keys too.</summary>
    /// <param name="from">A data folder, or how to reach a server.</param>
    /// <param name="to">The same; the database there is made, or is empty.</param>
    /// <param name="progress">Told of the rows written.</param>
    /// <param name="cancellationToken">Ends it; the target stays empty.</param>
    /// <exception cref="OperatorException">One of the places is none, or not fit.</exception>
    public static async Task<CopyResult> BetweenAsync(string from, string to, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        if (from == to)
        {
            throw new OperatorException("--from and --to are the same.");
        }
        using var source = DatabasePlace.Of(from);
        if (!source.Exists)
        {
            throw new OperatorException($"There is no database in {source.Name}.");
        }
        source.Hold();
        using var target = DatabasePlace.Of(to);
        target.Hold();
        await target.PrepareAsync(cancellationToken);
        await using var reading = source.Open();
        await using var writing = target.Open();
        var result = await RunAsync(reading, writing, progress, cancellationToken);
        await target.AddKeysAsync(await source.KeysAsync(cancellationToken), cancellationToken);
        return result;
    }

    /// <summary>Copies every row in one transaction and reads both databases again to compare them.</summary>
    /// <param name="from">The source; it is only read, in one snapshot.</param>
    /// <param name="to">The target, prepared by <see cref="DatabaseSetup"/> and still without people.</param>
    /// <param name="progress">Told of the rows written.</param>
    /// <param name="cancellationToken">Ends it; the target stays empty.</param>
    /// <exception cref="OperatorException">The target is not empty, or the source has been written by another version.</exception>
    public static async Task<CopyResult> RunAsync(StudyDbContext from, StudyDbContext to, IProgress<long>? progress, CancellationToken cancellationToken)
    {
        await RequireFitAsync(from, to, cancellationToken);
        await from.Database.OpenConnectionAsync(cancellationToken);
        await to.Database.OpenConnectionAsync(cancellationToken);
        await using var reading = await from.BeginReadAsync(cancellationToken);
        var (sources, targets) = (CopiedTable.Of(from), CopiedTable.Of(to));
        var names = sources.Keys.Intersect(targets.Keys).Order(StringComparer.Ordinal).ToList();
        await using (var writing = await to.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken))
        {
            var references = await References.SuspendAsync(to, cancellationToken);
            var rows = 0L;
            // All of them first: to empty one takes along what refers to it.
            foreach (var name in names)
            {
                await targets[name].EmptyAsync(to, cancellationToken);
            }
            foreach (var name in names)
            {
                await using var writer = targets[name].Writer(to);
                await foreach (var row in sources[name].RowsAsync(from, cancellationToken))
                {
                    await writer.WriteAsync(row, cancellationToken);
                    if (++rows % RowsBetweenReports == 0)
                    {
                        progress?.Report(rows);
                    }
                }
            }
            await NextIds.SetAsync(to, await NextIds.ReadAsync(from, names, cancellationToken), cancellationToken);
            await references.ResumeAsync(cancellationToken);
            await writing.CommitAsync(cancellationToken);
            progress?.Report(rows);
        }
        var copies = new List<CopiedRows>();
        foreach (var name in names)
        {
            var (source, target) = (await SumAsync(sources[name], from, cancellationToken), await SumAsync(targets[name], to, cancellationToken));
            copies.Add(new CopiedRows(name, target.Rows, target.Sum, source == target));
        }
        return new CopyResult(copies.Sum(c => c.Rows), copies.All(c => c.Equal), copies);
    }

    private static async Task RequireFitAsync(StudyDbContext from, StudyDbContext to, CancellationToken cancellationToken)
    {
        if ((await from.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            throw new OperatorException("The database to copy from is of an older version. Start the server on it once, then copy.");
        }
        if (await to.Users.AnyAsync(cancellationToken))
        {
            throw new OperatorException("The database to copy to has people in it already. Name an empty one; nothing was changed.");
        }
    }

    /// <summary>The number of rows and the sum of their texts' hashes, which is the same in whatever order they come.</summary>
    private static async Task<(long Rows, string Sum)> SumAsync(CopiedTable table, StudyDbContext context, CancellationToken cancellationToken)
    {
        var (rows, sum) = (0L, new byte[SHA256.HashSizeInBytes]);
        await foreach (var row in table.RowsAsync(context, cancellationToken))
        {
            rows++;
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(table.TextOf(row)));
            for (var i = 0; i < sum.Length; i++)
            {
                sum[i] ^= hash[i];
            }
        }
        return (rows, Convert.ToHexStringLower(sum));
    }
}

/// <summary>What was copied.</summary>
/// <param name="Rows">Of all tables.</param>
/// <param name="Equal">Whether every table has the same rows in both databases.</param>
/// <param name="Tables">One by one.</param>
internal sealed record CopyResult(long Rows, bool Equal, IReadOnlyList<CopiedRows> Tables);

/// <summary>A table in the target.</summary>
/// <param name="Table">Its name.</param>
/// <param name="Rows">How many there are.</param>
/// <param name="Sha256">The rows' SHA-256 joined by exclusive or.</param>
/// <param name="Equal">Whether the source has the same.</param>
internal sealed record CopiedRows(string Table, long Rows, string Sha256, bool Equal);
