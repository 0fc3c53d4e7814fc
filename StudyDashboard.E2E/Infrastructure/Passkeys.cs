using System.Text.Json;
using Microsoft.Playwright;

namespace StudyDashboard.E2E.Infrastructure;

/// <summary>A device that keeps passkeys and says yes to everything it is asked.</summary>
public static class Passkeys
{
    /// <summary>Gives one to a page, through the browser's own protocol for tests.</summary>
    /// <param name="page">The page whose tab it serves.</param>
    /// <param name="offered">Whether the browser may offer passkeys under the e-mail address; such a device chooses at once.</param>
    public static async Task AddDeviceAsync(IPage page, bool offered = false)
    {
        if (!offered)
        {
            await page.AddInitScriptAsync("PublicKeyCredential.isConditionalMediationAvailable = async () => false;");
        }
        var protocol = await page.Context.NewCDPSessionAsync(page);
        await protocol.SendAsync("WebAuthn.enable");
        await protocol.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = JsonSerializer.SerializeToElement(new
            {
                protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true,
            }),
        });
    }
}
