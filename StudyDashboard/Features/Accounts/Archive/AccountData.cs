using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Accounts.Tokens;

namespace StudyDashboard.Features.Accounts.Archive;

/// <summary>Profile, guardians and tokens. The rows themselves go with the person's row.</summary>
internal sealed class AccountData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await archive.AddAsync("profile", "Who you are and what you set.", () => context.Users.Where(p => p.Id == personId)
            .Select(p => new ArchivedProfile
            {
                DisplayName = p.DisplayName, Email = p.Email, TimeZone = p.TimeZone, DayStartHour = p.DayStartHour, FirstDayOfWeek = p.FirstDayOfWeek,
                Language = p.Language, Preferences = p.Preferences, CreatedAt = p.CreatedAt, WelcomedAt = p.WelcomedAt,
            })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("guardians", "Who may see your totals, lessons and reports.", () => context.Set<Guardianship>()
            .Where(g => g.StudentId == personId).Join(context.Users, g => g.GuardianId, p => p.Id, (g, p) => new { p.DisplayName, g.Since })
            .AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("tokens", "Personal tokens for programs, without their secrets.", () => context.Set<ApiToken>().AsNoTracking()
            .Where(t => t.PersonId == personId).OrderBy(t => t.Id)
            .Select(t => new { t.Name, Scopes = t.ScopeWords, t.CreatedAt, t.ExpiresAt, t.LastUsedAt, t.RevokedAt }).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
