using Microsoft.AspNetCore.Identity;

namespace StudyDashboard.Features.Accounts.Passwords;

/// <summary>
/// Refuses the passwords that are tried first by who guesses (OWASP ASVS 6.2.4): the 5,000 most used ones that are long enough, in any case.
/// common-passwords.licence.txt says where they come from. Setting a password is rare, so the list is read each time and not kept.
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<Person>
{
    /// <summary>The code of the refusal.</summary>
    public const string Code = "PasswordIsCommon";

    public Task<IdentityResult> ValidateAsync(UserManager<Person> manager, Person user, string? password) => Task.FromResult(
        All().Contains(password, StringComparer.OrdinalIgnoreCase) ? IdentityResult.Failed(new IdentityError { Code = Code }) : IdentityResult.Success);

    /// <summary>The list, most used first.</summary>
    public static IEnumerable<string> All()
    {
        using var list = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream($"{typeof(CommonPasswords).Namespace}.common-passwords.txt")!);
        while (list.ReadLine() is { } password)
        {
            yield return password;
        }
    }
}
