using System.Net.Sockets;
using System.Text;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>
/// Tells systemd that the server listens and that it stops (sd_notify(3)), where it was started by a unit of <c>Type=notify</c>: so that
/// what is to come after it does not come too early.
/// </summary>
internal sealed class ServiceNotice(IHostApplicationLifetime lifetime, ILogger<ServiceNotice> logger) : IHostedService
{
    private readonly string? _socket = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(_socket))
        {
            lifetime.ApplicationStarted.Register(() => Tell("READY=1"));
            lifetime.ApplicationStopping.Register(() => Tell("STOPPING=1"));
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Tell(string state)
    {
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            // One that begins with @ has no file.
            socket.Connect(new UnixDomainSocketEndPoint(_socket![0] == '@' ? $"\0{_socket[1..]}" : _socket));
            socket.Send(Encoding.UTF8.GetBytes(state));
        }
        catch (SocketException failure)
        {
            logger.LogWarning(failure, "systemd could not be told {State}.", state);
        }
    }
}
