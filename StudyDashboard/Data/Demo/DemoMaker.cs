using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

/// <summary>Fills an empty database with the demo: people, what each feature adds, and all that is derived.</summary>
public sealed class DemoMaker(
    IDbContextFactory<StudyDbContext> contexts, IEnumerable<IDemoPart> parts, IPasswordHasher<Person> hasher, Rebuild rebuild, TimeProvider clock)
{
    /// <summary>Makes it in one transaction, then derives every student's totals.</summary>
    public async Task MakeAsync(CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, (int Id, StudyCalendar Calendar)> people;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        await using (var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken))
        {
            var now = clock.NowUtc();
            people = await AddPeopleAsync(context, now, cancellationToken);
            var world = new DemoWorld(context, people, now);
            foreach (var part in parts.OrderBy(p => p.Order))
            {
                await part.AddAsync(world, cancellationToken);
                await context.SaveChangesAsync(cancellationToken);
                context.ChangeTracker.Clear();
            }
            await transaction.CommitAsync(cancellationToken);
        }
        foreach (var person in DemoPeople.All)
        {
            await rebuild.DeriveAsync(people[person.Email].Id, cancellationToken);
        }
    }

    private async Task<IReadOnlyDictionary<string, (int Id, StudyCalendar Calendar)>> AddPeopleAsync(
        StudyDbContext context, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var roles = await context.Roles.ToDictionaryAsync(r => r.Name!, r => r.Id, cancellationToken);
        // One hash for all: each costs a tenth of a second, and the password is printed on the sign-in page.
        var hash = hasher.HashPassword(null!, DemoPeople.Password);
        var made = DemoPeople.All.Select(p => (p.Role, Person: PersonOf(p, hash, nowUtc))).ToList();
        context.Users.AddRange(made.Select(m => m.Person));
        await context.SaveChangesAsync(cancellationToken);
        context.UserRoles.AddRange(made.Select(m => new IdentityUserRole<int> { UserId = m.Person.Id, RoleId = roles[m.Role] }));
        await context.SaveChangesAsync(cancellationToken);
        return made.ToDictionary(m => m.Person.Email!, m => (m.Person.Id, m.Person.Calendar));
    }

    private static Person PersonOf(DemoPerson someone, string hash, DateTime nowUtc)
    {
        var person = Person.Create(someone.Name, someone.Email, nowUtc.AddDays(-(someone.History?.Days ?? 730) - 1));
        person.NormalizedEmail = person.NormalizedUserName = someone.Email.ToUpperInvariant();
        person.SecurityStamp = Guid.NewGuid().ToString("n");
        person.LockoutEnabled = true;
        person.PasswordHash = hash;
        person.SetDays(someone.TimeZone ?? DemoClock.Zone, someone.DayStartHour, DayOfWeek.Monday);
        person.Prefer(person.Preferences with { Availability = [0, 90, 75, 90, 75, 45, 60] });
        person.Welcome(nowUtc);
        return person;
    }
}
