using Microsoft.Data.Sqlite;
using StudyDashboard.Bench;

var options = Options.Parse(args);
var folder = options.Keep ?? Directory.CreateTempSubdirectory("study-bench-").FullName;
Directory.CreateDirectory(folder);
try
{
    var report = new Report(options.Root, "docs/benchmarks.md", options.Append);
    var workshop = await Workshop.PrepareAsync(options, folder);
    if (workshop.SeedTime is { } seeding)
    {
        report.Note($"`seed` wrote {options.Sessions:N0} sessions and what follows from them in {seeding.TotalSeconds:0} s.");
    }
    if (options.Wants("start"))
    {
        await VisitPart.StartAsync(workshop, report);
    }
    if (options.Wants("today"))
    {
        await TodayPart.RunAsync(workshop, options, report);
    }
    if (options.Wants("memory"))
    {
        await CircuitPart.MemoryAsync(workshop, report);
    }
    if (options.Wants("timer"))
    {
        await CircuitPart.TimerAsync(workshop, options, report);
    }
    if (options.Wants("visit"))
    {
        await VisitPart.VisitAsync(workshop, folder, report);
    }
    if (options.Wants("recurrence"))
    {
        await RecurrencePart.RunAsync(workshop, folder, report);
    }
    if (options.Wants("fsrs"))
    {
        await FsrsPart.RunAsync(workshop, folder, report);
    }
    if (options.Wants("cards"))
    {
        await ReviewPart.RunAsync(workshop, folder, options.Cards, report);
    }
    if (options.Wants("quiz"))
    {
        await QuizPart.RunAsync(workshop, folder, report);
    }
    if (options.Wants("finish"))
    {
        await FinishPart.RunAsync(workshop, folder, report);
    }
    if (options.Wants("schedule"))
    {
        await SchedulePart.RunAsync(workshop, folder, report);
    }
    if (options.Wants("export"))
    {
        await ExportPart.RunAsync(workshop, options, report);
    }
    if (options.SoakMinutes > 0)
    {
        await SoakPart.RunAsync(workshop, folder, options.SoakMinutes, report);
    }
    using var memory = new SqliteConnection("Data Source=:memory:");
    memory.Open();
    await report.FinishAsync(memory.ServerVersion);
}
finally
{
    if (options.Keep is null)
    {
        Directory.Delete(folder, recursive: true);
    }
}
