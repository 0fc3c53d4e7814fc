using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Data;

/// <summary>How the database ends with the server, on a file that somebody else still has open.</summary>
public sealed class QuietEndTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-end-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopped_WhileAWriteIsUnderWay_WaitsForIt_AndBringsTheLogIntoTheFile()
    {
        var options = new StudyOptions(_folder);
        var contexts = new Contexts(options.DatabaseFile);
        await new DatabaseSetup(contexts).PrepareAsync(Token);
        // The last connection to close would bring the log in by itself.
        await using var reader = contexts.CreateDbContext();
        await reader.Database.OpenConnectionAsync(Token);
        var end = new QuietEnd(contexts, options, NullLogger<QuietEnd>.Instance);
        await end.StartedAsync(Token);
        Task stopped;
        await using (var writer = contexts.CreateDbContext())
        await using (var write = await writer.BeginWriteAsync(WriteTransactions.NoStudent, Token))
        {
            writer.Users.Add(Make.Person());
            await writer.SaveChangesAsync(Token);

            stopped = end.StoppedAsync(Token);

            Assert.False(stopped.IsCompleted);
            await write.CommitAsync(Token);
        }
        await stopped;
        Assert.Equal(0, new FileInfo($"{options.DatabaseFile}-wal").Length);
        Assert.Equal(1, await reader.Users.CountAsync(Token));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class Contexts(string file) : IDbContextFactory<StudyDbContext>
    {
        public StudyDbContext CreateDbContext() => TestDatabase.OnFile(file);
    }
}
