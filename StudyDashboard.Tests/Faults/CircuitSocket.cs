using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StudyDashboard.Tests.Faults;

/// <summary>
/// A page's circuit without a browser: the hub's messages written and read by hand, so that they can be wrong, too many, too large, or never
/// answered. It speaks as much of blazorpack (MessagePack in frames with their length in front) as that takes.
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
        Write(message, id);
        Write(message, target);
        message.Add((byte)(0x90 | arguments.Length));
        foreach (var argument in arguments)
        {
            Write(message, argument);
        }
        message.Add(0x90);
        return SendRawAsync([.. Length(message.Count), .. message]);
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
                while (Take(held) is { } message)
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
        var at = 0;
        var parts = (List<object?>)Parse(message, ref at)!;
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

    private static byte[]? Take(List<byte> held)
    {
        var (length, shift, at) = (0, 0, 0);
        do
        {
            if (at >= held.Count)
            {
                return null;
            }
            length |= (held[at] & 0x7F) << shift;
            shift += 7;
        }
        while ((held[at++] & 0x80) != 0);
        if (held.Count < at + length)
        {
            return null;
        }
        var message = held.GetRange(at, length).ToArray();
        held.RemoveRange(0, at + length);
        return message;
    }

    private static IEnumerable<byte> Length(int length)
    {
        for (; length > 0x7F; length >>= 7)
        {
            yield return (byte)(length | 0x80);
        }
        yield return (byte)length;
    }

    private static void Write(List<byte> to, object? value)
    {
        switch (value)
        {
            case null:
                to.Add(0xC0);
                break;
            case bool truth:
                to.Add(truth ? (byte)0xC3 : (byte)0xC2);
                break;
            case long number:
                to.Add(0xD3);
                var bytes = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(bytes, number);
                to.AddRange(bytes);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                var length = new byte[4];
                BinaryPrimitives.WriteInt32BigEndian(length, utf8.Length);
                to.Add(0xDB);
                to.AddRange(length);
                to.AddRange(utf8);
                break;
            default:
                throw new ArgumentException($"{value} cannot be written.", nameof(value));
        }
    }

    private static object? Parse(byte[] bytes, ref int at)
    {
        var kind = bytes[at++];
        switch (kind)
        {
            case < 0x80:
                return (long)kind;
            case < 0x90:
                return Map(bytes, kind & 0x0F, ref at);
            case < 0xA0:
                return List(bytes, kind & 0x0F, ref at);
            case < 0xC0:
                return Text(bytes, kind & 0x1F, ref at);
            case 0xC0:
                return null;
            case 0xC2 or 0xC3:
                return kind == 0xC3;
            case 0xC4 or 0xD9:
                return kind == 0xD9 ? Text(bytes, (int)Number(bytes, 1, ref at), ref at) : Skip(bytes, (int)Number(bytes, 1, ref at), ref at);
            case 0xC5 or 0xDA:
                return kind == 0xDA ? Text(bytes, (int)Number(bytes, 2, ref at), ref at) : Skip(bytes, (int)Number(bytes, 2, ref at), ref at);
            case 0xC6 or 0xDB:
                return kind == 0xDB ? Text(bytes, (int)Number(bytes, 4, ref at), ref at) : Skip(bytes, (int)Number(bytes, 4, ref at), ref at);
            case 0xCA:
                return Skip(bytes, 4, ref at);
            case 0xCB:
                return Skip(bytes, 8, ref at);
            case >= 0xCC and <= 0xCF:
                return Number(bytes, 1 << (kind - 0xCC), ref at);
            case >= 0xD0 and <= 0xD3:
                return Number(bytes, 1 << (kind - 0xD0), ref at);
            case 0xDC:
                return List(bytes, (int)Number(bytes, 2, ref at), ref at);
            case 0xDE:
                return Map(bytes, (int)Number(bytes, 2, ref at), ref at);
            case >= 0xE0:
                return (long)(sbyte)kind;
            default:
                throw new InvalidOperationException($"The server sent 0x{kind:x2}.");
        }
    }

    private static long Number(byte[] bytes, int size, ref int at)
    {
        long value = 0;
        for (var end = at + size; at < end; at++)
        {
            value = (value << 8) | bytes[at];
        }
        return value;
    }

    private static string Text(byte[] bytes, int length, ref int at) => Encoding.UTF8.GetString(bytes, (at += length) - length, length);

    private static object? Skip(byte[] bytes, int length, ref int at)
    {
        at += Math.Min(length, bytes.Length - at);
        return null;
    }

    private static List<object?> List(byte[] bytes, int count, ref int at)
    {
        var list = new List<object?>();
        for (var i = 0; i < count; i++)
        {
            list.Add(Parse(bytes, ref at));
        }
        return list;
    }

    private static object? Map(byte[] bytes, int count, ref int at)
    {
        _ = List(bytes, 2 * count, ref at);
        return null;
    }

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\"[^\n]*?\\})-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex State();
}
