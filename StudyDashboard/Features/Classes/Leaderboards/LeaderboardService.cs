using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Classes.Leaderboards;

/// <summary>Switches a class's leaderboard on and off, and lets students take part.</summary>
public sealed class LeaderboardService(ClassBook book, IDbContextFactory<StudyDbContext> contexts, IEnumerable<ILeaderboardFigure> figures, TimeProvider clock)
{
    /// <summary>The metrics that can be chosen.</summary>
    public IReadOnlyList<LeaderboardMetric> Offered => [.. figures.Select(f => f.Metric).Distinct().Order()];

    /// <summary>The teacher chooses what the leaderboard compares; null switches it off. Closed weeks stay.</summary>
    public Task<Outcome<int>> CompareAsync(int teacherId, int classId, LeaderboardMetric? metric, CancellationToken cancellationToken) =>
        book.RunAsync<int>(teacherId, classId, (_, found) =>
            Task.FromResult<Outcome<int>>(Compare(found, metric) is { } refusal ? refusal : found.Version), cancellationToken);

    /// <summary>The same within a change of the class.</summary>
    internal Refusal? Compare(StudyClass found, LeaderboardMetric? metric)
    {
        if (found.IsPrivate || (found.EndedOn is not null && metric is not null))
        {
            return Refusal.Conflict(found.IsPrivate ? ClassTexts.Refused_Private : ClassTexts.Refused_Ended);
        }
        if (metric is { } asked && !Offered.Contains(asked))
        {
            return Refusal.Invalid(new FieldError("metric", LeaderboardTexts.Refused_Metric));
        }
        found.Compare(metric, found.Calendar.DayOf(clock.NowUtc()));
        return null;
    }

    /// <summary>A student takes part under a nickname, or takes another one.</summary>
    public Task<Outcome<int>> TakePartAsync(int studentId, int classId, string? nickname, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(studentId, async context =>
        {
            if (!await IsInAsync(context, studentId, classId, cancellationToken))
            {
                return ClassBook.NotThere();
            }
            if (nickname.NullIfBlank() is not { } name || name.Length > Participation.MaxNickname)
            {
                return Refusal.Invalid(new FieldError("nickname", LeaderboardTexts.Refused_Nickname.With(Participation.MaxNickname)));
            }
            var all = await context.Set<Participation>().Where(p => p.ClassId == classId).ToListAsync(cancellationToken);
            if (all.Exists(p => p.StudentId != studentId && string.Equals(p.Nickname, name, StringComparison.OrdinalIgnoreCase)))
            {
                return Refusal.Invalid(new FieldError("nickname", LeaderboardTexts.Refused_Taken));
            }
            if (all.Find(p => p.StudentId == studentId) is { } own)
            {
                own.Rename(name);
            }
            else
            {
                context.Add(new Participation(classId, studentId, name, clock.NowUtc()));
            }
            return (classId, classId);
        }, cancellationToken);

    /// <summary>A student takes part no longer; the name goes from closed weeks too.</summary>
    public Task<Outcome<int>> WithdrawAsync(int studentId, int classId, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(studentId, async context =>
        {
            if (!await IsInAsync(context, studentId, classId, cancellationToken))
            {
                return ClassBook.NotThere();
            }
            context.RemoveRange(await context.Set<Participation>().Where(p => p.ClassId == classId && p.StudentId == studentId).ToListAsync(cancellationToken));
            return (classId, classId);
        }, cancellationToken);

    /// <summary>A guardian allows a child to take part, or no longer.</summary>
    public Task<Outcome<int>> AllowAsync(int guardianId, int classId, int studentId, bool isAllowed, CancellationToken cancellationToken) =>
        book.WriteAsync<int>(studentId, async context =>
        {
            var asked = await context.Set<Guardianship>().AnyAsync(g => g.GuardianId == guardianId && g.StudentId == studentId, cancellationToken)
                ? await context.Set<Participation>().SingleOrDefaultAsync(p => p.ClassId == classId && p.StudentId == studentId, cancellationToken)
                : null;
            if (asked is null)
            {
                return ClassBook.NotThere();
            }
            if (isAllowed)
            {
                asked.Allow(clock.NowUtc());
            }
            else
            {
                asked.Forbid();
            }
            return (classId, classId);
        }, cancellationToken);

    /// <summary>Where a guardian's children take part or wish to.</summary>
    public async Task<IReadOnlyList<ChildParticipation>> OfGuardianAsync(int guardianId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await (from g in context.Set<Guardianship>()
                      join p in context.Set<Participation>() on g.StudentId equals p.StudentId
                      join c in context.Set<StudyClass>() on p.ClassId equals c.Id
                      join child in context.Users on p.StudentId equals child.Id
                      where g.GuardianId == guardianId && c.DeletedAt == null && context.Set<ClassMember>().Any(m => m.ClassId == c.Id && m.StudentId == child.Id && m.LeftOn == null)
                      orderby child.DisplayName, c.Name
                      select new ChildParticipation(child.Id, child.DisplayName, c.Id, c.Name, p.Nickname, p.AllowedAt != null)).ToListAsync(cancellationToken);
    }

    private static Task<bool> IsInAsync(StudyDbContext context, int studentId, int classId, CancellationToken cancellationToken) =>
        context.ClassesSeenBy(studentId).AnyAsync(c => c.Id == classId && c.OwnerId == null && c.TeacherId != studentId, cancellationToken);
}

/// <summary>That a child takes part in a leaderboard, or wishes to.</summary>
public sealed record ChildParticipation(int ChildId, string Child, int ClassId, string ClassName, string Nickname, bool IsAllowed);
