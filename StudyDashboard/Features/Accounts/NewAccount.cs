using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Passwords;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts;

/// <summary>What a new account needs.</summary>
public sealed record NewAccount(string DisplayName, string Email, string Password, string TimeZone)
{
    /// <summary>What of it cannot be taken; the password and whether the address is free are asked elsewhere.</summary>
    public IEnumerable<FieldError> Check()
    {
        if (string.IsNullOrWhiteSpace(DisplayName) || DisplayName.Trim().Length > Person.MaxName)
        {
            yield return new FieldError("display_name", AccountTexts.Refused_Name);
        }
        if (!new EmailAddressAttribute().IsValid(Email?.Trim()) || Email!.Length > 254)
        {
            yield return new FieldError("email", AccountTexts.Refused_Email);
        }
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "", out _))
        {
            yield return new FieldError("time_zone", AccountTexts.Refused_Zone);
        }
    }
}

/// <summary>
/// An account is made in two steps: a draft, which takes the tenth of a second that a password's hash costs, and then the rows, for
/// which all other writers wait.
/// </summary>
internal static class AccountCreation
{
    /// <summary>Checks the fields and hashes the password. Nothing is stored.</summary>
    public static async Task<Outcome<Person>> DraftAccountAsync(this UserManager<Person> people, NewAccount account, DateTime nowUtc)
    {
        if (account.Check().ToList() is { Count: > 0 } errors)
        {
            return Refusal.Invalid(errors);
        }
        var person = Person.Create(account.DisplayName.Trim(), account.Email.Trim(), nowUtc);
        person.SetDays(account.TimeZone, person.DayStartHour, person.FirstDayOfWeek);
        foreach (var validator in people.PasswordValidators)
        {
            var valid = await validator.ValidateAsync(people, person, account.Password);
            if (!valid.Succeeded)
            {
                return Refusal.Invalid([.. valid.Errors.Select(Explain)]);
            }
        }
        person.PasswordHash = people.PasswordHasher.HashPassword(person, account.Password);
        return person;
    }

    /// <summary>Stores a draft with its roles, all at once: a person without a role could not be put right from any page.</summary>
    public static async Task<Outcome<Person>> AddAccountAsync(
        this StudyDbContext context, UserManager<Person> people, Person draft, IEnumerable<string> roles, CancellationToken cancellationToken)
    {
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        var added = await people.AddAccountAsync(draft, roles);
        if (added.Refusal is null)
        {
            await transaction.CommitAsync(cancellationToken);
        }
        return added;
    }

    /// <summary>The same on a transaction that the caller holds, and rolls back when it is refused.</summary>
    public static async Task<Outcome<Person>> AddAccountAsync(this UserManager<Person> people, Person draft, IEnumerable<string> roles)
    {
        var created = await people.CreateAsync(draft);
        if (!created.Succeeded)
        {
            return Refusal.Invalid([.. created.Errors.Select(Explain)]);
        }
        await people.AddToRolesAsync(draft, roles);
        return draft;
    }

    /// <summary>Gives a person who waits for it the draft's name, address, zone and password. The caller rolls back what was refused.</summary>
    public static async Task<Outcome<Person>> ClaimAccountAsync(this UserManager<Person> people, int personId, Person draft)
    {
        if (await people.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture)) is not { IsUnclaimed: true } person)
        {
            return Refusal.Conflict(PeopleTexts.Refused_Claimed);
        }
        person.Claim(draft.DisplayName, draft.Email!);
        person.SetDays(draft.TimeZone, person.DayStartHour, person.FirstDayOfWeek);
        person.PasswordHash = draft.PasswordHash;
        // Identity switches this on for accounts that it makes itself; this one was there before.
        person.LockoutEnabled = true;
        var claimed = await people.UpdateSecurityStampAsync(person);
        return claimed.Succeeded ? person : Refusal.Invalid([.. claimed.Errors.Select(Explain)]);
    }

    private static FieldError Explain(IdentityError error) => error.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateUserName) or nameof(IdentityErrorDescriber.DuplicateEmail) =>
            new FieldError("email", AccountTexts.Refused_EmailTaken),
        _ when error.Code.StartsWith("Password", StringComparison.Ordinal) => PasswordRefusals.Explain(error),
        _ => new FieldError("email", error.Description),
    };
}
