using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>Creates the owner of an empty database.</summary>
public sealed class OwnerSetup(UserManager<Person> people, StudyDbContext context, FirstVisit firstVisit, TimeProvider clock)
{
    // Two first visits at once must not make two owners.
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>Creates the owner: Admin and Student, Tutor if wished.</summary>
    public async Task<Outcome<Person>> CreateAsync(NewAccount account, bool alsoTutor, CancellationToken cancellationToken)
    {
        await Turn.WaitAsync(cancellationToken);
        try
        {
            if (!await firstVisit.IsAwaitedAsync(cancellationToken))
            {
                return Refusal.Conflict(AccountTexts.Refused_OwnerExists);
            }
            // Person and roles at once: an owner without the role of an admin could not be put right from any page.
            await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
            var created = await people.CreateAccountAsync(
                account, [Roles.Admin, Roles.Student, .. alsoTutor ? [Roles.Tutor] : Array.Empty<string>()], clock.NowUtc());
            if (created.Refusal is null)
            {
                await transaction.CommitAsync(cancellationToken);
            }
            return created;
        }
        finally
        {
            Turn.Release();
        }
    }
}

/// <summary>What a new account needs.</summary>
public sealed record NewAccount(string DisplayName, string Email, string Password, string TimeZone);

internal static class AccountCreation
{
    /// <summary>Creates a person with roles, or says which field cannot be taken.</summary>
    public static async Task<Outcome<Person>> CreateAccountAsync(
        this UserManager<Person> people, NewAccount account, IEnumerable<string> roles, DateTime nowUtc)
    {
        if (Check(account).ToList() is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }
        var person = Person.Create(account.DisplayName.Trim(), account.Email.Trim(), nowUtc);
        person.SetDays(account.TimeZone, person.DayStartHour, person.FirstDayOfWeek);
        var created = await people.CreateAsync(person, account.Password);
        if (!created.Succeeded)
        {
            return Refusal.Invalid([.. created.Errors.Select(Explain)]);
        }
        await people.AddToRolesAsync(person, roles);
        return person;
    }

    /// <summary>Gives a person who waits for it an address and a password. The caller rolls back what was refused.</summary>
    public static async Task<Outcome<Person>> ClaimAccountAsync(this UserManager<Person> people, int personId, NewAccount account)
    {
        if (Check(account).ToList() is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }
        if (await people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture)) is not { IsUnclaimed: true } person)
        {
            return Refusal.Conflict(PeopleTexts.Refused_Claimed);
        }
        person.Claim(account.DisplayName.Trim(), account.Email.Trim());
        person.SetDays(account.TimeZone, person.DayStartHour, person.FirstDayOfWeek);
        // Identity switches this on for accounts that it makes itself; this one was there before.
        person.LockoutEnabled = true;
        var claimed = await people.AddPasswordAsync(person, account.Password);
        return claimed.Succeeded ? person : Refusal.Invalid([.. claimed.Errors.Select(Explain)]);
    }

    public static IEnumerable<FieldError> Check(NewAccount account)
    {
        if (string.IsNullOrWhiteSpace(account.DisplayName) || account.DisplayName.Trim().Length > Person.MaxName)
        {
            yield return new FieldError("display_name", AccountTexts.Refused_Name);
        }
        if (!new EmailAddressAttribute().IsValid(account.Email?.Trim()) || account.Email!.Length > 254)
        {
            yield return new FieldError("email", AccountTexts.Refused_Email);
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(account.TimeZone ?? "", out _))
        {
            yield return new FieldError("time_zone", AccountTexts.Refused_Zone);
        }
    }

    private static FieldError Explain(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
            new FieldError("email", AccountTexts.Refused_EmailTaken),
        _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => new FieldError("password", AccountTexts.Refused_Password),
        _ => new FieldError("email", error.Description),
    };
}
