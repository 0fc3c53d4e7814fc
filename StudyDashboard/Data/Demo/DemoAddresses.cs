using System.Net;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Data.Demo;

/// <summary>The demo listens on loopback only: everyone knows its passwords.</summary>
internal static class DemoAddresses
{
    /// <exception cref="OperatorException">The configuration names an address that others can reach.</exception>
    public static void Check(IConfiguration configuration)
    {
        var addresses = (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Concat(Ports(configuration, "http_ports")).Concat(Ports(configuration, "https_ports"))
            .Concat(configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? e.Key));
        if (addresses.FirstOrDefault(a => !IsLoopback(a)) is { } open)
        {
            throw new OperatorException($"The demo listens on loopback only and not on {open}. Use an address like {StudyOptions.DefaultUrl}.");
        }
    }

    // A port without an address is open on all of them; --urls overrides it.
    private static IEnumerable<string> Ports(IConfiguration configuration, string key) =>
        string.IsNullOrEmpty(configuration["urls"]) && configuration[key] is { Length: > 0 } ports ? [$"*:{ports}"] : [];

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)));
}
