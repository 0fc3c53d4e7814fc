using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Data;

/// <summary>Knows a full disk by what it makes fail, so that whoever waits for the answer is told in words.</summary>
public static class DiskFull
{
    private const int SqliteFull = 13;

    // The log's index cannot grow: what a full disk looks like to the first connection of a file (SQLITE_IOERR_SHMSIZE).
    private const int SqliteNoRoomForIndex = 4874;

    private const string PostgresFull = "53100";

    // ENOSPC and EDQUOT; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
    private static readonly int[] SystemCodes = OperatingSystem.IsWindows() ? [unchecked((int)0x80070070), unchecked((int)0x80070027)]
        : OperatingSystem.IsMacOS() ? [28, 69]
        : [28, 122];

    /// <summary>Whether the exception, or one within it, says that there is no room.</summary>
    public static bool IsCauseOf(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } or SqliteException { SqliteExtendedErrorCode: SqliteNoRoomForIndex } or DbException { SqlState: PostgresFull } => true,
        IOException failed when SystemCodes.Contains(failed.HResult) => true,
        AggregateException several => several.InnerExceptions.Any(IsCauseOf),
        _ => exception.InnerException is { } inner && IsCauseOf(inner),
    };
}
