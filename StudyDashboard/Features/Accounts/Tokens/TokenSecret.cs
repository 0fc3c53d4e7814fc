using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Accounts.Tokens;

/// <summary>Makes the secrets of tokens. 256 random bits, so a fast hash protects them as well as a slow one would.</summary>
internal static class TokenSecret
{
    /// <summary>A new secret that begins with <paramref name="prefix"/>.</summary>
    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>SHA-256 in hex: all of a secret that is kept.</summary>
    public static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
