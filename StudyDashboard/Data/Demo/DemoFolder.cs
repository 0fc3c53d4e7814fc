using System.Globalization;
using Microsoft.Data.Sqlite;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Demo;

/// <summary>The demo's data folder. A file in it says that it is one and of which day: on a later day the demo is made anew.</summary>
internal static class DemoFolder
{
    private const string Marker = "demo.txt";
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Refuses to mix demo and real data, and to serve people whose password everyone knows outside the demo.</summary>
    /// <exception cref="OperatorException">The folder belongs to the other.</exception>
    public static void Check(StudyOptions options)
    {
        var isDemo = File.Exists(MarkerOf(options));
        if (options.Demo && !isDemo && Directory.Exists(options.DataFolder)
            && Directory.EnumerateFileSystemEntries(options.DataFolder).Any(entry => entry != options.LockFile))
        {
            throw new OperatorException($"The folder {options.DataFolder} holds data that are not a demo's. Name an empty one with --data, or leave --data out.");
        }
        if (isDemo && !options.Demo)
        {
            throw new OperatorException($"The folder {options.DataFolder} holds a demo. Start it with --demo, or name another folder with --data.");
        }
    }

    /// <summary>Marks the held folder as a demo's and removes what is not of today.</summary>
    /// <returns>Whether the demo has to be made.</returns>
    public static bool Claim(StudyOptions options, DateOnly today)
    {
        if (File.Exists(options.DatabaseFile) && File.Exists(MarkerOf(options)) && File.ReadAllText(MarkerOf(options)).Trim() == DayOf(today))
        {
            return false;
        }
        // Until it is made it is of no day, so that one that was broken off is made again.
        File.WriteAllText(MarkerOf(options), "in the making");
        SqliteConnection.ClearAllPools();
        foreach (var end in new[] { "", "-wal", "-shm" })
        {
            File.Delete(options.DatabaseFile + end);
        }
        return true;
    }

    /// <summary>Notes the day of which the demo is.</summary>
    public static void Complete(StudyOptions options, DateOnly today) => File.WriteAllText(MarkerOf(options), DayOf(today));

    private static string MarkerOf(StudyOptions options) => Path.Combine(options.DataFolder, Marker);

    private static string DayOf(DateOnly today) => today.ToString(DayFormat, CultureInfo.InvariantCulture);
}
