namespace StudyDashboard.Infrastructure.Time;

/// <summary>Instants as the product stores them: UTC, whole seconds, so that shares of a session add up to its total exactly.</summary>
public static class Clock
{
    /// <summary>Now, UTC, cut to the second.</summary>
    public static DateTime NowUtc(this TimeProvider clock) => ToSecond(clock.GetUtcNow().UtcDateTime);

    /// <summary>Cuts an instant to its second.</summary>
    public static DateTime ToSecond(DateTime utc) =>
        DateTime.SpecifyKind(new DateTime(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerSecond)), DateTimeKind.Utc);

    /// <summary>The later of two instants.</summary>
    public static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    /// <summary>The earlier of two instants.</summary>
    public static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
