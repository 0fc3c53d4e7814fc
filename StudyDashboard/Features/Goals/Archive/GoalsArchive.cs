using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals.Archive;

/// <summary>The goals of an archive. Their progress is derived here from what came in. Class and plan are of another instance and stay behind.</summary>
internal sealed class GoalsArchive(GoalBook book) : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var (goals, ids) = (new List<ArchivedGoal>(), new HashSet<int>());
        var terms = Parts<ArchivedGoalTerms>(file, "goal_terms", t => t.Target > 0 && t.Target <= GoalTerms.MaxTarget && t.SkipBudget is >= 0 and <= GoalTerms.MaxSkips);
        var pauses = Parts<ArchivedGoalPause>(file, "goal_pauses", p => p.ToDay is null || p.ToDay >= p.FromDay);
        var entries = Parts<ArchivedGoalEntry>(file, "goal_entries", e => !GoalService.CheckEntry(e.Amount, e.Note).Any());
        file.Read<ArchivedGoal>("goals", (record, row) =>
        {
            if (row.ClassId is not null || row.PlanId is not null)
            {
                // Their numbers hold within one archive only; without them the goal would count everything.
                file.Refuse("goals", record, GoalTexts.Archive_Scope);
            }
            else if (ids.Add(row.Id) && IsSound(row) && terms.Exists(t => t.GoalId == row.Id))
            {
                goals.Add(row);
            }
            else
            {
                file.Refuse("goals", record, GoalTexts.Archive_Goal);
            }
        });
        return new Slice(book, goals, terms.ToLookup(t => t.GoalId), pauses.ToLookup(p => p.GoalId), entries.ToLookup(e => e.GoalId));
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        // One that was edited or counted for since stays (rules.md 18).
        var context = job.Book.Context;
        await context.Set<Goal>().Where(g => g.StudentId == job.Book.StudentId && g.ImportId == job.Run.Id && g.Version == 1
            && !context.Set<GoalEntry>().Any(e => e.GoalId == g.Id && e.At > job.Run.At)).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    private static List<T> Parts<T>(ArchiveFile file, string table, Predicate<T> isSound)
        where T : class
    {
        var parts = new List<T>();
        file.Read<T>(table, (record, row) =>
        {
            if (isSound(row))
            {
                parts.Add(row);
            }
            else
            {
                file.Refuse(table, record, GoalTexts.Archive_Goal);
            }
        });
        return parts;
    }

    private static bool IsSound(ArchivedGoal row) =>
        row.Title?.Length is null or <= Goal.MaxTitle && row.Unit?.Length is null or <= Goal.MaxUnit && row.Subject?.Length is null or <= SessionAbout.MaxText
        && row.DomainCode?.Length is null or <= SessionAbout.MaxText && (row.EndsOn is null ? row.Period != GoalPeriod.Once : row.EndsOn >= row.StartsOn)
        && row.StartsOn.Year is > 1970 and < 3000 && Enum.IsDefined(row.WeekStart);

    private sealed class Slice(
        GoalBook book, List<ArchivedGoal> goals, ILookup<int, ArchivedGoalTerms> terms, ILookup<int, ArchivedGoalPause> pauses, ILookup<int, ArchivedGoalEntry> entries) : ArchiveSlice
    {
        public override int Created => goals.Count;

        public override string Summary => Created == 0 ? "" : Plural.Of(GoalTexts.ResourceManager, "Archive_Goals", Created);

        public override async Task CompareAsync(
            StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
        {
            var there = (await context.Set<Goal>().Where(g => g.StudentId == studentId)
                .Select(g => new { g.Title, g.Metric, g.Period, g.Subject, g.DomainCode, g.Kind, g.StartsOn }).ToListAsync(cancellationToken)).ToHashSet();
            Skipped += goals.RemoveAll(g => there.Contains(new { Title = g.Title ?? "", g.Metric, g.Period, g.Subject, g.DomainCode, Kind = g.SessionType, g.StartsOn }));
        }

        public override async Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
        {
            var (context, student) = (job.Book.Context, job.Book.StudentId);
            var today = (await context.CalendarOfAsync(student, cancellationToken)).DayOf(job.Book.NowUtc);
            foreach (var row in goals)
            {
                var goal = Make(row, student, job.Book.NowUtc, today);
                goal.CameFrom(job.Run.Id);
                context.Add(goal);
                await context.SaveChangesAsync(cancellationToken);
                context.AddRange(entries[row.Id].Select(e => new GoalEntry(goal.Id, e.StudyDay, e.Amount, e.Note ?? "", job.Book.NowUtc)));
                await context.SaveChangesAsync(cancellationToken);
                // The totals of what came in are derived after this, and move it further; here for days that nothing else touches.
                await book.DeriveAsync(context, goal, today, cancellationToken);
                await context.SaveChangesAsync(cancellationToken);
            }
        }

        private Goal Make(ArchivedGoal row, int student, DateTime nowUtc, DateOnly today)
        {
            var scope = new TotalsScope(row.Subject.NullIfBlank(), null, null, row.DomainCode.NullIfBlank(), row.SessionType);
            var goal = new Goal(student, row.Metric, row.Period, scope, row.StartsOn, row.WeekStart, nowUtc);
            goal.Describe(row.Title ?? "", row.Unit, row.EndsOn);
            foreach (var term in terms[row.Id])
            {
                goal.SetTerms(term.ValidFrom, term.Target, term.RestDays ?? [], term.SkipBudget);
            }
            foreach (var pause in pauses[row.Id])
            {
                goal.Pause(pause.FromDay, pause.ToDay);
            }
            goal.Settle(today);
            if (row is { Status: GoalStatus.Archived, ArchivedOn: { } archived })
            {
                goal.Archive(archived);
            }
            return goal;
        }
    }
}
