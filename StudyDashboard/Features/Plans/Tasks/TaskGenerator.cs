using StudyDashboard.Features.Sessions;

namespace StudyDashboard.Features.Plans.Tasks;

/// <summary>What a proposal of sessions is made from.</summary>
public sealed record TaskInput
{
    public required DateOnly From { get; init; }

    /// <summary>Inclusive.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Minutes for study on each weekday, Sunday first.</summary>
    public required IReadOnlyList<int> Availability { get; init; }

    /// <summary>Minutes of a day that are planned or studied already.</summary>
    public required IReadOnlyDictionary<DateOnly, int> Taken { get; init; }

    /// <summary>In the order of the plan.</summary>
    public required IReadOnlyList<TaskDomain> Domains { get; init; }

    public int LeftOn(DateOnly day) => Math.Max(0, Availability[(int)day.DayOfWeek] - Taken.GetValueOrDefault(day));
}

/// <summary>A domain that wants sessions.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Weight">How much it counts.</param>
/// <param name="Missing">What is missing, 0 to 1; at 0 it wants none.</param>
/// <param name="Waiting">Sessions that are planned for it already.</param>
/// <param name="Last">The kind of its last session in the cycle, planned or done; null for none.</param>
public sealed record TaskDomain(string Code, string Name, double Weight, double Missing, int Waiting = 0, SessionKind? Last = null);

/// <summary>A session that is proposed.</summary>
public sealed record ProposedTask(DateOnly Day, SessionKind Kind, string DomainCode, string DomainName, int Minutes);

/// <summary>
/// Proposes sessions: day by day as much as there is time for, each for the domain that lacks most by weight, where what a domain has
/// got already makes it wait (as seats are given by D'Hondt's highest averages), and within a domain in the cycle theory, practice,
/// test, review.
/// </summary>
public static class TaskGenerator
{
    /// <summary>Length of a session in minutes, at which its progress is full (rules.md section 9).</summary>
    public const int Length = 30;

    /// <summary>Shortest session in minutes; what is left of a day below it is added to the session before.</summary>
    public const int Shortest = 15;

    /// <summary>Longest time ahead.</summary>
    public const int MaxWeeks = 4;

    /// <summary>The order of the kinds within a domain.</summary>
    public static IReadOnlyList<SessionKind> Cycle { get; } = [SessionKind.Theory, SessionKind.Practice, SessionKind.Test, SessionKind.Review];

    /// <summary>The proposal, by day.</summary>
    public static IReadOnlyList<ProposedTask> Propose(TaskInput input)
    {
        var open = input.Domains.Where(d => d.Missing > 0 && d.Weight > 0).Select(d => new Wanting(d)).ToList();
        var tasks = new List<ProposedTask>();
        for (var day = input.From; day <= input.To && open.Count > 0; day = day.AddDays(1))
        {
            var today = new HashSet<Wanting>();
            for (var left = input.LeftOn(day); left >= Shortest;)
            {
                var minutes = left < Length + Shortest ? left : Length;
                // Another domain than before on the same day, as long as there is one.
                var next = (today.Count < open.Count ? open.Where(d => !today.Contains(d)) : open).MaxBy(d => d.Claim)!;
                tasks.Add(new ProposedTask(day, next.Take(), next.Domain.Code, next.Domain.Name, minutes));
                today.Add(next);
                left -= minutes;
            }
        }
        return tasks;
    }

    /// <summary>The kind that comes after another in the cycle; theory first.</summary>
    public static SessionKind After(SessionKind? last) => last is { } kind && Cycle.Contains(kind)
        ? Cycle[(Cycle.ToList().IndexOf(kind) + 1) % Cycle.Count]
        : Cycle[0];

    private sealed class Wanting(TaskDomain domain)
    {
        private int _got = domain.Waiting;
        private SessionKind? _last = domain.Last;

        public TaskDomain Domain { get; } = domain;

        public double Claim => Domain.Weight * Domain.Missing / (_got + 1);

        public SessionKind Take()
        {
            _got++;
            return (_last = After(_last)).Value;
        }
    }
}
