using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using StudyDashboard.Data;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>Something that whoever runs the program can put right; the message says how.</summary>
public class OperatorException(string message) : Exception(message)
{
    private const int SqliteReadOnly = 8;
    private const int SqliteCorrupt = 11;
    private const int SqliteCannotOpen = 14;
    private const int SqliteNotADatabase = 26;

    internal const string DatabaseDamaged =
        "The database file is damaged. Stop the server and run `restore FILE` with a backup; the newest ones are in the folder backups of the data folder.";

    /// <summary>Runs the program; what an operator can put right ends it with words and exit code 1, without a stack trace.</summary>
    internal static async Task<int> GuardAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception exception) when (WordsFor(exception) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return 1;
        }
    }

    private static string? WordsFor(Exception exception) => exception switch
    {
        OperatorException known => known.Message,
        DbUpdateException { InnerException: { } inner } => WordsFor(inner),
        SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase } => DatabaseDamaged,
        _ when DiskFull.IsCauseOf(exception) => "The disk is full. Nothing of this was stored; make room and try again.",
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteCannotOpen } =>
            "The database cannot be written. Give this account the right to write in the data folder, or name another one with --data.",
        // The host and the port are in the server's message, the password is not.
        NpgsqlException server => $"The database's server refused or cannot be reached: {server.Message.TrimEnd('.')}. Check --connection and that the server runs.",
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or choose another address with --urls.",
        // A path that is not there or not allowed: the system's message names it.
        UnauthorizedAccessException or IOException => $"{exception.Message} Check the path, its rights and the room on the disk, and try again.",
        _ => null,
    };
}
