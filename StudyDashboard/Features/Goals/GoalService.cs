using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals;

/// <summary>What a student does with goals. What is deleted can be restored for 30 days.</summary>
public sealed class GoalService(
    IDbContextFactory<StudyDbContext> contexts, GoalBook book, IEnumerable<IGoalConsequence> consequences, IPlanPercent plans, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most goals that a student may have at once, archived ones left out: each is derived with every session.</summary>
    public const int MostGoals = 50;

    /// <returns>The id of the new goal.</returns>
    public Task<Outcome<int>> AddAsync(Profile student, GoalDraft draft, CancellationToken cancellationToken) =>
        WriteAsync<int>(student.Id, async context =>
        {
            var today = TodayOf(student);
            if (draft.Check(today, null).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            if (await CheckScopeAsync(context, student.Id, draft, cancellationToken) is { } foreign)
            {
                return foreign;
            }
            if (await context.Set<Goal>().CountAsync(g => g.StudentId == student.Id && g.DeletedAt == null && g.Status != GoalStatus.Archived, cancellationToken) >= MostGoals)
            {
                return Refusal.Conflict(GoalTexts.Refused_TooMany.With(MostGoals));
            }
            var goal = new Goal(student.Id, draft.Metric, draft.Period, draft.Scope, draft.StartsOn ?? today, student.FirstDayOfWeek, clock.NowUtc());
            Describe(goal, draft);
            goal.SetTerms(goal.Calendar.First, draft.Target!.Value, draft.RestDays, draft.SkipBudget);
            context.Add(goal);
            await context.SaveChangesAsync(cancellationToken);
            await book.DeriveAsync(context, goal, today, cancellationToken);
            goal.Settle(today);
            return goal.Id;
        }, cancellationToken);

    /// <summary>Changes title, unit, end, target, rest days and skip budget; the last three from today on.</summary>
    /// <param name="student">Whose goal.</param>
    /// <param name="goalId">The goal.</param>
    /// <param name="version">The one that was read, or null for any.</param>
    /// <param name="draft">The whole goal as it should be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The goal.</returns>
    public Task<Outcome<Goal>> EditAsync(Profile student, int goalId, int? version, GoalDraft draft, CancellationToken cancellationToken) =>
        ChangeAsync(student, goalId, version, async (context, goal, today) =>
        {
            if (draft.Check(today, goal).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            Describe(goal, draft);
            var terms = goal.TermsOn(today);
            if (terms.Target != draft.Target || terms.SkipBudget != draft.SkipBudget || !terms.RestDays.Order().SequenceEqual(draft.RestDays.Distinct().Order()))
            {
                goal.SetTerms(today > goal.Calendar.First ? today : goal.Calendar.First, draft.Target!.Value, draft.RestDays, draft.SkipBudget);
            }
            await context.SaveChangesAsync(cancellationToken);
            await book.DeriveAsync(context, goal, today, cancellationToken);
            return null;
        }, cancellationToken);

    /// <summary>Rests the goal on some study days; without a last day until it is resumed.</summary>
    public Task<Outcome<Goal>> PauseAsync(Profile student, int goalId, DateOnly? from, DateOnly? to, CancellationToken cancellationToken) =>
        ChangeAsync(student, goalId, null, (_, goal, today) =>
        {
            var start = from ?? today;
            // Set before the day: a pause that reaches back would make missed days good.
            if (start < today || to < start || start.DayNumber - today.DayNumber > GoalDraft.FarthestStart)
            {
                return Task.FromResult<Refusal?>(Refusal.Invalid(new FieldError("pause", GoalTexts.Refused_Pause)));
            }
            goal.Pause(start, to);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);

    public Task<Outcome<Goal>> ResumeAsync(Profile student, int goalId, CancellationToken cancellationToken) =>
        ChangeAsync(student, goalId, null, (_, goal, today) => Done(() => goal.Resume(today)), cancellationToken);

    /// <summary>Takes a pause that has not begun back.</summary>
    public Task<Outcome<Goal>> DropPauseAsync(Profile student, int goalId, DateOnly from, CancellationToken cancellationToken) =>
        ChangeAsync(student, goalId, null, (_, goal, today) => Task.FromResult(from > today && goal.DropPause(from) ? null : Refusal.NotFound(GoalTexts.Refused_NoPause)), cancellationToken);

    public Task<Outcome<Goal>> ArchiveAsync(Profile student, int goalId, CancellationToken cancellationToken) =>
        ChangeAsync(student, goalId, null, (_, goal, today) => Done(() => goal.Archive(today)), cancellationToken);

    public Task<Outcome<Goal>> UnarchiveAsync(Profile student, int goalId, CancellationToken cancellationToken) =>
        ChangeAsync(student, goalId, null, async (context, goal, today) =>
        {
            goal.Unarchive();
            await context.SaveChangesAsync(cancellationToken);
            await book.DeriveAsync(context, goal, today, cancellationToken);
            return null;
        }, cancellationToken);

    public async Task<Refusal?> DeleteAsync(Profile student, int goalId, CancellationToken cancellationToken) =>
        (await ChangeAsync(student, goalId, null, (_, goal, _) => Done(() => goal.Delete(clock.NowUtc())), cancellationToken)).Refusal;

    public async Task<Refusal?> RestoreAsync(Profile student, int goalId, CancellationToken cancellationToken) =>
        (await WriteAsync<int>(student.Id, async context =>
        {
            if (await FindAsync(context, student.Id, goalId, isDeleted: true, cancellationToken) is not { } goal)
            {
                return NoGoal();
            }
            goal.Restore();
            await book.DeriveAsync(context, goal, TodayOf(student), cancellationToken);
            goal.Settle(TodayOf(student));
            return goal.Id;
        }, cancellationToken)).Refusal;

    /// <summary>Counts something by hand for a custom count; below 0 takes back.</summary>
    /// <param name="student">Whose goal.</param>
    /// <param name="goalId">The goal.</param>
    /// <param name="amount">How much.</param>
    /// <param name="day">The study day, or null for today.</param>
    /// <param name="note">A word about it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The entry's id.</returns>
    public Task<Outcome<int>> CountAsync(Profile student, int goalId, double? amount, DateOnly? day, string? note, CancellationToken cancellationToken) =>
        WriteAsync<int>(student.Id, async context =>
        {
            var today = TodayOf(student);
            if (await FindAsync(context, student.Id, goalId, isDeleted: false, cancellationToken) is not { } goal)
            {
                return NoGoal();
            }
            if (goal.Metric != GoalMetric.CustomCount)
            {
                return Refusal.Conflict(GoalTexts.Refused_NotByHand);
            }
            if (CheckEntry(amount, note).ToRefusal() is { } invalid)
            {
                return invalid;
            }
            var on = day ?? today;
            if (on > today || goal.Calendar.SpanOf(on) is null || goal.ArchivedOn < on)
            {
                return Refusal.Invalid(new FieldError("day", GoalTexts.Refused_EntryDay));
            }
            var entry = new GoalEntry(goal.Id, on, amount!.Value, note?.Trim() ?? "", clock.NowUtc());
            context.Add(entry);
            await context.SaveChangesAsync(cancellationToken);
            await book.DeriveAsync(context, goal, on, cancellationToken);
            foreach (var consequence in consequences)
            {
                await consequence.FollowAsync(context, student.Id, clock.NowUtc(), cancellationToken);
            }
            return entry.Id;
        }, cancellationToken);

    /// <summary>Takes a manual entry back.</summary>
    public async Task<Refusal?> UncountAsync(Profile student, int goalId, int entryId, CancellationToken cancellationToken) =>
        (await WriteAsync<int>(student.Id, async context =>
        {
            if (await FindAsync(context, student.Id, goalId, isDeleted: false, cancellationToken) is not { } goal
                || await context.Set<GoalEntry>().SingleOrDefaultAsync(e => e.Id == entryId && e.GoalId == goalId, cancellationToken) is not { } entry)
            {
                return Refusal.NotFound(GoalTexts.Refused_NoEntry);
            }
            context.Remove(entry);
            await context.SaveChangesAsync(cancellationToken);
            await book.DeriveAsync(context, goal, entry.StudyDay > TodayOf(student) ? entry.StudyDay : TodayOf(student), cancellationToken);
            return goal.Id;
        }, cancellationToken)).Refusal;

    internal static IEnumerable<FieldError> CheckEntry(double? amount, string? note)
    {
        if (amount is not { } counted || counted == 0 || !(Math.Abs(counted) <= GoalTerms.MaxTarget))
        {
            yield return new FieldError("amount", GoalTexts.Refused_Amount.With(GoalTerms.MaxTarget));
        }
        if (note?.Trim().Length > GoalEntry.MaxNote)
        {
            yield return new FieldError("note", GoalTexts.Refused_Title.With(GoalEntry.MaxNote));
        }
    }

    internal static Refusal NoGoal() => Refusal.NotFound(GoalTexts.Refused_NoGoal);

    internal static Task<Goal?> FindAsync(StudyDbContext context, int studentId, int goalId, bool isDeleted, CancellationToken cancellationToken) =>
        context.Set<Goal>().Include(g => g.Terms).Include(g => g.Pauses).AsSplitQuery()
            .SingleOrDefaultAsync(g => g.Id == goalId && g.StudentId == studentId && (g.DeletedAt != null) == isDeleted, cancellationToken);

    /// <summary>A goal is about a class and a plan of one's own.</summary>
    private async Task<Refusal?> CheckScopeAsync(StudyDbContext context, int studentId, GoalDraft draft, CancellationToken cancellationToken)
    {
        if (draft.ClassId is { } classId && !await context.ClassesSeenBy(studentId).AnyAsync(c => c.Id == classId, cancellationToken))
        {
            return Refusal.Invalid(new FieldError("class_id", GoalTexts.Refused_NoClass));
        }
        return draft.PlanId is { } planId && (await plans.ChoicesAsync(context, studentId, cancellationToken)).All(p => p.Id != planId)
            ? Refusal.Invalid(new FieldError("plan_id", GoalTexts.Refused_NoPlan)) : null;
    }

    private static void Describe(Goal goal, GoalDraft draft) => goal.Describe(draft.Title.NullIfBlank() ?? "", draft.Unit.NullIfBlank(), draft.EndsOn);

    private static Task<Refusal?> Done(Action act)
    {
        act();
        return Task.FromResult<Refusal?>(null);
    }

    private DateOnly TodayOf(Profile student) => student.Calendar.DayOf(clock.NowUtc());

    private Task<Outcome<Goal>> ChangeAsync(
        Profile student, int goalId, int? version, Func<StudyDbContext, Goal, DateOnly, Task<Refusal?>> change, CancellationToken cancellationToken) =>
        WriteAsync<Goal>(student.Id, async context =>
        {
            if (await FindAsync(context, student.Id, goalId, isDeleted: false, cancellationToken) is not { } goal)
            {
                return NoGoal();
            }
            if (version is { } read && read != goal.Version)
            {
                return Refusal.Stale(GoalTexts.Refused_Stale);
            }
            var today = TodayOf(student);
            if (await change(context, goal, today) is { } refusal)
            {
                return refusal;
            }
            goal.Settle(today);
            return goal;
        }, cancellationToken);

    private async Task<Outcome<T>> WriteAsync<T>(int studentId, Func<StudyDbContext, Task<Outcome<T>>> command, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        var outcome = await command(context);
        if (outcome.Refusal is null)
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            feed.Publish(studentId, FeedTopic.Goals);
        }
        return outcome;
    }
}
