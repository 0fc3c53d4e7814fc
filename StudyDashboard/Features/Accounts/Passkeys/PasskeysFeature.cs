using Microsoft.AspNetCore.Identity;

namespace StudyDashboard.Features.Accounts.Passkeys;

internal static class PasskeysFeature
{
    /// <summary>Passkeys that sign in on their own: kept by the device, and given away only after a fingerprint, a face or its code.</summary>
    public static IdentityBuilder AddPasskeys(this IdentityBuilder identity)
    {
        identity.Services.AddOptions<IdentityPasskeyOptions>().Configure<IConfiguration>((options, configuration) =>
        {
            options.ServerDomain = DomainOf(configuration);
            options.ResidentKeyRequirement = options.UserVerificationRequirement = "required";
        });
        identity.Services.AddSingleton<PasskeyService>().AddScoped<NewPasskey>().AddScoped<PasskeySignIn>();
        return identity;
    }

    // What the browser calls the site. A proxy may hand on a host of its own; passkeys made under one name sign in under no other.
    private static string? DomainOf(IConfiguration configuration) => configuration["Passkeys:ServerDomain"] is { Length: > 0 } domain ? domain
        : Uri.TryCreate(configuration["PublicAddress"], UriKind.Absolute, out var address) ? address.Host
        : null;
}
