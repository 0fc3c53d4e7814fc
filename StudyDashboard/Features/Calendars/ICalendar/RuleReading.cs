using StudyDashboard.Features.Tutoring.Recurrence;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Calendars.ICalendar;

/// <summary>Reads a rule as programs write it: parts that say nothing new (the hour of the start, the Gregorian calendar) may be there.</summary>
internal static class RuleReading
{
    public static Outcome<RecurrenceRule> Read(string text, DateTime start)
    {
        var parts = text.Trim().Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Replace(" ", "", StringComparison.Ordinal)).Select(Until).Where(p => !SaysNothing(p.ToUpperInvariant(), start));
        return RuleParser.Parse(string.Join(';', parts));
    }

    /// <summary>An end written with hyphens and colons.</summary>
    private static string Until(string part) => !part.StartsWith("UNTIL=", StringComparison.OrdinalIgnoreCase) ? part
        : part.Replace("-", "", StringComparison.Ordinal).Replace(":", "", StringComparison.Ordinal).Replace(".000", "", StringComparison.Ordinal);

    private static bool SaysNothing(string part, DateTime start) =>
        part is "RSCALE=GREGORIAN" or "SKIP=OMIT" || part.StartsWith("X-", StringComparison.Ordinal)
        || Is(part, "BYHOUR=", start.Hour) || Is(part, "BYMINUTE=", start.Minute) || Is(part, "BYSECOND=", start.Second);

    private static bool Is(string part, string name, int value) =>
        part.StartsWith(name, StringComparison.Ordinal) && int.TryParse(part.AsSpan(name.Length), out var stated) && stated == value;
}
