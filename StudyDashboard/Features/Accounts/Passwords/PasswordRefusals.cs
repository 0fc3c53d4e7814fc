using Microsoft.AspNetCore.Identity;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Passwords;

/// <summary>Says why a password cannot be taken, and what to do.</summary>
internal static class PasswordRefusals
{
    public static FieldError Explain(IdentityError error) =>
        new("password", error.Code == CommonPasswords.Code ? AccountTexts.Refused_CommonPassword : AccountTexts.Refused_Password);
}
