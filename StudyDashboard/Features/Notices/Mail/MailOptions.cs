using System.Net.Mail;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Features.Notices.Mail;

/// <summary>The mail server, from the settings <c>Mail:…</c>; without a host there is no e-mail.</summary>
public sealed record MailOptions
{
    public string? Host { get; init; }

    /// <summary>587 is for handing in mail; 25 for a server on the same machine.</summary>
    public int Port { get; init; } = 587;

    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Whom the mails come from: an address, or a name and an address.</summary>
    public string From { get; init; } = "";

    /// <summary>Whether the connection must be encrypted by STARTTLS.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Where people reach this server, for links in mails; null for none.</summary>
    public Uri? PublicAddress { get; init; }

    public bool IsOn => Host is not null;

    /// <exception cref="OperatorException">A setting that cannot be.</exception>
    public static MailOptions Read(IConfiguration? configuration)
    {
        var mail = configuration?.GetSection("Mail");
        var publicAddress = configuration?["PublicAddress"];
        var options = new MailOptions
        {
            Host = string.IsNullOrWhiteSpace(mail?["Host"]) ? null : mail["Host"]!.Trim(),
            Port = mail?.GetValue<int?>("Port") ?? 587,
            User = mail?["User"],
            Password = mail?["Password"],
            From = mail?["From"] ?? "",
            Tls = mail?.GetValue<bool?>("Tls") ?? true,
            PublicAddress = string.IsNullOrWhiteSpace(publicAddress) ? null : Uri.TryCreate(publicAddress, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
                ? uri : throw new OperatorException($"The setting PublicAddress is not an address of the web: {publicAddress}. It looks like https://study.example.org."),
        };
        return !options.IsOn || MailAddress.TryCreate(options.From, out _) ? options
            : throw new OperatorException("The setting Mail:Host is there, but Mail:From is not an e-mail address. Name the address that mails come from.");
    }

    /// <summary>The address of a page for someone outside, or null when this server's is not known.</summary>
    public string? LinkTo(string? path) => path is null || PublicAddress is null ? null : new Uri(PublicAddress, path).ToString();
}
