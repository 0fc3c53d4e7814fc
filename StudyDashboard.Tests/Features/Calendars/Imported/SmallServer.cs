using System.Net;
using System.Net.Sockets;
using System.Text;

namespace StudyDashboard.Tests.Features.Calendars.Imported;

/// <summary>A server on loopback that answers as a test says: status, body, and the entity tag or, with a redirect, where to.</summary>
internal sealed class SmallServer : IDisposable
{
    private readonly HttpListener _listener = new();

    public SmallServer()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        Address = $"http://127.0.0.1:{port}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    public int Asked { get; private set; }

    public Func<HttpListenerRequest, (int Status, string Body, string? Tag)> Answer { get; set; } = _ => (404, "", null);

    public void Dispose() => ((IDisposable)_listener).Dispose();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Asked++;
                var (status, body, tag) = Answer(context.Request);
                context.Response.StatusCode = status;
                if (tag is not null)
                {
                    context.Response.Headers[status == 302 ? "Location" : "ETag"] = tag;
                }
                if (body.Length > 0)
                {
                    await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                }
                context.Response.Close();
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }
}
