using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace StudyDashboard.Features.Accounts.SecondStep;

internal static class SecondStepFeature
{
    /// <summary>Codes of an authenticator app, and recovery codes, in place of the framework's e-mail and phone codes.</summary>
    public static IdentityBuilder AddSecondStep(this IdentityBuilder identity)
    {
        identity.Services.AddSingleton<SecondStepSecrets>().AddScoped<SecondStepService>();
        // Between the steps of a sign-in, and while a passkey is asked for: five minutes.
        identity.Services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorUserIdScheme, options => options.Cookie.Name = "study-step");
        identity.Services.Configure<CookieAuthenticationOptions>(IdentityConstants.TwoFactorRememberMeScheme, options =>
        {
            options.Cookie.Name = "study-browser";
            options.ExpireTimeSpan = TimeSpan.FromDays(30);
        });
        return identity.AddTokenProvider<AuthenticatorProvider>(AuthenticatorProvider.Name).AddTokenProvider<RecoveryProvider>(RecoveryProvider.Name);
    }
}
