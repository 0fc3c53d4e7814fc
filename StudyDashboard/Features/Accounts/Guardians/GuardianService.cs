using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Guardians;

/// <summary>
/// Ties guardians to students by a code. The student gives codes and revokes; a tutor does so for a student without an account.
/// </summary>
public sealed class GuardianService(IDbContextFactory<StudyDbContext> contexts, StudentAccess access, PairingAttempts attempts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Gives a code; it is not stored and not shown again.</summary>
    public async Task<Outcome<PairingOffer>> GiveCodeAsync(int actorId, int studentId, CancellationToken cancellationToken)
    {
        if (!await access.MayAsync(actorId, studentId, StudentView.Guardians, cancellationToken))
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var code = LinkSecret.NewCode();
        var pairing = new PairingCode(code, studentId, clock.NowUtc());
        context.Add(pairing);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new PairingOffer(code, pairing.ExpiresAt);
    }

    /// <summary>Who watches a student, and the codes that are open; null if it is not the actor's to know.</summary>
    public async Task<GuardianList?> OfAsync(int actorId, int studentId, CancellationToken cancellationToken)
    {
        if (!await access.MayAsync(actorId, studentId, StudentView.Guardians, cancellationToken))
        {
            return null;
        }
        var now = clock.NowUtc();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var guardians = await context.Set<Guardianship>().Where(g => g.StudentId == studentId)
            .Join(context.Users, g => g.GuardianId, p => p.Id, (g, p) => new GuardianRow(g.Id, p.DisplayName, g.Since, g.SharesNotes))
            .ToListAsync(cancellationToken);
        var codes = await context.Set<PairingCode>().Where(c => c.StudentId == studentId && c.ExpiresAt > now)
            .OrderBy(c => c.Id).Select(c => new OpenCode(c.Id, c.ExpiresAt)).ToListAsync(cancellationToken);
        return new GuardianList(guardians, codes);
    }

    /// <summary>A guardian joins a student. A wrong, used, revoked or old code looks the same.</summary>
    public async Task<Outcome<string>> PairAsync(int guardianId, string? code, CancellationToken cancellationToken)
    {
        var (hash, now) = (LinkSecret.HashOf(code), clock.NowUtc());
        if (!attempts.MayTry(guardianId, now))
        {
            return Refusal.Conflict(PeopleTexts.Refused_TooManyCodes);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(guardianId, cancellationToken);
        var pairing = await context.Set<PairingCode>().SingleOrDefaultAsync(c => c.CodeHash == hash && c.ExpiresAt > now, cancellationToken);
        if (pairing is null || pairing.StudentId == guardianId)
        {
            return Refusal.Invalid(new FieldError("code", PeopleTexts.Refused_Code));
        }
        // One use: the code goes with it.
        context.Remove(pairing);
        if (!await context.Set<Guardianship>().AnyAsync(g => g.StudentId == pairing.StudentId && g.GuardianId == guardianId, cancellationToken))
        {
            context.Add(new Guardianship(pairing.StudentId, guardianId, now));
        }
        var name = await context.Users.Where(p => p.Id == pairing.StudentId).Select(p => p.DisplayName).SingleAsync(cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        attempts.Forget(guardianId);
        feed.Publish(pairing.StudentId, FeedTopic.Profile);
        return name;
    }

    /// <summary>Lets a guardian read notes and quiz texts, or no longer. Nobody but the student decides it.</summary>
    public async Task<Refusal?> ShareNotesAsync(int studentId, int guardianshipId, bool shares, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await context.Set<Guardianship>().SingleOrDefaultAsync(g => g.Id == guardianshipId && g.StudentId == studentId, cancellationToken) is not { } found)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        found.ShareNotes(shares);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(found.GuardianId, FeedTopic.Profile);
        return null;
    }

    /// <summary>Ends a guardian's view at once.</summary>
    public Task<Refusal?> RevokeAsync(int actorId, int studentId, int guardianshipId, CancellationToken cancellationToken) =>
        RemoveAsync(actorId, studentId, context => context.Set<Guardianship>().Where(g => g.Id == guardianshipId && g.StudentId == studentId), cancellationToken);

    /// <summary>Ends a code before its time.</summary>
    public Task<Refusal?> RevokeCodeAsync(int actorId, int studentId, int codeId, CancellationToken cancellationToken) =>
        RemoveAsync(actorId, studentId, context => context.Set<PairingCode>().Where(c => c.Id == codeId && c.StudentId == studentId), cancellationToken);

    /// <summary>The students whom a guardian watches.</summary>
    public async Task<IReadOnlyList<Child>> ChildrenAsync(int guardianId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Set<Guardianship>().Where(g => g.GuardianId == guardianId)
            .Join(context.Users, g => g.StudentId, p => p.Id, (g, p) => p).OrderBy(p => p.DisplayName)
            .Select(p => new Child(p.Id, p.DisplayName, p.TimeZone, p.DayStartHour, p.FirstDayOfWeek)).ToListAsync(cancellationToken);
    }

    private async Task<Refusal?> RemoveAsync<T>(int actorId, int studentId, Func<StudyDbContext, IQueryable<T>> rows, CancellationToken cancellationToken)
        where T : class
    {
        if (!await access.MayAsync(actorId, studentId, StudentView.Guardians, cancellationToken))
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var found = await rows(context).ToListAsync(cancellationToken);
        if (found.Count == 0)
        {
            return Refusal.NotFound(PeopleTexts.Refused_Student);
        }
        context.RemoveRange(found);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var personId in found.OfType<Guardianship>().Select(g => g.GuardianId).Append(studentId))
        {
            feed.Publish(personId, FeedTopic.Profile);
        }
        return null;
    }
}

/// <summary>A code and until when it can be used.</summary>
public sealed record PairingOffer(string Code, DateTime ExpiresAt);

/// <summary>Who watches a student, and codes that can still be used.</summary>
public sealed record GuardianList(IReadOnlyList<GuardianRow> Guardians, IReadOnlyList<OpenCode> Codes);

public sealed record GuardianRow(int Id, string Name, DateTime Since, bool SharesNotes);

public sealed record OpenCode(int Id, DateTime ExpiresAt);

/// <summary>A student as their guardian knows them.</summary>
public sealed record Child(int Id, string Name, string TimeZone, int DayStartHour, DayOfWeek FirstDayOfWeek);
