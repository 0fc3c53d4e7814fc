using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>haproxy with the configuration that operators are given, on ports and with a certificate of its own.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("study-haproxy-").FullName;
    private readonly int _port = StudyProcess.FreePort();
    private readonly X509Certificate2 _certificate = NewCertificate();

    /// <summary>The program, or null where it is not installed.</summary>
    public static string? Program { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin").Select(folder => Path.Combine(folder, "haproxy")).FirstOrDefault(File.Exists);

    public string Address => $"https://localhost:{_port}";

    private string ProcessFile => Path.Combine(_folder, "pid");

    /// <summary>Starts it and returns when it listens.</summary>
    /// <param name="nodes">Ports of the nodes that the configuration calls a and b.</param>
    public async Task StartAsync(params int[] nodes)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "../../../../eng/deploy/haproxy.cfg"));
        (string Theirs, string Ours)[] places =
        [
            ("  user haproxy\n", ""), ("  group haproxy\n", ""), ("bind :80\n", $"bind 127.0.0.1:{StudyProcess.FreePort()}\n"), ("bind :443 ", $"bind 127.0.0.1:{_port} "),
            ("/etc/haproxy/study.pem", await StoreCertificateAsync()), ("10.0.0.11:5080", $"127.0.0.1:{nodes[0]}"), ("10.0.0.12:5080", $"127.0.0.1:{nodes[1]}"),
        ];
        foreach (var (theirs, ours) in places)
        {
            Assert.Contains(theirs, text, StringComparison.Ordinal);
            text = text.Replace(theirs, ours, StringComparison.Ordinal);
        }
        var file = Path.Combine(_folder, "haproxy.cfg");
        await File.WriteAllTextAsync(file, text);
        // As a daemon, because the command returns when it listens.
        using var start = Process.Start(new ProcessStartInfo(Program!, ["-D", "-p", ProcessFile, "-f", file]) { RedirectStandardError = true })!;
        var said = await start.StandardError.ReadToEndAsync();
        await start.WaitForExitAsync();
        Assert.True(start.ExitCode == 0, said);
    }

    /// <summary>A caller without a browser and without cookies, so whom no node has.</summary>
    public HttpClient Client() => new(new SocketsHttpHandler
    {
        UseCookies = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { _certificate }, RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    })
    { BaseAddress = new Uri(Address) };

    /// <summary>Returns when it has seen that a node is there again: a browser of that node is then no longer sent to another.</summary>
    public async Task SeesAsync(string node, CancellationToken cancellationToken)
    {
        using var client = Client();
        client.DefaultRequestHeaders.Add("Cookie", $"NODE={node}");
        var isElsewhere = true;
        while (isElsewhere)
        {
            using var answer = await client.GetAsync("/clock", cancellationToken);
            isElsewhere = answer.Headers.Contains("Set-Cookie");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(ProcessFile))
        {
            using var process = Process.GetProcessById(int.Parse((await File.ReadAllTextAsync(ProcessFile)).Trim(), CultureInfo.InvariantCulture));
            process.Kill();
            await process.WaitForExitAsync();
        }
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> StoreCertificateAsync()
    {
        var file = Path.Combine(_folder, "study.pem");
        using var key = _certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(file, $"{_certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return file;
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
