using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Notices;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Notices;

/// <summary>
/// The program as a process, killed with -9 again and again while it sends (docs/decisions/0009). What a test cannot hit is the one window
/// that is left there: between the commit of the hand-over and the message's last bytes on the wire, in which a mail would be lost.
/// </summary>
public sealed partial class MailKillTests : IAsyncDisposable
{
    private const int Mails = 10;

    private readonly string _data = Directory.CreateTempSubdirectory("study-mail-").FullName;
    private readonly MailSink _sink = new();
    private readonly Queue<MailStep> _kills = new(
        [MailStep.Greeting, MailStep.Data, MailStep.End, MailStep.Sender, MailStep.End, MailStep.Recipient]);

    private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Process? _process;
    private TaskCompletionSource _dead = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_OfTheProcessWhileItSends_EachMailArrivesOnce()
    {
        using (var made = Start("rebuild"))
        {
            await made.StandardOutput.ReadToEndAsync(Token);
            await made.WaitForExitAsync(Token);
        }
        await FillAsync();
        _sink.AtStep = KillAsync;
        while (!_all.Task.IsCompleted)
        {
            _dead = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _process = Start("--urls", $"http://localhost:{FreePort()}");
            _ = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            await Task.WhenAny(_dead.Task, _all.Task).WaitAsync(Token);
            // Nobody waits for the last answer either: the process dies with it in hand.
            _process.Kill();
            await _process.WaitForExitAsync(Token);
            _process.Dispose();
            _process = null;
        }

        Assert.Empty(_kills);
        var ids = _sink.Taken.Select(m => MessageId().Match(m).Value).ToList();
        Assert.Equal((Mails, Mails), (ids.Count, ids.Distinct().Count()));
        await using var context = Context();
        // None of these is sent again: what is handed over and not confirmed is listed as such.
        Assert.All(await context.Set<Notice>().AsNoTracking().ToListAsync(Token), n => Assert.True(
            n.State is NoticeState.Sent or NoticeState.Unconfirmed || n is { State: NoticeState.Sending, HandedOverAt: not null }, $"{n.State} {n.HandedOverAt}"));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
        await _sink.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Runs before a step is answered: of the End when the whole message has arrived.</summary>
    private async Task KillAsync(MailStep step)
    {
        if (_kills.TryPeek(out var next) && next == step && !_dead.Task.IsCompleted)
        {
            _kills.Dequeue();
            _process!.Kill();
            await _process.WaitForExitAsync(Token);
            _dead.TrySetResult();
        }
        if (step == MailStep.End && _sink.Taken.Count == Mails)
        {
            _all.TrySetResult();
        }
    }

    private async Task FillAsync()
    {
        await using var context = Context();
        var now = new DateTime(TimeProvider.System.GetUtcNow().Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        var reader = Make.Person("Mina", "Europe/Sofia", 4, now);
        (reader.Email, reader.PasswordHash) = ("mina@example.org", "x");
        context.Users.Add(reader);
        await context.SaveChangesAsync(Token);
        context.AddRange(Enumerable.Range(0, Mails).Select(i => new Notice(
            reader.Id, NoticeKind.Test, NoticeChannel.Email, $"test:{i}:email", $"test:{i}", new NoticeContent(), now.AddMinutes(-1), now.AddHours(2), now)));
        await context.SaveChangesAsync(Token);
    }

    private Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, .. args, "--data", _data])
    {
        RedirectStandardOutput = true,
        Environment =
        {
            ["Mail__Host"] = "127.0.0.1", ["Mail__Port"] = $"{_sink.Port}", ["Mail__From"] = "study@example.org", ["Mail__Tls"] = "false",
        },
    })!;

    private StudyDbContext Context() => new(new DbContextOptionsBuilder<StudyDbContext>()
        .UseApplicationServiceProvider(new ServiceCollection().Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider())
        .UseSqlite($"Data Source={Path.Combine(_data, "study.db")};Foreign Keys=True").AddInterceptors(new SqliteConnections()).Options);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("(?im)^Message-ID:.*$")]
    private static partial Regex MessageId();
}
