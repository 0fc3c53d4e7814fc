using System.Text;
using System.Text.Json;
using Microsoft.Playwright;

namespace StudyDashboard.Bench;

/// <summary>Counts what a page's circuit sends and receives, through the browser's own protocol.</summary>
internal sealed class Frames
{
    private static readonly byte[] Batch = Encoding.ASCII.GetBytes("JS.RenderBatch");

    private long _bytes;
    private int _renders;

    /// <summary>Payload bytes in both directions.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Render batches received.</summary>
    public int Renders => Volatile.Read(ref _renders);

    public static async Task<Frames> WatchAsync(IPage page)
    {
        var frames = new Frames();
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        session.Event("Network.webSocketFrameReceived").OnEvent += (_, e) => frames.Count(e);
        session.Event("Network.webSocketFrameSent").OnEvent += (_, e) => frames.Count(e);
        return frames;
    }

    private void Count(JsonElement? e)
    {
        var response = e!.Value.GetProperty("response");
        var data = response.GetProperty("payloadData").GetString()!;
        // Binary frames come as base64.
        var bytes = response.GetProperty("opcode").GetInt32() == 2 ? Convert.FromBase64String(data) : Encoding.UTF8.GetBytes(data);
        Interlocked.Add(ref _bytes, bytes.Length);
        if (bytes.AsSpan().IndexOf(Batch) >= 0)
        {
            Interlocked.Increment(ref _renders);
        }
    }
}
