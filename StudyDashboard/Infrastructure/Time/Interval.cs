namespace StudyDashboard.Infrastructure.Time;

/// <summary>A half-open span of time <c>[Start, End)</c>: neighbours that touch do not overlap.</summary>
/// <param name="Start">First instant, UTC.</param>
/// <param name="End">End, UTC, exclusive.</param>
public readonly record struct Interval(DateTime Start, DateTime End)
{
    /// <summary>Length in whole seconds, never negative.</summary>
    public int Seconds => Math.Max(0, (int)(End - Start).TotalSeconds);

    /// <summary>Whether the two share an instant.</summary>
    public bool Overlaps(Interval other) => Start < other.End && other.Start < End;

    /// <summary>What of this lies within the other; empty (not longer than zero) when they do not overlap.</summary>
    public Interval ClippedTo(Interval other) => new(Clock.Later(Start, other.Start), Clock.Earlier(End, other.End));

    /// <summary>What is left of this when the holes, in any order and overlapping or not, are cut out; in order of time.</summary>
    public IReadOnlyList<Interval> Without(IEnumerable<Interval> holes)
    {
        var rest = new List<Interval>();
        var from = Start;
        foreach (var hole in holes.OrderBy(h => h.Start))
        {
            if (hole.Start > from)
            {
                rest.Add(new Interval(from, Clock.Earlier(hole.Start, End)));
            }
            from = Clock.Later(from, hole.End);
            if (from >= End)
            {
                return [.. rest.Where(i => i.Seconds > 0)];
            }
        }
        rest.Add(new Interval(from, End));
        return [.. rest.Where(i => i.Seconds > 0)];
    }
}
