using System.Net;
using System.Net.Sockets;

namespace StudyDashboard.Infrastructure.Network;

/// <summary>
/// Connects to addresses that people gave. Every address that a name resolves to is looked at when the connection is made, so no name
/// leads into the server's own network.
/// </summary>
internal sealed class GuardedConnection(Func<IPAddress, bool> isAllowed)
{
    /// <summary>One that refuses all but public addresses, unless private ones are allowed.</summary>
    public static GuardedConnection For(bool allowPrivateAddresses) => new(allowPrivateAddresses ? _ => true : PublicAddresses.IsPublic);

    /// <summary>A handler that connects so. It follows no redirect, keeps no cookies and uses no proxy, which would resolve the name itself, unseen.</summary>
    public SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = ConnectAsync,
    };

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var host = context.DnsEndPoint.Host.Trim('[', ']');
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        // One address within is enough to refuse: a name with both kinds is made to slip through.
        if (addresses.Length == 0 || addresses.Any(a => !isAllowed(a)))
        {
            throw new AddressRefusedException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>An address within the server's own network was asked for.</summary>
internal sealed class AddressRefusedException() : Exception("The address is not a public one.");

/// <summary>Why a request got no answer.</summary>
internal enum FetchFailure
{
    /// <summary>The address is not one to be asked.</summary>
    Refused,
    NoHost,
    Certificate,
    NoAnswer,
}

internal static class FetchFailures
{
    /// <summary>What an exception of a request comes down to.</summary>
    public static FetchFailure Of(Exception failure) =>
        Reasons(failure).OfType<AddressRefusedException>().Any() ? FetchFailure.Refused
        : Reasons(failure).OfType<SocketException>().FirstOrDefault()?.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain ? FetchFailure.NoHost
        : failure is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? FetchFailure.Certificate
        : FetchFailure.NoAnswer;

    private static IEnumerable<Exception> Reasons(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            yield return at;
        }
    }
}
