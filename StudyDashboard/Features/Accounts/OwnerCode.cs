using System.Security.Cryptography;
using System.Text;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Features.Accounts;

/// <summary>
/// The one-time code with which the first owner may be made from another machine than this one; it is printed at start while there
/// is no owner (rules.md 32).
/// </summary>
public sealed class OwnerCode(StudyOptions options)
{
    /// <summary>The code of this run.</summary>
    public string Value { get; } = options.Demo ? "" : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Whether this is the code, compared in constant time.</summary>
    public bool Matches(string? code) =>
        Value.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code?.Trim() ?? ""), Encoding.UTF8.GetBytes(Value));
}
