using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Rewards;

/// <summary>Freezes study days to come, and takes that back.</summary>
public sealed class StreakFreezes(IDbContextFactory<StudyDbContext> contexts, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most future days that are frozen at once (rules.md section 9, streak).</summary>
    public const int MostAhead = 2;

    /// <summary>How far ahead a day may be frozen.</summary>
    public const int Farthest = 366;

    /// <summary>Freezes a study day that has not begun.</summary>
    public Task<Refusal?> FreezeAsync(Profile student, DateOnly? day, CancellationToken cancellationToken) => WriteAsync(student, async (context, today) =>
    {
        if (day is not { } asked || asked <= today || asked.DayNumber - today.DayNumber > Farthest)
        {
            return Refusal.Invalid(new FieldError("day", RewardTexts.Refused_FreezeDay));
        }
        var ahead = await context.Set<StreakFreeze>().Where(f => f.StudentId == student.Id && f.StudyDay > today).Select(f => f.StudyDay).ToListAsync(cancellationToken);
        if (ahead.Contains(asked))
        {
            return null;
        }
        if (ahead.Count >= MostAhead)
        {
            return Refusal.Conflict(RewardTexts.Refused_FreezeMany.With(MostAhead));
        }
        context.Add(new StreakFreeze(student.Id, asked));
        return null;
    }, cancellationToken);

    /// <summary>Takes the freeze of a day back that has not begun.</summary>
    public Task<Refusal?> ThawAsync(Profile student, DateOnly day, CancellationToken cancellationToken) => WriteAsync(student, async (context, today) =>
    {
        if (day <= today || await context.Set<StreakFreeze>().SingleOrDefaultAsync(f => f.StudentId == student.Id && f.StudyDay == day, cancellationToken) is not { } freeze)
        {
            return Refusal.NotFound(RewardTexts.Refused_NoFreeze);
        }
        context.Remove(freeze);
        return null;
    }, cancellationToken);

    private async Task<Refusal?> WriteAsync(Profile student, Func<StudyDbContext, DateOnly, Task<Refusal?>> command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(student.Id, cancellationToken);
        if (await command(context, student.Calendar.DayOf(clock.NowUtc())) is { } refusal)
        {
            return refusal;
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(student.Id, FeedTopic.Sessions);
        return null;
    }
}
