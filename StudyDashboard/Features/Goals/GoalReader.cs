using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Goals;

/// <summary>Reads a student's goals with where they stand.</summary>
public sealed class GoalReader(IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    private static readonly Func<StudyDbContext, int, DateOnly, bool, IAsyncEnumerable<Goal>> Goals =
        ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly today, bool openOnly) => context.Set<Goal>().AsNoTrackingWithIdentityResolution()
            .Where(g => g.StudentId == studentId && g.DeletedAt == null && (!openOnly || g.Status == GoalStatus.Active || g.Status == GoalStatus.Paused))
            .Include(g => g.Terms).Include(g => g.Pauses)
            .Include(g => g.Progress.Where(p => p.FromDay <= today && p.ToDay >= today))
            .AsSingleQuery());

    /// <summary>All goals, open ones first, each with its period of today.</summary>
    public async Task<IReadOnlyList<GoalView>> ListAsync(Profile student, CancellationToken cancellationToken) =>
        await ListAsync(student.Id, student.Calendar.DayOf(clock.NowUtc()), openOnly: false, cancellationToken);

    /// <summary>The goals that are neither over nor put away as of a study day; one statement.</summary>
    public Task<IReadOnlyList<GoalView>> OpenAsync(int studentId, DateOnly today, CancellationToken cancellationToken) =>
        ListAsync(studentId, today, openOnly: true, cancellationToken);

    /// <summary>One goal with all its periods and the latest manual entries, or null.</summary>
    public async Task<GoalDetail?> FindAsync(Profile student, int goalId, CancellationToken cancellationToken)
    {
        var today = student.Calendar.DayOf(clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var goal = await context.Set<Goal>().AsNoTrackingWithIdentityResolution().Include(g => g.Terms).Include(g => g.Pauses).Include(g => g.Progress).AsSplitQuery()
            .SingleOrDefaultAsync(g => g.Id == goalId && g.StudentId == student.Id && g.DeletedAt == null, cancellationToken);
        if (goal is null)
        {
            return null;
        }
        var entries = goal.Metric != GoalMetric.CustomCount ? [] : await context.Set<GoalEntry>().AsNoTracking().Where(e => e.GoalId == goalId)
            .OrderByDescending(e => e.StudyDay).ThenByDescending(e => e.Id).Take(GoalDetail.MostEntries)
            .Select(e => new GoalEntryView(e.Id, e.StudyDay, e.Amount, e.Note)).ToListAsync(cancellationToken);
        return new GoalDetail(GoalView.Of(goal, goal.Progress, today, await context.ClassNamesAsync([goal.ClassId], cancellationToken)), GoalHistory.Of(goal, today), entries);
    }

    private async Task<IReadOnlyList<GoalView>> ListAsync(int studentId, DateOnly today, bool openOnly, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var goals = await Goals(context, studentId, today, openOnly).ToListAsync(cancellationToken);
        var last = openOnly ? [] : await LastRowsAsync(context, studentId, cancellationToken);
        var classes = await context.ClassNamesAsync(goals.Select(g => g.ClassId), cancellationToken);
        return [.. goals.Select(g => GoalView.Of(g, g.Progress.Concat(last.Where(p => p.GoalId == g.Id)), today, classes)).OrderBy(g => g.Order).ThenBy(g => g.Id)];
    }

    /// <summary>The last period of the goals that are over or put away.</summary>
    private static Task<List<GoalProgress>> LastRowsAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
        context.Set<Goal>().Where(g => g.StudentId == studentId && g.DeletedAt == null && (g.EndsOn != null || g.ArchivedOn != null))
            .Join(context.Set<GoalProgress>().AsNoTracking(), g => g.Id, p => p.GoalId, (g, p) => new { Goal = g, Row = p })
            .Where(r => r.Row.ToDay == r.Goal.EndsOn || (r.Row.FromDay <= r.Goal.ArchivedOn && r.Row.ToDay >= r.Goal.ArchivedOn))
            .Select(r => r.Row).ToListAsync(cancellationToken);
}

/// <summary>A goal as pages and programs see it. It goes from the prerendered page to the circuit.</summary>
public sealed record GoalView
{
    public required int Id { get; init; }

    /// <summary>What the person calls it, or what it counts.</summary>
    public required string Name { get; init; }

    public required GoalDraft Draft { get; init; }

    public required GoalStatus Status { get; init; }

    public required GoalStanding Now { get; init; }

    public required IReadOnlyList<GoalPauseView> Pauses { get; init; }

    public required int Version { get; init; }

    /// <summary>Open ones first, then completed, expired, put away.</summary>
    internal int Order => Status switch { GoalStatus.Active => 0, GoalStatus.Paused => 1, GoalStatus.Completed => 2, GoalStatus.Expired => 3, _ => 4 };

    public static GoalView Of(Goal goal, IEnumerable<GoalProgress> rows, DateOnly today, IReadOnlyDictionary<int, string> classes)
    {
        var draft = GoalDraft.Of(goal, today);
        return new GoalView
        {
            Id = goal.Id, Name = GoalLabels.NameOf(draft, classes), Draft = draft, Status = goal.StatusOn(today), Now = GoalStanding.Of(goal, rows, today),
            Pauses = [.. goal.Pauses.OrderBy(p => p.From).Select(p => new GoalPauseView(p.From, p.To))], Version = goal.Version,
        };
    }
}

/// <summary>A dated pause, both ends included; without an end until the goal is resumed.</summary>
public sealed record GoalPauseView(DateOnly From, DateOnly? To);

/// <summary>A manual entry.</summary>
public sealed record GoalEntryView(int Id, DateOnly Day, double Amount, string Note);

/// <summary>A goal with its past.</summary>
public sealed record GoalDetail(GoalView Goal, GoalHistory History, IReadOnlyList<GoalEntryView> Entries)
{
    /// <summary>Manual entries that are shown.</summary>
    public const int MostEntries = 30;
}
