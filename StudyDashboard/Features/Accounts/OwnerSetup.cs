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
            var owner = await people.DraftAccountAsync(account, clock.NowUtc());
            return owner.Refusal is null
                ? await context.AddAccountAsync(people, owner.Value, [Roles.Admin, Roles.Student, .. alsoTutor ? [Roles.Tutor] : Array.Empty<string>()], cancellationToken)
                : owner;
        }
        finally
        {
            Turn.Release();
        }
    }
}
