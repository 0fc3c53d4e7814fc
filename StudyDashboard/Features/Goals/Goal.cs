using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Goals;

/// <summary>
/// Something a student wants to reach: so much of a metric in each period, within a scope. What it counts never changes; its target, rest
/// days and skip budget are <see cref="GoalTerms"/>, valid from a day on. How far it is, is derived (<see cref="GoalProgress"/>).
/// </summary>
public sealed class Goal
{
    /// <summary>Longest title and unit.</summary>
    public const int MaxTitle = 120;

    public const int MaxUnit = 40;

    private readonly List<GoalTerms> _terms = [];
    private readonly List<GoalPause> _pauses = [];
    private readonly List<GoalProgress> _progress = [];

    private Goal()
    {
    }

    public Goal(int studentId, GoalMetric metric, GoalPeriod period, TotalsScope scope, DateOnly startsOn, DayOfWeek weekStart, DateTime nowUtc)
    {
        (StudentId, Metric, Period, StartsOn, WeekStart, CreatedAt) = (studentId, metric, period, startsOn, weekStart, nowUtc);
        (Subject, ClassId, PlanId, DomainCode, Kind) = (scope.Subject, scope.ClassId, scope.PlanId, scope.DomainCode, scope.Kind);
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    /// <summary>What the person calls it; empty where what it counts says it all.</summary>
    public string Title { get; private set; } = "";

    public GoalMetric Metric { get; private set; }

    public GoalPeriod Period { get; private set; }

    public string? Subject { get; private set; }

    public int? ClassId { get; private set; }

    public int? PlanId { get; private set; }

    public string? DomainCode { get; private set; }

    public Sessions.SessionKind? Kind { get; private set; }

    /// <summary>What a custom count counts: "pages".</summary>
    public string? Unit { get; private set; }

    /// <summary>The period of this study day is its first.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Its last study day; null for a repeating goal without an end.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>The first day of its weeks, kept from the day it was made, so that a later setting moves no week.</summary>
    public DayOfWeek WeekStart { get; private set; }

    public GoalStatus Status { get; private set; }

    /// <summary>The study day on which it was put away; periods that begin later are not its own.</summary>
    public DateOnly? ArchivedOn { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>The import that brought it, if one did.</summary>
    public int? ImportId { get; private set; }

    /// <summary>Counts changes by the person; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<GoalTerms> Terms => _terms;

    public IReadOnlyList<GoalPause> Pauses => _pauses;

    /// <summary>The derived rows, as far as they were read.</summary>
    public IReadOnlyList<GoalProgress> Progress => _progress;

    public TotalsScope Scope => new(Subject, ClassId, PlanId, DomainCode, Metric == GoalMetric.LessonsAttended ? Sessions.SessionKind.Lesson : Kind);

    public GoalCalendar Calendar => new(Period, StartsOn, EndsOn, WeekStart);

    /// <summary>The terms in force on a day; before the first they are the first.</summary>
    public GoalTerms TermsOn(DateOnly day) =>
        _terms.Where(t => t.ValidFrom <= day).MaxBy(t => t.ValidFrom) ?? _terms.MinBy(t => t.ValidFrom)
        ?? throw new InvalidOperationException("A goal has terms from its first day on.");

    /// <summary>Whether something is expected on a day: it is no rest day and in no pause.</summary>
    public bool IsExpectedOn(DateOnly day) => !TermsOn(day).RestDays.Contains(day.DayOfWeek) && !IsPausedOn(day);

    public bool IsPausedOn(DateOnly day) => _pauses.Exists(p => p.From <= day && (p.To ?? DateOnly.MaxValue) >= day);

    public void Describe(string title, string? unit, DateOnly? endsOn) => (Title, Unit, EndsOn, Version) = (title, unit, endsOn, Version + 1);

    /// <summary>Sets target, rest days and skip budget from a day on.</summary>
    public void SetTerms(DateOnly from, double target, IEnumerable<DayOfWeek> restDays, int skipBudget)
    {
        var terms = _terms.Find(t => t.ValidFrom == from);
        if (terms is null)
        {
            _terms.Add(terms = new GoalTerms(from));
        }
        terms.Set(target, restDays, skipBudget);
        Version++;
    }

    /// <summary>Adds a dated pause.</summary>
    /// <exception cref="ArgumentException">It ends before it begins.</exception>
    public void Pause(DateOnly from, DateOnly? to)
    {
        if (to < from)
        {
            throw new ArgumentException("A pause ends on its first day or later.", nameof(to));
        }
        _pauses.RemoveAll(p => p.From == from);
        _pauses.Add(new GoalPause(from, to));
        Version++;
    }

    /// <summary>Ends what pauses it on a day: the days before stay paused.</summary>
    public void Resume(DateOnly today)
    {
        foreach (var open in _pauses.Where(p => p.From <= today && (p.To ?? DateOnly.MaxValue) >= today).ToList())
        {
            if (open.From == today)
            {
                _pauses.Remove(open);
            }
            else
            {
                open.End(today.AddDays(-1));
            }
        }
        Version++;
    }

    /// <summary>Takes a pause that has not begun back.</summary>
    public bool DropPause(DateOnly from)
    {
        Version++;
        return _pauses.RemoveAll(p => p.From == from) > 0;
    }

    public void Archive(DateOnly today) => (Status, ArchivedOn, Version) = (GoalStatus.Archived, today, Version + 1);

    /// <summary>Brings it back; <see cref="Settle"/> says where it stands.</summary>
    public void Unarchive() => (Status, ArchivedOn, Version) = (GoalStatus.Active, null, Version + 1);

    public void Delete(DateTime nowUtc) => (DeletedAt, Version) = (nowUtc, Version + 1);

    public void Restore() => (DeletedAt, Version) = (null, Version + 1);

    /// <summary>What follows from its facts and from the day, without asking the clock: where it stands on a study day.</summary>
    public GoalStatus StatusOn(DateOnly today) => Status is GoalStatus.Archived or GoalStatus.Completed ? Status
        : EndsOn < today ? GoalStatus.Expired
        : IsPausedOn(today) ? GoalStatus.Paused
        : GoalStatus.Active;

    /// <summary>Brings the stored status in line with the day. Not a change by the person, so the version stays.</summary>
    /// <returns>Whether it changed.</returns>
    public bool Settle(DateOnly today)
    {
        var before = Status;
        Status = StatusOn(today);
        return Status != before;
    }

    /// <summary>Notes whether a goal for once is reached now; one that no longer is stands where the day puts it.</summary>
    internal void Reach(bool isReached, DateOnly today)
    {
        if (Period != GoalPeriod.Once || Status == GoalStatus.Archived)
        {
            return;
        }
        if (isReached)
        {
            Status = GoalStatus.Completed;
        }
        else if (Status == GoalStatus.Completed)
        {
            Status = GoalStatus.Active;
            Settle(today);
        }
    }

    /// <summary>Says which import brought it; from then on it was not edited.</summary>
    internal void CameFrom(int importId) => (ImportId, Version) = (importId, 1);
}
