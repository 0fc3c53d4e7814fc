using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Infrastructure.Duties;

/// <summary>How long the server was up between two instants.</summary>
public static class Uptime
{
    /// <summary>Seconds of <c>[from, to)</c> that lie within at least one run; runs may overlap and come in any order.</summary>
    public static int Seconds(IEnumerable<Interval> runs, DateTime from, DateTime to)
    {
        var whole = new Interval(from, to);
        return whole.Seconds - whole.Without(runs.Select(r => r.ClippedTo(whole)).Where(r => r.Seconds > 0)).Sum(i => i.Seconds);
    }
}
