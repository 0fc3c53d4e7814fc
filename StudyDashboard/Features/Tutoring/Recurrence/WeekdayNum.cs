using System.Globalization;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>A value of BYDAY, such as <c>TU</c>, <c>2TU</c> or <c>-1FR</c> (RFC 5545, 3.3.10, <c>weekdaynum</c>).</summary>
/// <param name="Day">The weekday.</param>
/// <param name="Ordinal">Which of its kind in the month or year, negative from the end; 0: each.</param>
public readonly record struct WeekdayNum(DayOfWeek Day, int Ordinal = 0)
{
    private static readonly string[] Codes = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

    /// <summary>The ordinal of a date's weekday within its month: 1 to 5.</summary>
    public static int OrdinalOf(DateTime date) => ((date.Day - 1) / 7) + 1;

    public override string ToString() =>
        Ordinal == 0 ? CodeOf(Day) : Ordinal.ToString(CultureInfo.InvariantCulture) + CodeOf(Day);

    internal static string CodeOf(DayOfWeek day) => Codes[Gregorian.FromMonday(day)];

    internal static DayOfWeek? DayOf(ReadOnlySpan<char> code)
    {
        for (var i = 0; i < Codes.Length; i++)
        {
            if (code.SequenceEqual(Codes[i]))
            {
                return (DayOfWeek)((i + 1) % 7);
            }
        }
        return null;
    }
}
