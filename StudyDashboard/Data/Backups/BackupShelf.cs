using System.Globalization;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Backups;

/// <summary>One backup of the backups folder. It has its name only since it was proved to be whole.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="MadeAt">When it was begun (UTC), as its name says: a copy of a file has another time than the file.</param>
/// <param name="Bytes">Its size.</param>
public sealed record BackupFile(string Path, DateTime MadeAt, long Bytes)
{
    public string Name => System.IO.Path.GetFileName(Path);
}

/// <summary>The backups folder: what lies there, and which of it may go.</summary>
public sealed class BackupShelf(StudyOptions options)
{
    private const string Prefix = "study-";
    private const string Stamp = "yyyyMMdd-HHmmss";
    private const string Suffix = ".zip";

    // A backup that is still being written is younger.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>The name for a backup that begins now.</summary>
    public static string NameFor(DateTimeOffset now) => $"{Prefix}{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}{Suffix}";

    /// <summary>The backups, the newest first. Files with other names are someone else's and are left alone.</summary>
    public IReadOnlyList<BackupFile> All() =>
    [
        .. from file in Files()
           let made = MadeAt(file.Name)
           where made is not null
           orderby made descending
           select new BackupFile(file.FullName, made.Value, file.Length),
    ];

    public BackupFile? Newest() => All() is [var newest, ..] ? newest : null;

    /// <summary>Removes what need not be kept, and what a killed process left half written.</summary>
    public void Tidy(BackupOptions terms, DateTime asOfUtc)
    {
        var all = All();
        var kept = Kept(all, terms, asOfUtc);
        foreach (var file in all.Where(f => !kept.Contains(f)))
        {
            File.Delete(file.Path);
        }
        foreach (var half in Halves().Where(f => asOfUtc - f.LastWriteTimeUtc > Abandoned))
        {
            if (half is DirectoryInfo folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                half.Delete();
            }
        }
    }

    /// <summary>All of the last day, the newest of each of the last days that have one, and of each of the last weeks (they begin on Mondays).</summary>
    /// <param name="newestFirst">What is there.</param>
    /// <param name="terms">How many of each.</param>
    /// <param name="asOfUtc">Now.</param>
    internal static IReadOnlySet<BackupFile> Kept(IReadOnlyList<BackupFile> newestFirst, BackupOptions terms, DateTime asOfUtc) => (HashSet<BackupFile>)
    [
        .. newestFirst.Where(f => asOfUtc - f.MadeAt < TimeSpan.FromDays(1)),
        .. newestFirst.DistinctBy(f => f.MadeAt.Date).Take(terms.KeptDaily),
        .. newestFirst.DistinctBy(f => (ISOWeek.GetYear(f.MadeAt), ISOWeek.GetWeekOfYear(f.MadeAt))).Take(terms.KeptWeekly),
    ];

    private IEnumerable<FileInfo> Files() =>
        Directory.Exists(options.BackupsFolder) ? new DirectoryInfo(options.BackupsFolder).EnumerateFiles($"{Prefix}*") : [];

    /// <summary>What a backup works in before it has its name.</summary>
    private IEnumerable<FileSystemInfo> Halves() =>
        Directory.Exists(options.BackupsFolder) ? new DirectoryInfo(options.BackupsFolder).EnumerateFileSystemInfos($"{Prefix}*{Suffix}.*") : [];

    private static DateTime? MadeAt(string name) =>
        name.Length == Prefix.Length + Stamp.Length + Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
        && DateTime.TryParseExact(name.AsSpan(Prefix.Length, Stamp.Length), Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var made)
            ? made : null;
}
