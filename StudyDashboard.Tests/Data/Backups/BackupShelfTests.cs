using StudyDashboard.Data.Backups;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data.Backups;

public sealed class BackupShelfTests : IDisposable
{
    private static readonly DateTime Now = Make.At("2026-03-11 12:00");

    private readonly StudyOptions _options = new(Directory.CreateTempSubdirectory("study-shelf-").FullName);
    private readonly BackupShelf _shelf;

    public BackupShelfTests()
    {
        _shelf = new BackupShelf(_options);
        Directory.CreateDirectory(_options.BackupsFolder);
    }

    [Fact]
    public void Kept_EverySixHoursForTwoMonths_IsTheLastDayThenDaysThenWeeks()
    {
        var made = Enumerable.Range(0, 4 * 60).Select(n => Now.AddHours(-6 * n)).Select(at => new BackupFile($"{at:O}", at, 1)).ToList();

        var kept = BackupShelf.Kept(made, new BackupOptions(TimeSpan.FromHours(6), 3, 4), Now);

        // 11 March 2026 is a Wednesday; the weeks before it ended on the 8th, the 1st and on 22 February.
        Assert.Equal(
            [
                "2026-03-11 12:00", "2026-03-11 06:00", "2026-03-11 00:00", "2026-03-10 18:00", "2026-03-09 18:00",
                "2026-03-08 18:00", "2026-03-01 18:00", "2026-02-22 18:00",
            ],
            kept.OrderByDescending(f => f.MadeAt).Select(f => $"{f.MadeAt:yyyy-MM-dd HH:mm}"));
    }

    [Fact]
    public void Kept_AfterAWeekOfSilence_AreStillTheNewest()
    {
        BackupFile[] made = [.. Enumerable.Range(10, 5).Select(days => Now.AddDays(-days)).Select(at => new BackupFile($"{at:O}", at, 1))];

        Assert.Equal(made[..3], BackupShelf.Kept(made, new BackupOptions(TimeSpan.FromDays(1), 3, 0), Now).OrderByDescending(f => f.MadeAt));
    }

    [Fact]
    public void Tidy_RemovesOldBackupsAndHalfOnes_AndNothingElse()
    {
        string[] stay = ["study-20260311-110000.zip", "study-20260311-115900.zip.part", "study-before-the-exams.zip", "notes.txt"];
        string[] go = ["study-20260301-110000.zip", "study-20260302-110000.zip.part", "study-20260302-110000.zip.db"];
        foreach (var name in stay.Concat(go))
        {
            Write(name, name.Contains("20260302", StringComparison.Ordinal) ? Now.AddDays(-9) : Now);
        }

        var folder = Directory.CreateDirectory(Path.Combine(_options.BackupsFolder, "study-20260302-110000.zip.copy"));
        File.WriteAllText(Path.Combine(folder.FullName, "study.db"), "half");
        folder.LastWriteTimeUtc = Now.AddDays(-9);

        _shelf.Tidy(new BackupOptions(TimeSpan.FromDays(1), 1, 0), Now);

        Assert.Equal(stay.Order(StringComparer.Ordinal), Directory.GetFileSystemEntries(_options.BackupsFolder).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Newest_IsByTheNameAndNotByTheTimeOfACopy()
    {
        Write("study-20260310-110000.zip", Now);
        Write("study-20260311-110000.zip", Now.AddDays(-3));

        Assert.Equal((Make.At("2026-03-11 11:00"), "study-20260311-110000.zip"), (_shelf.Newest()!.MadeAt, _shelf.Newest()!.Name));
    }

    [Theory]
    [InlineData("Backups:EveryHours", "often")]
    [InlineData("Backups:EveryHours", "-1")]
    [InlineData("Backups:KeepDaily", "0")]
    [InlineData("Backups:KeepWeekly", "1.5")]
    public void Settings_ThatAreNoNumberOfThese_AreToldByName(string name, string value)
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { [name] = value };

        Assert.Contains(name, Assert.Throws<OperatorException>(() => BackupOptions.From(configuration)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_options.DataFolder, recursive: true);

    private void Write(string name, DateTime writtenAt)
    {
        var path = Path.Combine(_options.BackupsFolder, name);
        File.WriteAllText(path, "");
        File.SetLastWriteTimeUtc(path, writtenAt);
    }
}
