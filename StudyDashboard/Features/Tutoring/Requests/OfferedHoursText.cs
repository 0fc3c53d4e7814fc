using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Requests;

/// <summary>Reads and writes a weekday's hours as people type them: <c>16:00-20:00, 21-22</c>.</summary>
public static class OfferedHoursText
{
    /// <summary>Most spans of one weekday.</summary>
    public const int MaxSpans = 6;

    /// <summary>Reads the hours of a weekday; an empty text is a day without.</summary>
    public static Outcome<IReadOnlyList<OfferedHours>> Parse(DayOfWeek day, string? text, string field)
    {
        var hours = new List<OfferedHours>();
        foreach (var part in (text ?? "").Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split(['-', '\u2013'], StringSplitOptions.TrimEntries) is not [var first, var last])
            {
                return Refusal.Invalid(new FieldError(field, RequestTexts.Refused_Hours.With(DurationParser.Shorten(part))));
            }
            var (from, to) = (TimeOfDayParser.Parse(first, field), TimeOfDayParser.Parse(last, field));
            if ((from.Refusal ?? to.Refusal) is { } refusal)
            {
                return refusal;
            }
            if (to.Value <= from.Value || hours.Exists(h => h.From < to.Value && from.Value < h.To) || hours.Count == MaxSpans)
            {
                return Refusal.Invalid(new FieldError(field, RequestTexts.Refused_HoursOrder.With(DurationParser.Shorten(part))));
            }
            hours.Add(new OfferedHours(day, from.Value, to.Value));
        }
        return Outcome.Of<IReadOnlyList<OfferedHours>>([.. hours.OrderBy(h => h.From)]);
    }

    public static string Write(IEnumerable<OfferedHours> hours, bool halfDays) =>
        string.Join(", ", hours.OrderBy(h => h.From).Select(h => $"{TimeOfDayParser.Write(h.From, halfDays)}-{TimeOfDayParser.Write(h.To, halfDays)}"));
}
