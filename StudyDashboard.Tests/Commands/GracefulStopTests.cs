using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Commands;

/// <summary>SIGTERM, as systemd sends it: what is under way ends, nothing is left half done, and the process says that all was well.</summary>
public sealed partial class GracefulStopTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("study-stop-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_data, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Terminate_WhileARequestIsUnderWay_AnswersItEndsCircuitsAndLeavesOneWholeFile()
    {
        var email = await SeedAsync();
        await using var server = await ServerProcess.StartAsync(_data, Token);
        Assert.False(Loaded(server.Id, "OpenTelemetry"), "OpenTelemetry was loaded though no endpoint is set.");
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var http = new HttpClient(handler) { BaseAddress = server.Address };
        await SignInAsync(http, email);
        using var circuit = await ConnectAsync(http, cookies);
        using var upload = await BeginAsync(server.Address, await TokenAsync(http, email));

        await server.TerminateAsync(Token);

        await HungUpAsync(circuit);
        var answer = await upload.FinishAsync();
        Assert.StartsWith("HTTP/1.1 201", answer, StringComparison.Ordinal);
        Assert.Equal(0, await server.ExitCodeAsync(Token));
        Assert.DoesNotMatch("(?m)^(fail|crit):", await server.Errors);
        Assert.False(File.Exists(Path.Combine(_data, "study.db-wal")));
        await using var database = new SqliteConnection($"Data Source={Path.Combine(_data, "study.db")};Mode=ReadOnly;Pooling=False");
        await database.OpenAsync(Token);
        await using var command = database.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM study_sessions WHERE subject = 'Written at the end'";
        Assert.Equal(1L, await command.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Terminate_WhileSomeoneNeverEndsTheirRequest_EndsAllTheSame()
    {
        var email = await SeedAsync();
        await using var server = await ServerProcess.StartAsync(_data, Token);
        using var http = new HttpClient { BaseAddress = server.Address };
        using var upload = await BeginAsync(server.Address, await TokenAsync(http, email));
        var began = Stopwatch.GetTimestamp();

        await server.TerminateAsync(Token);

        Assert.Equal(0, await server.ExitCodeAsync(Token));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    private async Task<string> SeedAsync()
    {
        using var seed = Process.Start(new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location, "seed", "--sessions", "3", "--data", _data]) { RedirectStandardOutput = true })!;
        var made = await seed.StandardOutput.ReadToEndAsync(Token);
        await seed.WaitForExitAsync(Token);
        return JsonDocument.Parse(made).RootElement.GetProperty("emails")[0].GetString()!;
    }

    private static async Task<string> TokenAsync(HttpClient http, string email)
    {
        using var answer = await http.PostAsJsonAsync("/api/auth/login", new { email, password = StudyDashboard.Data.Seeding.Seeder.Password }, Token);
        return (await answer.OkAsync()).GetProperty("access_token").GetString()!;
    }

    private static async Task SignInAsync(HttpClient http, string email)
    {
        using var answer = await http.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = AntiforgeryToken().Match(await http.GetStringAsync("/sign-in", Token)).Groups["token"].Value,
            ["Form.Email"] = email,
            ["Form.Password"] = StudyDashboard.Data.Seeding.Seeder.Password,
        }), Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>The socket of a page, as the browser opens it.</summary>
    private static async Task<ClientWebSocket> ConnectAsync(HttpClient http, CookieContainer cookies)
    {
        var address = http.BaseAddress!;
        using var negotiated = await http.PostAsync("/_blazor/negotiate?negotiateVersion=1", null, Token);
        var id = (await negotiated.OkAsync()).GetProperty("connectionToken").GetString();
        var socket = new ClientWebSocket();
        socket.Options.Cookies = cookies;
        socket.Options.SetRequestHeader("Origin", address.GetLeftPart(UriPartial.Authority));
        await socket.ConnectAsync(new Uri($"ws://{address.Authority}/_blazor?id={id}"), Token);
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Text, true, Token);
        // The answer to the handshake: from here on it is a connection of the hub.
        await socket.ReceiveAsync(new byte[256], Token);
        return socket;
    }

    /// <summary>Waits until the server hangs up: what makes the page say that it has no connection.</summary>
    private static async Task HungUpAsync(ClientWebSocket socket)
    {
        try
        {
            while ((await socket.ReceiveAsync(new byte[4096], Token)).MessageType != WebSocketMessageType.Close)
            {
            }
        }
        catch (WebSocketException)
        {
            // SignalR hangs up without a closing frame.
        }
    }

    private static async Task<Upload> BeginAsync(Uri address, string token)
    {
        var upload = new Upload();
        await upload.BeginAsync(address, token);
        return upload;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex AntiforgeryToken();

    // Which assemblies a process has mapped.
    private static bool Loaded(int process, string name) => File.ReadAllText($"/proc/{process}/maps").Contains(name, StringComparison.Ordinal);

    /// <summary>A request of which the second half comes later.</summary>
    private sealed class Upload : IDisposable
    {
        private const string Body = """{"session_type":"practice","subject":"Written at the end","started_at":"2026-01-05T08:00:00Z","ended_at":"2026-01-05T08:30:00Z"}""";

        private readonly TcpClient _client = new();

        public async Task BeginAsync(Uri address, string token)
        {
            await _client.ConnectAsync(address.Host, address.Port, Token);
            await SendAsync($"POST /api/analytics/sessions HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: {Body.Length}\r\n\r\n");
            // The server says that it reads: the request is under way.
            using var reader = new StreamReader(_client.GetStream(), leaveOpen: true);
            Assert.StartsWith("HTTP/1.1 100", await reader.ReadLineAsync(Token), StringComparison.Ordinal);
            await SendAsync(Body[..10]);
        }

        public async Task<string> FinishAsync()
        {
            await SendAsync(Body[10..]);
            using var reader = new StreamReader(_client.GetStream());
            var answer = await reader.ReadToEndAsync(Token);
            return answer.TrimStart();
        }

        public void Dispose() => _client.Dispose();

        private async Task SendAsync(string text) => await _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), Token);
    }
}
