using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Goals.Progress;

/// <summary>Brings the progress of goals in line with the facts, inside a transaction that the caller opened and will save and commit.</summary>
public sealed class GoalBook(IPlanPercent plans, TimeProvider clock)
{
    private static readonly IReadOnlySet<DateOnly> Nothing = new HashSet<DateOnly>();

    /// <summary>
    /// For the feature of plans: derives the goals about plans and domains anew, because a plan itself was changed and its codes may mean something
    /// else now. Call it before saving; the plan's own rows are saved by then.
    /// </summary>
    /// <returns>The goals that moved.</returns>
    public async Task<IReadOnlyList<StudyNotice>> PlanChangedAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken)
    {
        var goals = await Goals(context, studentId).Where(g => g.Metric == GoalMetric.PlanProgress || g.DomainCode != null).ToListAsync(cancellationToken);
        if (goals.Count == 0)
        {
            return [];
        }
        var today = (await context.CalendarOfAsync(studentId, cancellationToken)).DayOf(clock.NowUtc());
        return await DeriveAsync(context, studentId, goals, [.. goals.SelectMany(g => StartsUntil(g, today)).Distinct()], Nothing, cancellationToken);
    }

    /// <summary>Every period of one goal up to a day: it is new, or came back, or what it expects was changed.</summary>
    internal Task<IReadOnlyList<StudyNotice>> DeriveAsync(StudyDbContext context, Goal goal, DateOnly today, CancellationToken cancellationToken) => DeriveAsync(
        context, goal.StudentId, [goal], StartsUntil(goal, today), Nothing, cancellationToken);

    /// <summary>The periods of some study days, of all goals of a student.</summary>
    /// <param name="context">The open transaction's.</param>
    /// <param name="studentId">The student.</param>
    /// <param name="days">The study days.</param>
    /// <param name="pending">Those whose totals are derived on the context and not saved.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<IReadOnlyList<StudyNotice>> DeriveAsync(
        StudyDbContext context, int studentId, IReadOnlySet<DateOnly> days, IReadOnlySet<DateOnly> pending, CancellationToken cancellationToken) =>
        await DeriveAsync(context, studentId, await Goals(context, studentId).ToListAsync(cancellationToken), [.. days], pending, cancellationToken);

    private static List<DateOnly> StartsUntil(Goal goal, DateOnly day) =>
        [.. goal.Calendar.SpansBetween(goal.Calendar.First, day > goal.StartsOn ? day : goal.StartsOn).Select(s => s.From)];

    private static IQueryable<Goal> Goals(StudyDbContext context, int studentId) =>
        context.Set<Goal>().Where(g => g.StudentId == studentId && g.DeletedAt == null).Include(g => g.Terms).Include(g => g.Pauses).AsSingleQuery();

    private async Task<IReadOnlyList<StudyNotice>> DeriveAsync(
        StudyDbContext context, int studentId, IReadOnlyList<Goal> goals, IReadOnlyList<DateOnly> days, IReadOnlySet<DateOnly> pending,
        CancellationToken cancellationToken)
    {
        var touched = goals.Select(g => (Goal: g, Spans: SpansOf(g, days))).ToList();
        if (days.Count == 0 || touched.TrueForAll(t => t.Spans.Count == 0))
        {
            return [];
        }
        var (ids, first) = (goals.Select(g => g.Id).ToList(), touched.SelectMany(t => t.Spans).Min(s => s.From));
        var last = touched.SelectMany(t => t.Spans).Max(s => s.From);
        var stored = (await context.Set<GoalProgress>().Where(p => ids.Contains(p.GoalId) && p.FromDay >= first && p.FromDay <= last).ToListAsync(cancellationToken))
            .ToLookup(p => p.GoalId);
        var notices = new List<StudyNotice>();
        var sums = new GoalSums(context, studentId, pending, touched.SelectMany(t => t.Spans.Select(s => (t.Goal.Scope, s))));
        foreach (var (goal, spans) in touched)
        {
            var wanted = spans.Count == 0 ? [] : await RowsAsync(context, goal, spans, sums, cancellationToken);
            var starts = spans.Select(s => s.From).ToHashSet();
            // A row of a period that the goal no longer has (its end moved) goes, too.
            var old = stored[goal.Id].Where(p => starts.Contains(p.FromDay) || goal.Calendar.SpanOf(p.FromDay)?.From != p.FromDay).ToList();
            if (!Same(old, wanted))
            {
                notices.Add(new StudyNotice(GoalId: goal.Id));
            }
            if (goal.Period == GoalPeriod.Once && spans.Count > 0)
            {
                await ReachAsync(context, goal, wanted.Exists(w => w.ReachedOn is not null), studentId, cancellationToken);
            }
            context.Replace(old, wanted, p => p.FromDay);
        }
        return notices;
    }

    private static List<GoalSpan> SpansOf(Goal goal, IEnumerable<DateOnly> days)
    {
        var calendar = goal.Calendar;
        // A plan is as far as all that was ever done for it, so a day before the goal's first moves it, too.
        DateOnly Within(DateOnly day) => goal.Metric == GoalMetric.PlanProgress && day < goal.StartsOn ? goal.StartsOn : day;
        return [.. days.Select(day => calendar.SpanOf(Within(day))).OfType<GoalSpan>().Where(s => goal.ArchivedOn is not { } end || s.From <= end).Distinct()];
    }

    private static bool Same(IReadOnlyList<GoalProgress> old, IReadOnlyList<GoalProgress> wanted) =>
        old.Count == wanted.Count && wanted.All(old.Contains);

    private async Task ReachAsync(StudyDbContext context, Goal goal, bool isReached, int studentId, CancellationToken cancellationToken)
    {
        if (isReached != (goal.Status == GoalStatus.Completed))
        {
            var calendar = await context.CalendarOfAsync(studentId, cancellationToken);
            goal.Reach(isReached, calendar.DayOf(clock.NowUtc()));
        }
    }

    private async Task<List<GoalProgress>> RowsAsync(
        StudyDbContext context, Goal goal, IReadOnlyList<GoalSpan> spans, GoalSums sums, CancellationToken cancellationToken)
    {
        if (goal.Metric == GoalMetric.PlanProgress)
        {
            return await PlanRowsAsync(context, goal, spans, cancellationToken);
        }
        var (from, to) = (spans.Min(s => s.From), spans.Max(s => s.To));
        // A domain is what its code means: that a plan renames it, or learns another code of it, takes no session from the goal.
        var meaning = goal.DomainCode is null ? null : await plans.MeaningAsync(context, goal.StudentId, goal.DomainCode, cancellationToken);
        var amounts = goal.Metric == GoalMetric.CustomCount
            ? await EntriesAsync(context, goal.Id, from, to, cancellationToken)
            : [.. (await sums.OfAsync(goal.Scope, meaning, cancellationToken)).Where(s => s.Key >= from && s.Key <= to).Select(s => GoalAmount.Of(goal.Metric, s.Key, s.Value))];
        return [.. spans.Select(span => GoalAmount.Row(goal, span, amounts.Where(a => a.Day >= span.From && a.Day <= span.To))).OfType<GoalProgress>()];
    }

    private static async Task<List<GoalAmount>> EntriesAsync(StudyDbContext context, int goalId, DateOnly from, DateOnly to, CancellationToken cancellationToken) =>
        [.. (await context.Set<GoalEntry>().AsNoTracking().Where(e => e.GoalId == goalId && e.StudyDay >= from && e.StudyDay <= to)
                .GroupBy(e => e.StudyDay).Select(g => new { Day = g.Key, Amount = g.Sum(e => e.Amount) }).OrderBy(g => g.Day).ToListAsync(cancellationToken))
            .Select(e => new GoalAmount(e.Day, e.Amount, 0))];

    private async Task<List<GoalProgress>> PlanRowsAsync(StudyDbContext context, Goal goal, IReadOnlyList<GoalSpan> spans, CancellationToken cancellationToken)
    {
        var course = await plans.CourseAsync(context, goal.StudentId, goal.PlanId, goal.DomainCode, spans.Max(s => s.To), cancellationToken);
        var rows = new List<GoalProgress>();
        foreach (var span in course is null ? [] : spans)
        {
            var (target, value) = (goal.TermsOn(span.To).Target, PercentOn(span.To));
            if (value > 0)
            {
                var reached = value >= target ? FirstDay(target, span) : (DateOnly?)null;
                rows.Add(new GoalProgress { GoalId = goal.Id, FromDay = span.From, ToDay = span.To, Value = value, Target = target, ReachedOn = reached });
            }
        }
        return rows;

        // Rounded, so that the order in which points are added up does not show.
        double PercentOn(DateOnly day) => Math.Round(course!.PercentOn(day), 6);

        // Points are only ever added from day to day, so the first day that holds is found by halves.
        DateOnly FirstDay(double target, GoalSpan span)
        {
            var (low, high) = (0, course!.Days.Count(d => d <= span.To) - 1);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = PercentOn(course.Days[middle]) >= target ? (low, middle) : (middle + 1, high);
            }
            return course.Days[low] > span.From ? course.Days[low] : span.From;
        }
    }
}
