using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Accounts;

/// <summary>Reads and changes what a person set about themselves.</summary>
public sealed class ProfileService(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed)
{
    /// <summary>A person's profile, or null when the person is gone.</summary>
    public async Task<Profile?> GetAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.Users.AsNoTracking().Where(p => p.Id == personId)
            .Select(p => new
            {
                Person = p,
                Roles = context.UserRoles.Where(r => r.UserId == p.Id).Join(context.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
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

    /// <summary>Changes a person and tells their open pages.</summary>
    /// <exception cref="InvalidOperationException">There is no such person.</exception>
    public async Task ChangeAsync(int personId, Action<Person> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        change(await context.Users.SingleAsync(p => p.Id == personId, cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Profile);
    }

    /// <summary>Replaces a person's preferences by what <paramref name="change"/> makes of them.</summary>
    public Task PreferAsync(int personId, Func<Preferences, Preferences> change, CancellationToken cancellationToken) =>
        ChangeAsync(personId, person => person.Prefer(change(person.Preferences)), cancellationToken);
}
