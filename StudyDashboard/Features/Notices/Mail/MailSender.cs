using System.Net;
using System.Net.Mail;

namespace StudyDashboard.Features.Notices.Mail;

/// <summary>What became of an e-mail.</summary>
public enum MailFate
{
    /// <summary>The mail server has taken it.</summary>
    Taken,

    /// <summary>It has not, and may do so later.</summary>
    Later,

    /// <summary>It will not.</summary>
    Refused,

    /// <summary>It had all of it and did not answer.</summary>
    Unknown,
}

/// <summary>What became of an e-mail, with the server's words when it was not taken.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Error">The server's words, or the network's.</param>
/// <param name="IsAway">Whether there was no answer at all: the server is not there.</param>
public sealed record MailResult(MailFate Fate, string Error = "", bool IsAway = false);

/// <summary>Hands e-mails to the mail server.</summary>
public sealed class MailSender(MailOptions options, ILogger<MailSender> logger)
{
    /// <summary>How long one e-mail may take altogether.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(60);

    /// <summary>Sends one e-mail. It does not throw for what a mail server or a network may do.</summary>
    /// <param name="letter">The e-mail.</param>
    /// <param name="atHandOver">Called before the server can have all of it: from then on it may have been taken. What it throws ends the sending.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<MailResult> SendAsync(Letter letter, Func<Task> atHandOver, CancellationToken cancellationToken)
    {
        var isHandedOver = false;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Tls };
            client.Credentials = options.User is { Length: > 0 } user ? new NetworkCredential(user, options.Password) : null;
            using var message = letter.ToMessage(options.From, async () =>
            {
                await atHandOver();
                isHandedOver = true;
            });
            await client.SendMailAsync(message, patience.Token);
            return new MailResult(MailFate.Taken);
        }
        catch (Exception failure) when (failure is SmtpException or IOException or OperationCanceledException or FormatException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            var result = ResultOf(failure, isHandedOver);
            // Neither the address nor the text: logs are read by others.
            logger.LogWarning("An e-mail was not taken ({Fate}): {Error}", result.Fate, result.Error);
            return result;
        }
    }

    private static MailResult ResultOf(Exception failure, bool isHandedOver)
    {
        var error = failure is SmtpException { InnerException: { } inner } ? $"{failure.Message} {inner.Message}" : failure.Message;
        return failure switch
        {
            FormatException => new MailResult(MailFate.Refused, error),
            // Signing in is the operator's to put right: 530, 534, 535.
            SmtpException { StatusCode: var code } when (int)code is 530 or 534 or 535 => new MailResult(MailFate.Later, error),
            SmtpException { StatusCode: var code } when (int)code is >= 500 and < 600 => new MailResult(MailFate.Refused, error),
            SmtpException { StatusCode: var code } when (int)code is >= 400 and < 500 => new MailResult(MailFate.Later, error),
            _ => new MailResult(isHandedOver ? MailFate.Unknown : MailFate.Later, error, !isHandedOver),
        };
    }
}
