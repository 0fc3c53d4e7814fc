using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using StudyDashboard.Data.Copying;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>Copies database, files and keys into one archive, also while a server writes.</summary>
public sealed class Backup(StudyOptions options, TimeProvider clock)
{
    internal const string DatabaseEntry = "study.db";
    internal const string FilesEntry = "files";
    internal const string KeysEntry = "keys";

    /// <summary>Makes a backup and proves that its database is whole before it gets its name.</summary>
    /// <param name="file">Where to, or null for the backups folder.</param>
    /// <param name="cancellationToken">Ends it between two steps; nothing is left behind.</param>
    /// <returns>Absolute path of the archive.</returns>
    /// <exception cref="OperatorException">There is no database, the file exists, or the copy is damaged.</exception>
    public async Task<string> RunAsync(string? file, CancellationToken cancellationToken)
    {
        if (options.Postgres is null && !File.Exists(options.DatabaseFile))
        {
            throw new OperatorException($"There is no database in {options.DataFolder}.");
        }
        var target = Path.GetFullPath(file ?? Path.Combine(options.BackupsFolder, BackupShelf.NameFor(clock.GetUtcNow())));
        if (File.Exists(target))
        {
            throw new OperatorException($"{target} exists already.");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var (folder, partial) = (new StudyOptions($"{target}.copy"), $"{target}.part");
        var copy = folder.DatabaseFile;
        try
        {
            PrivateFile.CreateFolder(folder.DataFolder);
            if (options.Postgres is { } server)
            {
                // What one backup holds is the same from either database, and each can be restored where the other was.
                await DatabaseCopy.BetweenAsync(server, folder.DataFolder, null, cancellationToken);
                SqliteConnection.ClearAllPools();
                EndLog(copy);
            }
            else
            {
                CopyDatabase(copy);
            }
            DatabaseFile.RequireWhole(copy);
            cancellationToken.ThrowIfCancellationRequested();
            await using (var stream = PrivateFile.Create(partial))
            {
                await using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
                {
                    await archive.CreateEntryFromFileAsync(copy, DatabaseEntry, CompressionLevel.Fastest, cancellationToken);
                    await AddFolderAsync(archive, options.FilesFolder, FilesEntry, cancellationToken);
                    await AddFolderAsync(archive, options.Postgres is null ? options.KeysFolder : folder.KeysFolder, KeysEntry, cancellationToken);
                }
                // On the disk before it has its name: after a power cut there is a whole backup or none.
                stream.Flush(flushToDisk: true);
            }
            await RequireSameAsync(copy, partial, cancellationToken);
            File.Move(partial, target);
        }
        finally
        {
            Directory.Delete(folder.DataFolder, recursive: true);
            File.Delete(partial);
        }
        return target;
    }

    private void CopyDatabase(string copy)
    {
        PrivateFile.Create(copy).Dispose();
        using var source = DatabaseFile.Open(options.DatabaseFile, SqliteOpenMode.ReadWrite);
        using var target = DatabaseFile.Open(copy, SqliteOpenMode.ReadWrite);
        source.BackupDatabase(target);
        target.Close();
        EndLog(copy);
    }

    /// <summary>Brings the log into the file, which then is whole by itself.</summary>
    private static void EndLog(string database)
    {
        using var connection = DatabaseFile.Open(database, SqliteOpenMode.ReadWrite);
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE;";
        command.ExecuteNonQuery();
    }

    private static async Task AddFolderAsync(ZipArchive archive, string folder, string name, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var entry = $"{name}/{Path.GetRelativePath(folder, path).Replace('\\', '/')}";
            try
            {
                await archive.CreateEntryFromFileAsync(path, entry, CompressionLevel.Fastest, cancellationToken);
            }
            catch (FileNotFoundException)
            {
                // Removed since the folder was listed.
            }
        }
    }

    /// <summary>The database was proved before it was packed: what can be unpacked must be that one.</summary>
    private static async Task RequireSameAsync(string copy, string packed, CancellationToken cancellationToken)
    {
        await using var archive = await ZipFile.OpenReadAsync(packed, cancellationToken);
        await using var entry = await archive.GetEntry(DatabaseEntry)!.OpenAsync(cancellationToken);
        await using var file = File.OpenRead(copy);
        var (unpacked, proved) = (await SHA256.HashDataAsync(entry, cancellationToken), await SHA256.HashDataAsync(file, cancellationToken));
        if (!unpacked.AsSpan().SequenceEqual(proved))
        {
            throw new OperatorException("The archive does not hold what was written into it. The disk may be failing.");
        }
    }
}
