using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Webhooks;

/// <summary>
/// Signs what is sent: HMAC-SHA256 (RFC 2104) over the time, a dot and the body, with the secret's characters as the key. The time is signed
/// too, so that what someone recorded cannot be sent again later.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header's value: <c>t=</c> seconds since 1970 <c>,v1=</c> the signature in hex.</summary>
    public static string Of(string secret, string body, DateTime sentAt)
    {
        var seconds = new DateTimeOffset(sentAt, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{seconds}.{body}"));
        return $"t={seconds},v1={Convert.ToHexStringLower(signed)}";
    }
}
