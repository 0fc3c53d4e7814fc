using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Tests.Features.Progress;

/// <summary>A goal as it was said, and what its periods come to, from the list of sessions alone.</summary>
internal sealed class ReferenceGoal(int id, GoalDraft draft, DateOnly startsOn)
{
    public int Id { get; } = id;

    public GoalDraft Draft { get; set; } = draft;

    public DateOnly StartsOn { get; } = startsOn;

    public DateOnly? ArchivedOn { get; set; }

    /// <summary>When it was deleted, a Unix second; null while it is there.</summary>
    public long? DeletedAt { get; set; }

    public SortedDictionary<DateOnly, (double Target, IReadOnlyList<DayOfWeek> RestDays, int Skips)> Terms { get; } = [];

    public List<(DateOnly From, DateOnly? To)> Pauses { get; } = [];

    public List<(int Id, DateOnly Day, double Amount)> Entries { get; } = [];

    public (double Target, IReadOnlyList<DayOfWeek> RestDays, int Skips) TermsOn(DateOnly day) =>
        Terms.Where(t => t.Key <= day).Select(t => t.Value).DefaultIfEmpty(Terms.First().Value).Last();

    public DateOnly From(DateOnly day) => Draft.Period switch
    {
        GoalPeriod.Day => day,
        GoalPeriod.Week => Enumerable.Range(0, 7).Select(i => day.AddDays(-i)).First(d => d.DayOfWeek == DayOfWeek.Monday),
        GoalPeriod.Month => day.AddDays(1 - day.Day),
        _ => StartsOn,
    };

    public DateOnly To(DateOnly from)
    {
        var end = Draft.Period switch
        {
            GoalPeriod.Day => from,
            GoalPeriod.Week => from.AddDays(6),
            GoalPeriod.Month => from.AddMonths(1).AddDays(-1),
            _ => Draft.EndsOn!.Value,
        };
        return Draft.EndsOn < end ? Draft.EndsOn.Value : end;
    }

    /// <summary>The rows that are to be there.</summary>
    public IEnumerable<(DateOnly From, DateOnly To, double Value, double Target, DateOnly? ReachedOn)> Rows(ReferenceYear year, List<Measured> sessions)
    {
        if (Draft.Metric == GoalMetric.PlanProgress)
        {
            return PlanRow(year, sessions);
        }
        var first = From(StartsOn);
        return Days(year, sessions).Where(d => d.Day >= first && !(d.Day > Draft.EndsOn)).GroupBy(d => From(d.Day)).Where(g => !(g.Key > ArchivedOn))
            .Select(g => Row(g.Key, [.. g])).Where(r => r.IsThere).Select(r => r.Row);
    }

    /// <summary>Where it stands on a day.</summary>
    public GoalStatus Status(DateOnly today, bool isReached) => ArchivedOn is not null ? GoalStatus.Archived
        : Draft.Period == GoalPeriod.Once && isReached ? GoalStatus.Completed
        : Draft.EndsOn < today ? GoalStatus.Expired
        : IsPaused(today) ? GoalStatus.Paused
        : GoalStatus.Active;

    /// <summary>What came of each period that has begun, oldest first.</summary>
    public IEnumerable<(DateOnly From, GoalOutcome Outcome)> Outcomes(IReadOnlySet<DateOnly> reached, DateOnly today)
    {
        var skipped = new List<DateOnly>();
        var until = ArchivedOn < today ? ArchivedOn.Value : today;
        for (var from = From(StartsOn); from <= until && !(from > Draft.EndsOn); from = To(from).AddDays(1))
        {
            var to = To(from);
            var expected = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays).Any(d => !TermsOn(d).RestDays.Contains(d.DayOfWeek) && !IsPaused(d));
            var isSkipped = skipped.Count(d => d.Year == to.Year && d.Month == to.Month) < TermsOn(to).Skips;
            var outcome = reached.Contains(from) ? GoalOutcome.Reached
                : to >= today ? GoalOutcome.Open
                : !expected ? GoalOutcome.Rest
                : isSkipped ? GoalOutcome.Skipped
                : GoalOutcome.Missed;
            if (outcome == GoalOutcome.Skipped)
            {
                skipped.Add(to);
            }
            yield return (from, outcome);
        }
    }

    private bool IsPaused(DateOnly day) => Pauses.Exists(p => p.From <= day && !(p.To < day));

    private ((DateOnly From, DateOnly To, double Value, double Target, DateOnly? ReachedOn) Row, bool IsThere) Row(DateOnly from, IReadOnlyList<(DateOnly Day, decimal Amount, decimal All)> days)
    {
        var to = To(from);
        var target = (decimal)TermsOn(to).Target;
        decimal ValueOn(DateOnly day)
        {
            var (amount, all) = (days.Where(d => d.Day <= day).Sum(d => d.Amount), days.Where(d => d.Day <= day).Sum(d => d.All));
            return Draft.Metric switch { GoalMetric.Minutes => amount / 60, GoalMetric.Accuracy => all == 0 ? 0 : 100 * amount / all, _ => amount };
        }
        var asked = days.Select(d => d.Day).Distinct().Order().ToList();
        var since = asked.AsEnumerable().Reverse().TakeWhile(d => ValueOn(d) >= target).ToList();
        var isThere = days.Sum(d => d.Amount) != 0 || days.Sum(d => d.All) != 0;
        return ((from, to, (double)ValueOn(to), (double)target, since.Count == 0 ? null : since[^1]), isThere);
    }

    private IEnumerable<(DateOnly Day, decimal Amount, decimal All)> Days(ReferenceYear year, List<Measured> sessions) => Draft.Metric == GoalMetric.CustomCount
        ? Entries.Select(e => (e.Day, (decimal)e.Amount, 0m))
        : sessions.SelectMany(m => m.Parts).Where(p => Holds(year, p)).SelectMany(p => Draft.Metric switch
        {
            GoalMetric.Minutes => p.Days.Select(d => (d.Key, (decimal)d.Value, 0m)),
            GoalMetric.Sessions or GoalMetric.LessonsAttended => [(p.Whole.Day, p.IsMain ? 1m : 0m, 0m)],
            GoalMetric.Questions => [(p.Whole.Day, p.Answered, 0m)],
            GoalMetric.Accuracy => [(p.Whole.Day, p.Correct, p.Answered)],
            _ => new[] { (p.Whole.Day, p.IsMain ? p.Whole.Fact.Cards : 0m, 0m) },
        });

    private bool Holds(ReferenceYear year, MeasuredPart part)
    {
        var fact = part.Whole.Fact;
        return (Draft.Subject is null || Draft.Subject == fact.Subject) && (Draft.ClassId is null || Draft.ClassId == fact.ClassId)
            && (Draft.PlanId is null || Draft.PlanId == fact.PlanId) && (Draft.Kind is null || Draft.Kind == fact.Kind)
            && (Draft.Metric != GoalMetric.LessonsAttended || fact.Kind == SessionKind.Lesson)
            && (Draft.DomainCode is not { } code || Means(year.Plans.Find(p => p.Id == fact.PlanId), part.Code, code));
    }

    /// <summary>Whether a session's code is that of the goal, or means the same domain of the session's plan.</summary>
    private static bool Means(ReferencePlan? plan, string code, string wanted) => plan?.Resolve(wanted) is { } domain ? plan.Resolve(code) == domain : code == wanted;

    private IEnumerable<(DateOnly, DateOnly, double, double, DateOnly?)> PlanRow(ReferenceYear year, List<Measured> sessions)
    {
        var plan = Draft.PlanId is { } named ? year.Plans.Find(p => p.Id == named) : year.Active;
        var to = To(StartsOn);
        var value = plan?.Percent(Draft.DomainCode ?? "", to, sessions) ?? 0;
        if (value > 0 && !(StartsOn > ArchivedOn))
        {
            var target = (decimal)TermsOn(to).Target;
            var reached = sessions.Select(m => m.Day).Where(d => d <= to).Distinct().Order().Where(d => plan!.Percent(Draft.DomainCode ?? "", d, sessions) >= target)
                .Select(d => (DateOnly?)(d < StartsOn ? StartsOn : d)).FirstOrDefault();
            yield return (StartsOn, to, (double)value, (double)target, reached);
        }
    }
}
