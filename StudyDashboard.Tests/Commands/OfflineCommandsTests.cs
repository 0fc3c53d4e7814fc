using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Library;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Commands;

/// <summary>The commands as an operator runs them: a process each, on a data folder of the test.</summary>
public sealed class OfflineCommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-commands-").FullName;

    private string Data => Path.Combine(_folder, "data");

    [Fact]
    public async Task Backup_Restored_PassesTheCheckAndKeepsWhatWasThere()
    {
        var archive = Path.Combine(_folder, "b.zip");
        Assert.Equal(0, (await RunAsync("rebuild")).Code);
        Assert.Equal(0, (await RunAsync("backup", "--to", archive)).Code);
        await File.WriteAllTextAsync(Path.Combine(Data, "study.db"), "no database", TestContext.Current.CancellationToken);

        var damaged = await RunAsync("backup");
        var restored = await RunAsync("restore", archive);
        var check = await RunAsync("check");

        Assert.Equal(1, damaged.Code);
        Assert.Contains("restore FILE", damaged.Words);
        Assert.DoesNotContain("   at ", damaged.Words);
        Assert.Equal(0, restored.Code);
        Assert.True(Directory.Exists(restored.Result!.Value.GetProperty("previous_kept_in").GetString()));
        Assert.Equal(0, check.Code);
        Assert.True(check.Result!.Value.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Drill_OfTheNewestBackup_SaysWhatIsInItAndTouchesNothing()
    {
        await RunAsync("seed", "--students", "2", "--sessions", "40");
        var none = await RunAsync("drill");
        Assert.Equal(0, (await RunAsync("backup")).Code);
        using var held = StudyDashboard.Infrastructure.Hosting.DataFolderLock.Hold(new(Data));
        var there = Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories).Order().ToList();

        var drill = await RunAsync("drill");

        Assert.Equal((1, 0), (none.Code, drill.Code));
        Assert.Contains("no backup", none.Words, StringComparison.Ordinal);
        Assert.True(drill.Result!.Value.GetProperty("ok").GetBoolean());
        var totals = drill.Result!.Value.GetProperty("totals");
        Assert.Equal((2, 40), (totals.GetProperty("people").GetInt32(), totals.GetProperty("sessions").GetInt32()));
        Assert.True(totals.GetProperty("net_seconds").GetInt64() > 40 * 60);
        Assert.Equal(there, Directory.GetFileSystemEntries(Data, "*", SearchOption.AllDirectories).Order());
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "study-drill-*"));
    }

    [Fact]
    public async Task Drill_OfABackupWithoutAFileThatALibraryNeeds_FindsIt()
    {
        var archive = Path.Combine(_folder, "b.zip");
        await RunAsync("seed", "--students", "1", "--sessions", "1");
        await using (var context = TestDatabase.OnFile(Path.Combine(Data, "study.db")))
        {
            var owner = await context.Users.SingleAsync(TestContext.Current.CancellationToken);
            context.Add(new Material(owner.Id, new MaterialDraft { Title = "Notes", Kind = MaterialKind.File }, new MaterialFile(new string('a', 32), "notes.txt", MaterialFile.PlainText, 3), DateTime.UnixEpoch));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await RunAsync("backup", "--to", archive);

        var drill = await RunAsync("drill", archive);

        Assert.Equal(1, drill.Code);
        Assert.Contains("file of material 1", drill.Result!.Value.GetProperty("findings")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restore_WhileTheFolderIsHeld_RefusesAndChangesNothing()
    {
        var archive = Path.Combine(_folder, "b.zip");
        await RunAsync("rebuild");
        await RunAsync("backup", "--to", archive);
        using var held = StudyDashboard.Infrastructure.Hosting.DataFolderLock.Hold(new(Data));

        var refused = await RunAsync("restore", archive);

        Assert.Equal(1, refused.Code);
        Assert.Null(refused.Result);
        Assert.Contains("already uses the data folder", refused.Words);
    }

    [Fact]
    public async Task Restore_KilledBetweenTheOldAndTheNew_IsNotTakenForAnEmptyProduct()
    {
        var archive = Path.Combine(_folder, "b.zip");
        await RunAsync("rebuild");
        await RunAsync("backup", "--to", archive);
        var kept = Directory.CreateDirectory(Path.Combine(Data, "before-restore-20261120-101500-ab12")).FullName;
        File.Move(Path.Combine(Data, "study.db"), Path.Combine(kept, "study.db"));

        var refused = await RunAsync("rebuild");
        var restored = await RunAsync("restore", archive);

        Assert.Equal(1, refused.Code);
        Assert.Contains(kept, refused.Words);
        Assert.Equal(0, restored.Code);
        Assert.Equal(0, (await RunAsync("rebuild")).Code);
    }

    [Fact]
    public async Task Check_WithoutADatabase_SaysSoAndFails()
    {
        var check = await RunAsync("check");

        Assert.Equal(1, check.Code);
        Assert.False(check.Result!.Value.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public async Task Backup_ToWhereNothingCanBe_SaysSoWithoutAStackTrace()
    {
        await RunAsync("rebuild");
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "", TestContext.Current.CancellationToken);

        var refused = await RunAsync("backup", "--to", Path.Combine(_folder, "file", "b.zip"));

        Assert.Equal(1, refused.Code);
        Assert.Contains("Check the path", refused.Words);
        Assert.DoesNotContain("   at ", refused.Words);
    }

    [Fact]
    public async Task Export_ImportedByAnother_AddsItOnceAndSaysSoByExitCode()
    {
        var seeded = (await RunAsync("seed", "--students", "2", "--sessions", "40")).Result!.Value.ToString();
        string[] people = [.. System.Text.RegularExpressions.Regex.Matches(seeded, "[^\"]+@[^\"]+").Select(m => m.Value)];
        var zip = Path.Combine(_folder, "study.zip");
        Assert.Equal(0, (await RunAsync("export", "--user", people[0], "--out", zip)).Code);
        string[] import = ["import", "archive", zip, "--user", people[1]];

        var dry = await RunAsync([.. import, "--dry-run"]);
        var done = await RunAsync(import);
        var again = await RunAsync(import);
        string[] undo = ["import", "undo", done.Result!.Value.GetProperty("import_id").GetRawText(), "--user"];
        var foreign = await RunAsync([.. undo, people[0]]);
        var undone = await RunAsync([.. undo, people[1]]);
        var undoneAgain = await RunAsync([.. undo, people[1]]);
        await File.WriteAllTextAsync(zip, "no zip", TestContext.Current.CancellationToken);
        var broken = await RunAsync(import);

        Assert.Equal((0, 0, 0, 2), (dry.Code, done.Code, again.Code, broken.Code));
        var created = done.Result!.Value.GetProperty("created").GetInt32();
        Assert.InRange(created, 15, 20);
        Assert.Equal(created, dry.Result!.Value.GetProperty("created").GetInt32());
        Assert.Equal(JsonValueKind.Null, dry.Result!.Value.GetProperty("import_id").ValueKind);
        Assert.Equal(0, again.Result!.Value.GetProperty("created").GetInt32());
        Assert.Equal((2, 0, 2), (foreign.Code, undone.Code, undoneAgain.Code));
        Assert.Null(foreign.Result);
        Assert.Contains("no such import", foreign.Words, StringComparison.Ordinal);
        Assert.True(undone.Result!.Value.GetProperty("undone").GetBoolean());
        Assert.Equal(0, undone.Result!.Value.GetProperty("kept").GetArrayLength());
        Assert.Contains("undone before", undoneAgain.Words, StringComparison.Ordinal);
        Assert.Contains("no ZIP file", broken.Result!.Value.GetProperty("refused")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("rebuild")).Result!.Value.GetProperty("rows_changed").GetInt32());
    }

    [Fact]
    public async Task Import_OfATracker_SaysByExitCodeAndLineWhatDidNotComeIn()
    {
        var seeded = (await RunAsync("seed", "--students", "1", "--sessions", "1")).Result!.Value.ToString();
        var person = System.Text.RegularExpressions.Regex.Match(seeded, "[^\"]+@[^\"]+").Value;
        var (file, map) = (Path.Combine(_folder, "times.csv"), Path.Combine(_folder, "map.json"));
        await File.WriteAllTextAsync(map, """{"columns": {"start": "Begun", "end": "Finished", "project": "Course"}, "kind": "practice"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "Course,Begun,Finished\nA,2024-03-04 10:00,2024-03-04 11:00\nB,2024-03-04 12:00,\nC,2024-03-04 13:00,2024-03-04 13:00\n", TestContext.Current.CancellationToken);
        string[] import = ["import", "csv", file, "--user", person];

        var unmapped = await RunAsync(import);
        var dry = await RunAsync([.. import, "--map", map, "--dry-run"]);
        var done = await RunAsync([.. import, "--map", map]);
        var again = await RunAsync([.. import, "--map", map]);
        var lost = await RunAsync([.. import, "--map", map + ".none"]);

        Assert.Equal((2, 1, 1, 1, 2), (unmapped.Code, dry.Code, done.Code, again.Code, lost.Code));
        Assert.Contains("columns", unmapped.Words, StringComparison.Ordinal);
        var result = done.Result!.Value;
        Assert.Equal((1, 1, 0), (result.GetProperty("created").GetInt32(), result.GetProperty("skipped").GetInt32(), again.Result!.Value.GetProperty("created").GetInt32()));
        Assert.Equal(3, result.GetProperty("refused")[0].GetProperty("line").GetInt32());
        Assert.Contains("still running", result.GetProperty("refused")[0].GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.True(result.GetProperty("import_id").GetInt32() > 0);
    }

    [Fact]
    public async Task SecondStepOff_OfAPerson_ForgetsTheAppAndEndsTheirSignIns_AndNobodyElses()
    {
        var seeded = (await RunAsync("seed", "--students", "2", "--sessions", "2")).Result!.Value.ToString();
        string[] emails = [.. System.Text.RegularExpressions.Regex.Matches(seeded, "[^\"]+@[^\"]+").Select(m => m.Value)];
        await SwitchOnAsync();
        var before = await StampsAsync();

        var off = await RunAsync("second-step", "off", "--user", emails[0]);
        var nobody = await RunAsync("second-step", "off", "--user", "nobody@example.org");

        Assert.Equal((0, 1), (off.Code, nobody.Code));
        Assert.True(off.Result!.Value.GetProperty("switched_off").GetBoolean());
        Assert.Contains("nobody@example.org", nobody.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", nobody.Words, StringComparison.Ordinal);
        await using var context = TestDatabase.OnFile(Path.Combine(Data, "study.db"));
        var people = await context.Users.OrderBy(p => p.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([(emails[0], false), (emails[1], true)], people.Select(p => (p.Email!, p.TwoFactorEnabled)));
        Assert.All(await context.UserTokens.ToListAsync(TestContext.Current.CancellationToken), kept => Assert.Equal(people[1].Id, kept.UserId));
        Assert.Equal(3, await context.UserTokens.CountAsync(TestContext.Current.CancellationToken));
        var after = await StampsAsync();
        Assert.NotEqual(before[0], after[0]);
        Assert.Equal(before[1], after[1]);
    }

    [Fact]
    public async Task TokenCreate_OfTheSite_HasOneScopeAndNobody()
    {
        var made = await RunAsync("token", "create", "--site", "--scopes", "ingest", "--name", "viewers");
        var more = await RunAsync("token", "create", "--site", "--scopes", "ingest,read");
        var neither = await RunAsync("token", "create", "--scopes", "ingest");
        var both = await RunAsync("token", "create", "--site", "--user", "mina@example.org", "--scopes", "ingest");

        Assert.Equal((0, 1, 1, 1), (made.Code, more.Code, neither.Code, both.Code));
        Assert.StartsWith("sd_site_", made.Result!.Value.GetProperty("token").GetString(), StringComparison.Ordinal);
        Assert.True(made.Result!.Value.GetProperty("site").GetBoolean());
        Assert.Contains("one scope ingest", more.Words, StringComparison.Ordinal);
        Assert.All([neither, both], refused => Assert.Contains("--user E-MAIL or --site", refused.Words, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Asks everyone for an app's code, as if each had set one up and used it.</summary>
    private async Task SwitchOnAsync()
    {
        await using var context = TestDatabase.OnFile(Path.Combine(Data, "study.db"));
        foreach (var person in await context.Users.ToListAsync(TestContext.Current.CancellationToken))
        {
            person.TwoFactorEnabled = true;
            context.AddRange(new[] { "key", "used", "recovery" }.Select(name => new IdentityUserToken<int> { UserId = person.Id, LoginProvider = "second_step", Name = name, Value = "1" }));
        }
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private async Task<List<string?>> StampsAsync()
    {
        await using var context = TestDatabase.OnFile(Path.Combine(Data, "study.db"));
        return await context.Users.OrderBy(p => p.Id).Select(p => p.SecurityStamp).ToListAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(int Code, JsonElement? Result, string Words)> RunAsync(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args, "--data", Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var words = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var result = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, result.Length == 0 ? null : JsonDocument.Parse(result).RootElement, await words);
    }
}
