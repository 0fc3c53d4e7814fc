using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>
/// A proxy in front says who asked and whether by TLS (<c>X-Forwarded-For</c>, <c>X-Forwarded-Proto</c>). Only those named in the setting
/// <c>Proxy:Known</c> are believed, for anyone can write these headers.
/// </summary>
internal static class Proxies
{
    private const string Setting = "Proxy:Known";

    /// <summary>Before all else.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        if (app.Configuration[Setting] is { Length: > 0 } known)
        {
            app.UseForwardedHeaders(OptionsOf(known));
        }
    }

    /// <summary>What the setting asks for.</summary>
    /// <exception cref="OperatorException">It names something that is neither an address nor a network.</exception>
    internal static ForwardedHeadersOptions OptionsOf(string known)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in known.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(entry, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new OperatorException($"The setting {Setting} names {entry}, which is neither an address nor a network. It looks like 127.0.0.1,10.0.0.0/8.");
            }
        }
        return options;
    }
}
