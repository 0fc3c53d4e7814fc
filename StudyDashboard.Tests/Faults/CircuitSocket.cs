using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyDashboard.Tests.Faults;

/// <summary>
/// A page's circuit without a browser: the hub's messages written and read by hand, so that they can be wrong, too many, too large, or never
/// answered.
/// </summary>
internal sealed partial class CircuitSocket : IAsyncDisposable
{
    private const int Invocation = 1;
    private const int Completion = 3;
    private const int Ping = 6;
    private const int Closing = 7;

    /// <summary>What a call wants back: a script's object.</summary>
    private const long ObjectReference = 1;

    private readonly WebSocket _socket;
    private readonly SemaphoreSlim _sending = new(1, 1);
    private readonly TaskCompletionSource<object?> _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string?> _left = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private CircuitSocket(WebSocket socket)
    {
        _socket = socket;
        _reading = ReadAsync();
    }

    /// <summary>Whether render batches are acknowledged and calls of scripts answered, as a browser does. One that stops has had its lid shut.</summary>
    public bool Acknowledges { get; set; } = true;

    /// <summary>The circuit's secret, once it was started or found again.</summary>
    public string? Circuit { get; private set; }

    /// <summary>What the server asked the browser to do, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public int Batches { get; private set; }

    /// <summary>The page that the circuit was told to leave for, once it was.</summary>
    public Task<string?> Left => _left.Task;

    /// <summary>Ends when the server has closed the connection, or the circuit on it.</summary>
    public Task Ended => _reading;

    /// <summary>Ends with the first batch that was drawn.</summary>
    public Task Rendered => Task.WhenAny(_rendered.Task, _reading);

    /// <summary>Shakes hands on an open socket.</summary>
    public static async Task<CircuitSocket> OpenAsync(WebSocket socket, bool acknowledges = true)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes("{\"protocol\":\"blazorpack\",\"version\":1}\u001e"), WebSocketMessageType.Binary, true, CancellationToken.None);
        var answer = new byte[64];
        var read = await socket.ReceiveAsync(answer, CancellationToken.None);
        if (read.Count != 3)
        {
            throw new InvalidOperationException($"The handshake was answered {Encoding.UTF8.GetString(answer, 0, read.Count)}.");
        }
        return new CircuitSocket(socket) { Acknowledges = acknowledges };
    }

    /// <summary>Starts the circuit of a page that was asked for before, as its script would.</summary>
    /// <returns>The circuit's secret, or null when the server would not have it.</returns>
    public async Task<string?> StartAsync(string address, string html)
    {
        await SendAsync("0", "StartCircuit", $"{address}/", $"{address}/", "[]", "");
        Circuit = await AnswerAsync() as string;
        if (Circuit is not null)
        {
            var operations = Markers().Matches(html).Select((m, i) => $$"""{"type":"add","ssrComponentId":{{i + 1}},"marker":{{m.Groups[1].Value}}}""");
            await SendAsync(null, "UpdateRootComponents", $$"""{"batchId":1,"operations":[{{string.Join(',', operations)}}]}""", State().Match(html).Groups[1].Value);
        }
        return Circuit;
    }

    /// <summary>Comes back to a circuit whose connection is gone.</summary>
    /// <returns>False when the server does not know it any more.</returns>
    public async Task<bool> ReturnAsync(string circuit)
    {
        Circuit = circuit;
        await SendAsync("0", "ConnectCircuit", circuit);
        return await AnswerAsync() is true;
    }

    /// <summary>Says that it is still there; who says nothing for half a minute is gone.</summary>
    public Task PingAsync() => SendRawAsync([0x02, 0x91, Ping]);

    /// <summary>Asks the hub for something, known to it or not.</summary>
    public Task SendAsync(string? id, string target, params object?[] arguments)
    {
        var message = new List<byte> { 0x96, Invocation, 0x80 };
        BlazorPack.Write(message, id);
        BlazorPack.Write(message, target);
        message.Add((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            BlazorPack.Write(message, argument);
        }
        message.Add(0x90);
        return SendRawAsync([.. BlazorPack.Length(message.Count), .. message]);
    }

    /// <summary>Sends bytes as they are.</summary>
    public async Task SendRawAsync(byte[] bytes)
    {
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(bytes, WebSocketMessageType.Binary, true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>An event of the browser: its person went to another address of the site.</summary>
    public Task GoAsync(string address) => SendAsync(null, "OnLocationChanged", address, null, true);

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<object?> AnswerAsync() =>
        await await Task.WhenAny(_answered.Task, _reading.ContinueWith(_ => (object?)null, TaskScheduler.Default));

    private async Task ReadAsync()
    {
        var (buffer, held) = (new byte[64 * 1024], new List<byte>());
        try
        {
            while (await _socket.ReceiveAsync(buffer, CancellationToken.None) is { MessageType: not WebSocketMessageType.Close } read)
            {
                held.AddRange(buffer.AsSpan(0, read.Count));
                while (BlazorPack.Take(held) is { } message)
                {
                    if (!await FollowAsync(message))
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The other side has ended it.
        }
    }

    private async Task<bool> FollowAsync(byte[] message)
    {
        var parts = BlazorPack.Read(message);
        switch ((long)parts[0]!)
        {
            case Completion:
                _answered.TrySetResult(parts.Count > 4 ? parts[4] : null);
                break;
            case Closing:
                return false;
            case Invocation:
                var (target, arguments) = ((string)parts[3]!, (List<object?>)parts[4]!);
                Calls.Enqueue(target);
                if (target == "JS.RenderBatch")
                {
                    Batches++;
                    _rendered.TrySetResult();
                    if (Acknowledges)
                    {
                        await SendAsync(null, "OnRenderCompleted", arguments[0], null);
                    }
                }
                else if (target == "JS.BeginInvokeJS")
                {
                    if (arguments[1] as string == "Blazor._internal.navigationManager.navigateTo")
                    {
                        _left.TrySetResult(JsonDocument.Parse((string)arguments[2]!).RootElement[0].GetString());
                    }
                    if (Acknowledges && arguments[0] is long call and not 0)
                    {
                        // No script runs: each call succeeds with nothing, with an object that has no use but its number, or with a chart's room.
                        var result = arguments[3] is ObjectReference ? $$"""{"__jsObjectId":{{call}}}"""
                            : ((string)arguments[1]!).StartsWith("Radzen.", StringComparison.Ordinal) ? """{"width":600,"height":300}""" : "null";
                        await SendAsync(null, "EndInvokeJSFromDotNet", call, true, $"[{call},true,{result}]");
                    }
                }
                // An error is the end of the circuit, whose connection stays.
                return target != "JS.Error";
        }
        return true;
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\"[^\n]*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
