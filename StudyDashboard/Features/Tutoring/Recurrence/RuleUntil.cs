using System.Globalization;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Recurrence;

public enum UntilForm
{
    /// <summary>A date: the whole of it counts.</summary>
    Date,

    /// <summary>A wall-clock time, read in the series' zone.</summary>
    Local,

    /// <summary>An instant; what RFC 5545 asks for beside a start with a zone.</summary>
    Utc,
}

/// <summary>
/// UNTIL, inclusive (RFC 5545, 3.3.10). A UTC value is turned into wall time of the series' zone and compared there. A date beside
/// a start with a time, which the RFC does not allow and people write, takes that whole day in.
/// </summary>
/// <param name="Value">The value as it is written, of unspecified kind.</param>
/// <param name="Form">How it is written.</param>
public readonly record struct RuleUntil(DateTime Value, UntilForm Form)
{
    private static readonly string[] Formats = ["yyyyMMdd", "yyyyMMdd'T'HHmmss", "yyyyMMdd'T'HHmmss'Z'"];

    /// <summary>An instant as the end.</summary>
    public static RuleUntil At(DateTime utc) => new(DateTime.SpecifyKind(utc, DateTimeKind.Unspecified), UntilForm.Utc);

    /// <summary>The last moment of a day in a zone, as the instant that RFC 5545 asks for.</summary>
    public static RuleUntil EndOf(DateOnly day, TimeZoneInfo zone) =>
        At(ZoneOffsets.Of(zone).UtcOf(day.ToDateTime(new TimeOnly(23, 59, 59))));

    /// <summary>The last wall-clock time that still belongs to the series.</summary>
    public DateTime LastLocal(TimeZoneInfo zone) => Form switch
    {
        UntilForm.Date => Value.Date.AddTicks(TimeSpan.TicksPerDay - 1),
        UntilForm.Local => Value,
        _ => ZoneOffsets.Of(zone).LocalOf(DateTime.SpecifyKind(Value, DateTimeKind.Utc)),
    };

    public override string ToString() => Value.ToString(Formats[(int)Form], CultureInfo.InvariantCulture);

    internal static RuleUntil? Read(string text)
    {
        for (var form = 0; form < Formats.Length; form++)
        {
            if (DateTime.TryParseExact(text, Formats[form], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value))
            {
                // The year 9999 is how programs write "for ever"; the calendar here ends a year before.
                return new RuleUntil(DateTime.SpecifyKind(value.Year > 9998 ? value.AddYears(-1) : value, DateTimeKind.Unspecified), (UntilForm)form);
            }
        }
        return null;
    }
}
