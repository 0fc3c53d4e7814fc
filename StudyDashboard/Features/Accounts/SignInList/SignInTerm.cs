using System.Globalization;
using System.Security.Claims;

namespace StudyDashboard.Features.Accounts.SignInList;

/// <summary>
/// How long a sign-in holds at most, however much it is used: <c>SignIns:MaxDays</c>, 90 days unless set; 0 sets no limit. A sign-in carries
/// the instant it began at.
/// </summary>
internal sealed class SignInTerm(IConfiguration configuration, TimeProvider clock)
{
    /// <summary>When it began, in seconds since 1970.</summary>
    public const string SinceClaim = "sign_in_since";

    private readonly int _days = configuration.GetValue("SignIns:MaxDays", 90);

    /// <summary>The claim of a sign-in that begins now.</summary>
    public Claim Begin() => new(SinceClaim, clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>When a sign-in began; null for one that is older than this claim, which gets it within a minute.</summary>
    public static DateTime? SinceOf(ClaimsPrincipal principal) =>
        long.TryParse(principal.FindFirstValue(SinceClaim), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? DateTime.UnixEpoch.AddSeconds(seconds) : null;

    /// <summary>Whether a sign-in has lasted for as long as one may.</summary>
    public bool IsOver(ClaimsPrincipal principal) => SinceOf(principal) is { } since && IsOver(since);

    /// <summary>The same for one that began at an instant in UTC.</summary>
    public bool IsOver(DateTime since) => _days > 0 && clock.GetUtcNow().UtcDateTime - since >= TimeSpan.FromDays(_days);
}
