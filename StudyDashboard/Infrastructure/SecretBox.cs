using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace StudyDashboard.Infrastructure;

/// <summary>
/// Keeps secrets that the product itself has to use again, so that a hash will not do: encrypted with the keys of the data folder, so
/// that a copy of the database alone gives none away.
/// </summary>
public sealed class SecretBox(IDataProtectionProvider provider)
{
    /// <summary>The secret as it is stored, for one purpose only.</summary>
    public string Close(string purpose, string secret) => provider.CreateProtector(purpose).Protect(secret);

    /// <summary>The secret again; null when the keys it was stored with are gone.</summary>
    public string? Open(string purpose, string stored)
    {
        try
        {
            return provider.CreateProtector(purpose).Unprotect(stored);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
