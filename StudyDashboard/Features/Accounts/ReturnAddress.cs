using StudyDashboard.Components;

namespace StudyDashboard.Features.Accounts;

/// <summary>Where a sign-in leads.</summary>
internal static class ReturnAddress
{
    // Only a path of this site: "//host" and "/\host" lead elsewhere. Who signed out after the sign-in had ended asked for no page.
    public static string Of(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] and not PageAddresses.SignOut ? url : PageAddresses.Today;
}
