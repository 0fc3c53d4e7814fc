using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>Something that whoever runs the program can put right; the message says how.</summary>
public class OperatorException(string message) : Exception(message)
{
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

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
        SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase } =>
            "The database file is damaged. Stop the server and run `restore FILE` with a backup; the newest ones are in the folder backups of the data folder.",
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Stop what listens there, or choose another address with --urls.",
        _ => null,
    };
}
