using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Invitations;

/// <summary>What admins set for the whole site; one row, made when something is first set.</summary>
public sealed class SiteSettings
{
    public const int TheRow = 1;

    public int Id { get; private set; } = TheRow;

    /// <summary>Whether anyone may make an account as a student.</summary>
    public bool OpenRegistration { get; private set; }

    public void SetOpenRegistration(bool open) => OpenRegistration = open;
}

internal sealed class SiteSettingsConfiguration : IEntityTypeConfiguration<SiteSettings>
{
    public void Configure(EntityTypeBuilder<SiteSettings> builder)
    {
        builder.ToTable("site_settings", table => table.HasCheckConstraint("ck_site_settings_one", "id = 1"));
        builder.Property(s => s.Id).ValueGeneratedNever();
    }
}

/// <summary>Open registration: off unless an admin switches it on.</summary>
public sealed class Registration(IServiceScopeFactory scopes, IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    public async Task<bool> IsOpenAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.HasAnyAsync("SELECT 1 FROM site_settings WHERE open_registration", cancellationToken);
    }

    public async Task SetOpenAsync(bool open, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(0, cancellationToken);
        if (await context.Set<SiteSettings>().SingleOrDefaultAsync(cancellationToken) is not { } settings)
        {
            context.Add(settings = new SiteSettings());
        }
        settings.SetOpenRegistration(open);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes a student's account, if registration is open.</summary>
    public async Task<Outcome<Person>> RegisterAsync(NewAccount account, CancellationToken cancellationToken)
    {
        if (!await IsOpenAsync(cancellationToken))
        {
            return Refusal.NotFound(PeopleTexts.Refused_Registration);
        }
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var draft = await people.DraftAccountAsync(account, clock.NowUtc());
        return draft.Refusal is null
            ? await scope.ServiceProvider.GetRequiredService<StudyDbContext>().AddAccountAsync(people, draft.Value, [Roles.Student], cancellationToken)
            : draft;
    }
}
