using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Goals.Archive;

/// <summary>A person's goals. The deletion of the person's row takes them along.</summary>
internal sealed class GoalsData : IPersonalData
{
    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var goals = context.Set<Goal>().AsNoTracking().Where(g => g.StudentId == personId && g.DeletedAt == null);
        await archive.AddAsync("goals", "Your goals.", () => goals.OrderBy(g => g.Id).Select(g => ArchivedGoal.Of(g)).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("goal_terms", "Target, rest days and skip budget of a goal, each valid from a study day on.", () => context.Set<GoalTerms>().AsNoTracking()
            .Where(t => goals.Any(g => g.Id == t.GoalId)).OrderBy(t => t.GoalId).ThenBy(t => t.ValidFrom)
            .Select(t => new ArchivedGoalTerms { GoalId = t.GoalId, ValidFrom = t.ValidFrom, Target = t.Target, RestDays = t.RestDays, SkipBudget = t.SkipBudget }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("goal_pauses", "Study days on which a goal rests.", () => context.Set<GoalPause>().AsNoTracking()
            .Where(p => goals.Any(g => g.Id == p.GoalId)).OrderBy(p => p.GoalId).ThenBy(p => p.From)
            .Select(p => new ArchivedGoalPause { GoalId = p.GoalId, FromDay = p.From, ToDay = p.To }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("goal_entries", "What you counted by hand.", () => context.Set<GoalEntry>().AsNoTracking()
            .Where(e => goals.Any(g => g.Id == e.GoalId)).OrderBy(e => e.Id)
            .Select(e => new ArchivedGoalEntry { GoalId = e.GoalId, StudyDay = e.StudyDay, Amount = e.Amount, Note = e.Note }).AsAsyncEnumerable(), cancellationToken);
        await archive.AddAsync("goal_progress", "How far a goal came in a period; it follows from the sessions and the entries.", () => context.Set<GoalProgress>().AsNoTracking()
            .Where(p => goals.Any(g => g.Id == p.GoalId)).OrderBy(p => p.GoalId).ThenBy(p => p.FromDay).AsAsyncEnumerable(), cancellationToken);
    }

    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;
}
