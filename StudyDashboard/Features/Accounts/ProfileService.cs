using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Accounts;

/// <summary>Reads and changes what a person set about themselves.</summary>
public sealed class ProfileService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, IEnumerable<IDayShift> shifts, TimeProvider clock)
{
    private static readonly Func<StudyDbContext, int, IAsyncEnumerable<Found>> People = ReadyQuery.Of((StudyDbContext context, int personId) =>
        context.Users.AsNoTracking().Where(p => p.Id == personId).Select(p => new Found
        {
            Person = p,
            Roles = context.UserRoles.Where(r => r.UserId == p.Id).Join(context.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(),
        }));

    /// <summary>A person's profile, or null when the person is gone.</summary>
    public async Task<Profile?> GetAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await People(context, personId).SingleOrDefaultAsync(cancellationToken);
        return found is null ? null : new Profile
        {
            Id = found.Person.Id,
            DisplayName = found.Person.DisplayName,
            Email = found.Person.Email ?? "",
            TimeZone = found.Person.TimeZone,
            DayStartHour = found.Person.DayStartHour,
            FirstDayOfWeek = found.Person.FirstDayOfWeek,
            Language = found.Person.Language,
            Preferences = found.Person.Preferences,
            Roles = found.Roles,
            IsWelcomed = found.Person.WelcomedAt is not null,
        };
    }

    /// <summary>The id of the person with an e-mail address, or null: whom a command is about.</summary>
    public async Task<int?> FindAsync(string email, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var normalized = email.Trim().ToUpperInvariant();
        return await context.Users.Where(p => p.NormalizedEmail == normalized).Select(p => (int?)p.Id).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Whether the person with this address has not gone through the first-visit steps yet.</summary>
    public async Task<bool> IsWelcomeAwaitedAsync(string email, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var normalized = email.Trim().ToUpperInvariant();
        return await context.Users.AnyAsync(p => p.NormalizedUserName == normalized && p.WelcomedAt == null, cancellationToken);
    }

    /// <summary>
    /// Gives or takes the role of a tutor. Only an admin may choose it for themselves; everyone else gets their roles by an
    /// invitation or from an admin.
    /// </summary>
    /// <exception cref="InvalidOperationException">The person is no admin.</exception>
    public async Task SetTutorAsync(int personId, bool teaches, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (!await context.UserRoles.AnyAsync(r => r.UserId == personId && context.Roles.Any(x => x.Id == r.RoleId && x.Name == Roles.Admin), cancellationToken))
        {
            throw new InvalidOperationException("Only an admin chooses to teach.");
        }
        var role = await context.Roles.Where(r => r.Name == Roles.Tutor).Select(r => r.Id).SingleAsync(cancellationToken);
        var held = await context.UserRoles.SingleOrDefaultAsync(r => r.UserId == personId && r.RoleId == role, cancellationToken);
        if (teaches && held is null)
        {
            context.UserRoles.Add(new IdentityUserRole<int> { UserId = personId, RoleId = role });
        }
        else if (!teaches && held is not null)
        {
            context.UserRoles.Remove(held);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Profile);
    }

    /// <summary>Changes a person and tells their open pages.</summary>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public async Task ChangeAsync(int personId, Action<Person> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        var (person, now) = (await context.Users.SingleAsync(p => p.Id == personId, cancellationToken), clock.NowUtc());
        var before = person.Calendar.DayOf(now);
        change(person);
        if (person.Calendar.DayOf(now) is var after && after != before)
        {
            foreach (var shift in shifts)
            {
                await shift.ShiftAsync(context, personId, before, after, cancellationToken);
            }
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Profile);
    }

    /// <summary>Replaces a person's preferences by what <paramref name="change"/> makes of them.</summary>
    public Task PreferAsync(int personId, Func<Preferences, Preferences> change, CancellationToken cancellationToken) =>
        ChangeAsync(personId, person => person.Prefer(change(person.Preferences)), cancellationToken);

    private sealed class Found
    {
        public required Person Person { get; init; }

        public required List<string> Roles { get; init; }
    }
}
