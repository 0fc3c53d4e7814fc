using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Accounts;

/// <summary>Secrets that are shown once and stored only as a hash. They are random and long, so a plain SHA-256 is enough.</summary>
public static class LinkSecret
{
    /// <summary>Length of <see cref="HashOf"/>.</summary>
    public const int HashLength = 64;

    // Without letters and digits that look alike.
    private const string Alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

    /// <summary>A secret for an address: 256 bits.</summary>
    public static string NewLink() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>A secret to type, such as <c>7KQM-3XPB</c>: nearly 40 bits, good for a week and few attempts.</summary>
    public static string NewCode()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, 8);
        return $"{code[..4]}-{code[4..]}";
    }

    /// <summary>A secret to type that stays good for years, such as <c>7KQM3-XPBTR</c>: nearly 50 bits, so it takes a slow hash.</summary>
    public static string NewRecoveryCode()
    {
        var code = RandomNumberGenerator.GetString(Alphabet, 10);
        return $"{code[..5]}-{code[5..]}";
    }

    /// <summary>What is stored; case, spaces and hyphens of a typed code do not matter.</summary>
    public static string HashOf(string? secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Typed(secret))));

    /// <summary>A code as it was typed, without what does not matter.</summary>
    internal static string Typed(string? code) =>
        (code ?? "").Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
