using Microsoft.Data.Sqlite;
using StudyDashboard.Bench;
using StudyDashboard.Faults;

var options = Options.Parse(args);
var folder = Directory.CreateTempSubdirectory("study-faults-").FullName;
try
{
    var report = new Report(options.Root, "docs/faults.md", options.Append);
    var product = options.Product is { } built ? new Product(built) : await Product.PublishAsync(options.Root, Path.Combine(folder, "product"));
    (string Name, Func<Task> Play)[] parts =
    [
        ("calls", () => SuitePart.RunAsync(options, report)),
        ("kill", () => KillPart.RunAsync(product, folder, options, report)),
        ("disk", () => DiskPart.RunAsync(product, folder, report)),
        ("damage", () => DamagePart.RunAsync(product, folder, report)),
        ("backup", () => BackupPart.RunAsync(product, folder, report)),
        ("circuits", () => CircuitPart.RunAsync(product, folder, report)),
        ("load", () => LoadPart.RunAsync(product, folder, report)),
    ];
    foreach (var (name, play) in parts.Where(p => options.Wants(p.Name)))
    {
        Shell.Say(name);
        try
        {
            await play();
        }
        catch (Exception broken) when (broken is InvalidOperationException or HttpRequestException or SqliteException)
        {
            report.Row($"{name}: played to its end", broken.Message.ReplaceLineEndings(" ").Replace('|', '/'), "", "", "no surprise", kept: false);
        }
    }
    using var memory = new SqliteConnection("Data Source=:memory:");
    memory.Open();
    await report.FinishAsync(memory.ServerVersion);
    return report.Missed == 0 ? 0 : 1;
}
finally
{
    Directory.Delete(folder, recursive: true);
}
