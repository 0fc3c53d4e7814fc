using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Admin;
using StudyDashboard.Features.Accounts.Invitations;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Archive;

/// <summary>Hands a person everything that is theirs, and lets them go.</summary>
public sealed class ArchiveService(
    IServiceScopeFactory scopes, IDbContextFactory<StudyDbContext> contexts, IEnumerable<IPersonalData> parts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Writes everything of a person as a ZIP, all of it as of one moment: what is stored meanwhile is in none of its tables.</summary>
    public async Task WriteAsync(int personId, Stream output, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var snapshot = await context.BeginReadAsync(cancellationToken);
        using var archive = new PersonalArchive(output);
        foreach (var part in parts)
        {
            await part.ExportAsync(archive, context, personId, cancellationToken);
        }
        await archive.DescribeAsync(clock.NowUtc(), cancellationToken);
    }

    /// <summary>Deletes the person's own account after their password.</summary>
    public async Task<Refusal?> DeleteOwnAsync(int personId, string? password, CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            if (await scope.ServiceProvider.GetRequiredService<PasswordService>().ProveAsync(personId, password) is { } refusal)
            {
                return refusal;
            }
        }
        return await DeleteAsync(personId, cancellationToken);
    }

    /// <summary>Deletes a person with everything that is theirs. The last admin cannot go.</summary>
    public async Task<Refusal?> DeleteAsync(int personId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await EraseAsync(context, personId, cancellationToken) is { } refusal)
        {
            return refusal;
        }
        await context.ForgetOverwrittenAsync(cancellationToken);
        feed.Publish(personId, FeedTopic.Profile);
        return null;
    }

    private async Task<Refusal?> EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        await using var transaction = await context.BeginWriteAsync(personId, cancellationToken);
        if (await context.IsLastAdminAsync(personId, cancellationToken))
        {
            return Refusal.Conflict(PeopleTexts.Refused_LastAdmin);
        }
        await context.RevokeInvitationsOfAsync(personId, clock.NowUtc(), cancellationToken);
        foreach (var part in parts.OrderBy(p => !p.IsErasedFirst))
        {
            await part.EraseAsync(context, personId, cancellationToken);
        }
        if (await context.Users.Where(p => p.Id == personId).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
