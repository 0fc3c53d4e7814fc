using System.IO.Compression;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>Puts a backup in the place of the data folder's database, files and keys.</summary>
public sealed class Restore(StudyOptions options, TimeProvider clock)
{
    private const string KeptPrefix = "before-restore-";

    /// <summary>Unpacks and proves the backup beside the data, then swaps; what was there before is kept.</summary>
    /// <returns>The folder that keeps what was there before.</returns>
    /// <exception cref="OperatorException">A server holds the folder, or the archive is no whole backup. Nothing was changed.</exception>
    public async Task<string> RunAsync(string file, CancellationToken cancellationToken)
    {
        if (options.Postgres is not null)
        {
            throw new OperatorException("A backup is restored into a data folder: leave out --database. From there `copy --from FOLDER --to 'Host=…'` brings it to an empty PostgreSQL database.");
        }
        using var held = DataFolderLock.Hold(options);
        var fresh = Path.Combine(options.DataFolder, $"restoring-{Guid.NewGuid():n}");
        try
        {
            await UnpackAsync(file, fresh, cancellationToken);
            return Swap(fresh);
        }
        finally
        {
            if (Directory.Exists(fresh))
            {
                Directory.Delete(fresh, recursive: true);
            }
        }
    }

    /// <summary>Unpacks a backup into a folder and proves its database.</summary>
    /// <exception cref="OperatorException">The archive is no whole backup.</exception>
    internal static async Task UnpackAsync(string file, string folder, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new OperatorException($"There is no file {Path.GetFullPath(file)}.");
        }
        try
        {
            await ZipFile.ExtractToDirectoryAsync(file, folder, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new OperatorException($"{file} is not a backup, or it is damaged.");
        }
        var database = Path.Combine(folder, Backup.DatabaseEntry);
        if (!File.Exists(database))
        {
            throw new OperatorException($"{file} is not a backup: it holds no database.");
        }
        DatabaseFile.RequireWhole(database);
    }

    /// <summary>Refuses to begin with an empty database where a restore was broken off between the old one and the new one.</summary>
    /// <exception cref="OperatorException">It was; the message says what to do.</exception>
    internal static void RequireFinished(StudyOptions options)
    {
        if (!options.Demo && !File.Exists(options.DatabaseFile) && Directory.Exists(options.DataFolder)
            && Directory.EnumerateDirectories(options.DataFolder, $"{KeptPrefix}*").Max() is { } kept)
        {
            throw new OperatorException(
                $"A restore was broken off: there is no database in {options.DataFolder}. Run `restore FILE` again, or move what is in {kept} back.");
        }
    }

    private string Swap(string fresh)
    {
        var kept = Path.Combine(options.DataFolder, $"{KeptPrefix}{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Guid.NewGuid().ToString("n")[..4]}");
        Directory.CreateDirectory(kept);
        var moved = new Stack<(string From, string To)>();
        try
        {
            // The log and the shared memory belong to the old database: beside the new one they would damage it. The old database goes
            // first and the new one comes last, so that one killed in between leaves none at all, and a server can tell.
            foreach (var path in new[] { options.DatabaseFile, $"{options.DatabaseFile}-wal", $"{options.DatabaseFile}-shm", options.FilesFolder, options.KeysFolder })
            {
                Move(path, Path.Combine(kept, Path.GetFileName(path)), moved);
            }
            foreach (var name in new[] { Backup.FilesEntry, Backup.KeysEntry, Backup.DatabaseEntry })
            {
                Move(Path.Combine(fresh, name), Path.Combine(options.DataFolder, name), moved);
            }
        }
        catch
        {
            while (moved.TryPop(out var move))
            {
                Directory.Move(move.To, move.From);
            }
            throw;
        }
        return kept;
    }

    private static void Move(string from, string to, Stack<(string From, string To)> moved)
    {
        if (File.Exists(from) || Directory.Exists(from))
        {
            // Moves a file just as well.
            Directory.Move(from, to);
            moved.Push((from, to));
        }
    }
}
