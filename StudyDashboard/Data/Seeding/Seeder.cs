using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Data.Seeding;

/// <summary>Makes students with long histories, for measuring. Never for a database that people use: everyone knows the password.</summary>
public sealed class Seeder(IServiceScopeFactory scopes, IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, TimeProvider clock)
{
    /// <summary>What every seeded student signs in with.</summary>
    public const string Password = "seeded students study";

    private const string Domain = "seed.local";

    private static readonly string[] Zones = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney"];

    /// <summary>Makes the students; a repetition makes more of them.</summary>
    /// <param name="students">How many, 1 or more.</param>
    /// <param name="sessions">Sessions in all, divided among them.</param>
    /// <param name="progress">Told of the sessions written and of all.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <returns>Their e-mail addresses.</returns>
    public async Task<IReadOnlyList<string>> SeedAsync(
        int students, int sessions, IProgress<(int Done, int All)>? progress, CancellationToken cancellationToken)
    {
        var history = new SeedHistory(contexts, recorder, clock);
        var hash = new Lazy<string>(HashOnce);
        var first = 1 + await SeededSoFarAsync(cancellationToken);
        var emails = new List<string>();
        var done = 0;
        for (var i = 0; i < students; i++)
        {
            var person = await CreateAsync(first + i, hash.Value);
            emails.Add(person.Email!);
            var share = (int)(((i + 1L) * sessions / students) - ((long)i * sessions / students));
            var before = done;
            await history.WriteAsync(person.Id, person.Calendar, share, new Forward(written => progress?.Report((before + written, sessions))), cancellationToken);
            done += share;
        }
        return emails;
    }

    private async Task<int> SeededSoFarAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Users.CountAsync(p => p.Email!.EndsWith($"@{Domain}"), cancellationToken);
    }

    /// <summary>Once for all of them: hashing is slow by design.</summary>
    private string HashOnce()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetRequiredService<IPasswordHasher<Person>>().HashPassword(null!, Password);
    }

    private async Task<Person> CreateAsync(int number, string passwordHash)
    {
        using var scope = scopes.CreateScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var person = Person.Create($"Student {number}", $"student-{number}@{Domain}", clock.GetUtcNow().UtcDateTime);
        person.SetDays(Zones[(number - 1) % Zones.Length], person.DayStartHour, person.FirstDayOfWeek);
        person.Welcome(clock.GetUtcNow().UtcDateTime);
        person.PasswordHash = passwordHash;
        var created = await people.CreateAsync(person);
        if (!created.Succeeded)
        {
            throw new InvalidOperationException($"{person.Email}: {string.Join(' ', created.Errors.Select(e => e.Description))}");
        }
        await people.AddToRoleAsync(person, Roles.Student);
        return person;
    }

    private sealed class Forward(Action<int> told) : IProgress<int>
    {
        public void Report(int value) => told(value);
    }
}
