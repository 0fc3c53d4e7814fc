using System.Security.Cryptography;
using System.Text;

namespace StudyDashboard.Features.Accounts.SecondStep;

/// <summary>
/// Ten codes that each sign in once, for who has lost the app. They are stored as hashes with one salt for all, so that a typed code is
/// hashed once: <c>salt;hash;hash…</c>.
/// </summary>
public static class RecoveryCodes
{
    public const int Count = 10;

    // A code has nearly 50 bits, and five failures lock the account: this is for who has a copy of the database.
    private const int Iterations = 50_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    /// <summary>New codes, and what is stored of them.</summary>
    public static (IReadOnlyList<string> Codes, string Stored) Make()
    {
        IReadOnlyList<string> codes = [.. Enumerable.Range(0, Count).Select(_ => LinkSecret.NewRecoveryCode())];
        var salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));
        return (codes, string.Join(';', codes.Select(code => HashOf(code, salt)).Prepend(salt)));
    }

    /// <summary>What is stored once a code is used up; null when it is none of them.</summary>
    public static string? Use(string stored, string? typed)
    {
        var parts = stored.Split(';');
        var hash = Encoding.UTF8.GetBytes(HashOf(typed, parts[0]));
        var left = parts[1..].Where(h => !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(h), hash)).ToList();
        return left.Count == parts.Length - 1 ? null : string.Join(';', left.Prepend(parts[0]));
    }

    /// <summary>How many are left.</summary>
    public static int LeftOf(string? stored) => stored?.Count(c => c == ';') ?? 0;

    private static string HashOf(string? code, string salt) => Convert.ToHexStringLower(Rfc2898DeriveBytes.Pbkdf2(
        LinkSecret.Typed(code), Convert.FromHexString(salt), Iterations, HashAlgorithmName.SHA512, HashBytes));
}
