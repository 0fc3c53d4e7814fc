using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Notices.Planning;

/// <summary>Keeps the reminders of the coming days in the outbox, and the outbox free of what nobody looks at any more.</summary>
public sealed class ReminderDuty(IDbContextFactory<StudyDbContext> contexts, IEnumerable<IReminderSource> sources, NoticePlanner planner, TimeProvider clock)
{
    /// <summary>How long a notice is kept in the list.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(180);

    /// <summary>Plans the reminders of everyone and removes what is older than half a year.</summary>
    public async Task RunAsync(DateTime asOfUtc, CancellationToken cancellationToken)
    {
        await PlanAsync(null, asOfUtc, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(WriteTransactions.NoStudent, cancellationToken);
        var old = asOfUtc - Kept;
        await context.Set<Notice>().Where(n => n.DueAt < old && n.NextAt == null).ExecuteDeleteAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Plans the reminders of one person anew: their choices have changed.</summary>
    public Task PlanForAsync(int personId, CancellationToken cancellationToken) => PlanAsync(personId, clock.NowUtc(), cancellationToken);

    private async Task PlanAsync(int? personId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(personId ?? WriteTransactions.NoStudent, cancellationToken);
        var coming = new List<LessonNotice>();
        foreach (var source in sources)
        {
            coming.AddRange(await source.BeginningAsync(context, personId, nowUtc, nowUtc + NoticePlanner.Horizon, cancellationToken));
        }
        await planner.PlanRemindersAsync(context, coming, nowUtc, cancellationToken);
        if (personId is null)
        {
            await ForgetGoneAsync(context, coming, nowUtc, cancellationToken);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // A lesson that went with its enrollment or its people said nothing when it went.
    private static async Task ForgetGoneAsync(StudyDbContext context, List<LessonNotice> coming, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var there = coming.Select(l => NoticePlanner.AboutLesson(l.LessonId)).ToHashSet();
        var waiting = await context.Set<Notice>()
            .Where(n => n.Kind == NoticeKind.LessonReminder && n.State == NoticeState.Waiting && n.DueAt > nowUtc).ToListAsync(cancellationToken);
        context.RemoveRange(waiting.Where(n => !there.Contains(n.About)));
    }
}
