using System.Net.Mail;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Notices.Mail;

/// <summary>An e-mail to one person, in plain text.</summary>
/// <param name="Key">What makes it this one: its Message-ID follows from it, so a mail program that gets it twice can tell.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The text.</param>
public sealed record Letter(string Key, string To, string Subject, string Text)
{
    /// <summary>The message in the form that is sent.</summary>
    /// <param name="from">Whom it comes from.</param>
    /// <param name="atEnd">Called once all of the text has been read for sending, and so before the mail server can have all of it.</param>
    internal MailMessage ToMessage(string from, Func<Task> atEnd)
    {
        var sender = new MailAddress(from);
        var message = new MailMessage
        {
            From = sender,
            Subject = OneLine(Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(To));
        message.Headers["Message-ID"] = MessageId(sender.Host);
        // Out-of-office answers do not answer this (RFC 3834).
        message.Headers["Auto-Submitted"] = "auto-generated";
        var text = new MemoryStream(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\r\n")));
        message.AlternateViews.Add(new AlternateView(new EndWatch(text, atEnd), new ContentType("text/plain; charset=utf-8"))
        {
            TransferEncoding = TransferEncoding.QuotedPrintable,
        });
        return message;
    }

    internal string MessageId(string host) => $"<{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))[..40]}@{host}>";

    // A name or a course may hold anything; a header is one line and ends where it ends.
    private static string OneLine(string text) => new([.. text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);
}
