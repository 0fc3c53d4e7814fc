using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data.Backups;
using StudyDashboard.Data.Copying;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data.Copying;

/// <summary>The demo, which has rows of nearly every kind, is moved to a server and back.</summary>
public sealed class CopyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-copy-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Copy_ToAServerAndBack_HasTheSameRows_KeysAndNextIds()
    {
        Assert.SkipUnless(TestDatabase.IsPostgres, "Needs PostgreSQL: bin/test starts one.");
        var (first, server, back) = (Path.Combine(_folder, "first"), PostgresStore.ConnectionTo(PostgresStore.Copy(prepared: false)), Path.Combine(_folder, "back"));
        await using (var demo = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host.UseSetting("data", first).UseSetting("demo", "true")))
        {
            _ = await demo.CreateClient().GetStringAsync("/sign-in", Token);
        }
        await FreeAsync(first);
        var last = await TakeLastSessionAsync(first);

        var there = await DatabaseCopy.BetweenAsync(first, server, null, Token);
        var again = await DatabaseCopy.BetweenAsync(server, back, null, Token);

        Assert.All(there.Tables.Concat(again.Tables), table => Assert.True(table.Equal, table.Table));
        Assert.Equal(there.Tables, again.Tables);
        Assert.True(there.Rows > 10_000, $"{there.Rows} rows");
        Assert.Equal(KeysIn(first), KeysIn(back));
        // A backup of the server is one of a data folder.
        var archive = await new Backup(new StudyOptions(Path.Combine(_folder, "node"), Postgres: server), TimeProvider.System).RunAsync(null, Token);
        var restored = Path.Combine(_folder, "restored");
        await new Restore(new StudyOptions(restored), TimeProvider.System).RunAsync(archive, Token);
        Assert.Equal(KeysIn(first), KeysIn(restored));
        Assert.Equal(await SessionsAsync(server), await SessionsAsync(restored));

        Assert.True(await NewSessionAsync(server) > last);
        Assert.True(await NewSessionAsync(back) > last);
    }

    [Fact]
    public async Task Copy_IntoADatabaseWithPeople_IsRefused_AndLeavesThem()
    {
        var (one, other) = (await MadeAsync("one", "Mina"), await MadeAsync("other", "Jun"));

        var refusal = await Assert.ThrowsAsync<OperatorException>(() => DatabaseCopy.BetweenAsync(one, other, null, Token));

        Assert.Contains("empty", refusal.Message, StringComparison.Ordinal);
        using var place = DatabasePlace.Of(other);
        await using var context = place.Open();
        Assert.Equal("Jun", (await context.Users.SingleAsync(Token)).DisplayName);
    }

    [Fact]
    public async Task Copy_WhileAServerHoldsTheFolder_IsRefused()
    {
        var folder = await MadeAsync("one", "Mina");
        using var server = DataFolderLock.Hold(new StudyOptions(folder));

        await Assert.ThrowsAsync<OperatorException>(() => DatabaseCopy.BetweenAsync(folder, Path.Combine(_folder, "other"), null, Token));
    }

    [Fact]
    public async Task Copy_FromNowhere_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<OperatorException>(() => DatabaseCopy.BetweenAsync(Path.Combine(_folder, "none"), Path.Combine(_folder, "other"), null, Token));

        Assert.Contains("no database", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static IEnumerable<string> KeysIn(string folder) =>
        Directory.EnumerateFiles(new StudyOptions(folder).KeysFolder, "*.xml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    /// <summary>Waits for a server that was started here: its entry point lets go of the folder a moment after its host has ended.</summary>
    private static async Task FreeAsync(string folder)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await tick.WaitForNextTickAsync(patience.Token))
        {
            try
            {
                DataFolderLock.Hold(new StudyOptions(folder)).Dispose();
                return;
            }
            catch (OperatorException)
            {
                // Held still.
            }
        }
    }

    private static async Task<int> SessionsAsync(string place)
    {
        using var at = DatabasePlace.Of(place);
        await using var context = at.Open();
        return await context.Sessions.CountAsync(Token);
    }

    /// <summary>Removes it and tells its id, which is not to be given again.</summary>
    private static async Task<int> TakeLastSessionAsync(string place)
    {
        using var at = DatabasePlace.Of(place);
        await using var context = at.Open();
        var last = await context.Sessions.OrderByDescending(s => s.Id).FirstAsync(Token);
        await context.Sessions.Where(s => s.Id == last.Id).ExecuteDeleteAsync(Token);
        return last.Id;
    }

    private static async Task<int> NewSessionAsync(string place)
    {
        using var at = DatabasePlace.Of(place);
        await using var context = at.Open();
        var student = await context.Users.FirstAsync(Token);
        var session = Make.Session(student.Id, Make.At("2020-01-01 09:00"));
        context.Add(session);
        await context.SaveChangesAsync(Token);
        return session.Id;
    }

    private async Task<string> MadeAsync(string name, string person)
    {
        var folder = Path.Combine(_folder, name);
        using var place = DatabasePlace.Of(folder);
        place.Hold();
        await place.PrepareAsync(Token);
        await using var context = place.Open();
        Person made = Make.Person(person);
        context.Add(made);
        await context.SaveChangesAsync(Token);
        return folder;
    }
}
