using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Trackers;

/// <summary>Reads when an entry was, or says why that cannot be.</summary>
/// <param name="calendar">Of the person whose history it is.</param>
/// <param name="nowUtc">What is a day later than this is a slip in a date.</param>
/// <param name="order">How open dates are read.</param>
/// <param name="hasEnd">Whether the file tells when entries end, so that one that does not is still running.</param>
/// <param name="hasClock">Whether it is a tracker that knows times of day, and not only days.</param>
internal sealed class TrackerClock(StudyCalendar calendar, DateTime nowUtc, DateOrder order, bool hasEnd, bool hasClock = true)
{
    /// <summary>Longest entry: more is a forgotten timer or a slip in a date.</summary>
    private const int Longest = 24 * 3600;

    private const int EarliestYear = 1990;

    private static readonly TimeSpan Near = TimeSpan.FromMinutes(1);

    /// <summary>The time of a row; null with no reason for an entry without length.</summary>
    public TrackerTime? Read(TrackerRow row, out string? reason)
    {
        if (row.Start.Length == 0 && !TrackerDate.TryParse(row.StartTime, out _, out _))
        {
            reason = TrackerTexts.Row_NoDate;
            return null;
        }
        if (Moment(row.Start, row.StartTime, null, out reason, out var startHasTime) is not { } start)
        {
            return null;
        }
        reason = TooFar(start.Wall, row.Start.Length > 0 ? row.Start : row.StartTime);
        if (reason is not null)
        {
            return null;
        }
        var length = TrackerDuration.Seconds(row.Duration);
        return startHasTime && hasClock ? Span(row, start, length, out reason) : Day(row, start, length, out reason);
    }

    private TrackerTime? Day(TrackerRow row, TrackerMoment start, int? length, out string? reason)
    {
        reason = hasClock && TrackerTimeOfDay.TryParse(Spaced(row.EndTime), out _) ? TrackerTexts.Row_NoStartTime
            : length is not { } seconds ? NoLength(row, TrackerTexts.Row_NoDuration)
            : WhyNotLong(seconds, row.Duration);
        var day = DateOnly.FromDateTime(start.Wall);
        if (reason is null && day > DateOnly.FromDateTime(nowUtc).AddDays(1))
        {
            reason = TrackerTexts.Row_Future.With(Shown(row.Start));
        }
        return reason is not null || length is null or 0 ? null
            : new TrackerTime(null, null, day, length.Value, string.Create(CultureInfo.InvariantCulture, $"{day:O}/{length}"));
    }

    private TrackerTime? Span(TrackerRow row, TrackerMoment start, int? length, out string? reason)
    {
        if (!TryEnd(row, start, out var end, out var hasDay, out reason))
        {
            return null;
        }
        if (end is null)
        {
            reason = hasEnd ? TrackerTexts.Row_Running.With(Shown($"{row.Start} {row.StartTime}".Trim()))
                : length is not { } seconds ? NoLength(row, TrackerTexts.Row_NoEnd)
                : WhyNotLong(seconds, row.Duration);
            var at = start.Instants(calendar).First();
            return reason is null && length is > 0 ? Made(at, at.AddSeconds(length.Value), $"{start.Text}+{length}", row, out reason) : null;
        }
        if (length < 0)
        {
            reason = TrackerTexts.Row_Negative.With(Shown(row.Duration));
            return null;
        }
        if ((row.Break.Length == 0 ? 0 : TrackerDuration.Seconds(row.Break)) is not (>= 0 and var pause))
        {
            reason = TrackerTexts.Row_Break.With(Shown(row.Break));
            return null;
        }
        // A tracker that knows breaks has taken them out of the length.
        var (from, to) = Ends(start, end.Value, hasDay, length + pause);
        return Made(Clock.ToSecond(from), Clock.ToSecond(to), $"{start.Text}/{end.Value.Text}", row, out reason) is { } made ? WithBreak(made, pause, row, out reason) : null;
    }

    private static TrackerTime? WithBreak(TrackerTime time, int pause, TrackerRow row, out string? reason)
    {
        reason = pause > time.Seconds ? TrackerTexts.Row_BreakTooLong.With(Shown(row.Break)) : null;
        if (pause == 0 || pause >= time.Seconds)
        {
            return pause == 0 ? time : null;
        }
        var begin = time.Start!.Value.AddSeconds((time.Seconds - pause) / 2);
        return time with { Seconds = time.Seconds - pause, Break = new Interval(begin, begin.AddSeconds(pause)) };
    }

    private TrackerTime? Made(DateTime start, DateTime end, string identity, TrackerRow row, out string? reason)
    {
        reason = end < start ? TrackerTexts.Row_EndBeforeStart
            : end - start > TimeSpan.FromSeconds(Longest) ? TrackerTexts.Row_TooLong.With(Durations.Format((int)Math.Min((end - start).TotalSeconds, int.MaxValue)))
            : end > nowUtc.AddDays(1) ? TrackerTexts.Row_Future.With(Shown($"{row.Start} {row.StartTime}".Trim()))
            : null;
        return reason is not null || end == start ? null : new TrackerTime(start, end, null, (int)(end - start).TotalSeconds, identity);
    }

    /// <summary>
    /// Start and end as instants. Without a day of its own an end before the start is on the next day; where the clock was put back, and one
    /// time came twice, the length that the file gives says which is meant.
    /// </summary>
    private (DateTime From, DateTime To) Ends(TrackerMoment start, TrackerMoment end, bool hasDay, int? length)
    {
        var wallLength = end.Wall - start.Wall;
        if (!start.Exists(calendar) || !end.Exists(calendar))
        {
            var from = start.Instants(calendar).First();
            return (from, from + (length is > 0 ? TimeSpan.FromSeconds(length.Value) : wallLength < TimeSpan.Zero && !hasDay ? wallLength + TimeSpan.FromDays(1) : wallLength));
        }
        TrackerMoment[] ends = hasDay ? [end] : [end, end.Later(TimeSpan.FromDays(1))];
        List<(DateTime From, DateTime To)> all =
            [.. from to in ends from first in start.Instants(calendar) from last in to.Instants(calendar) select (first, last)];
        var exact = all.FindIndex(e => length is > 0 && ((e.To - e.From) - TimeSpan.FromSeconds(length.Value)).Duration() <= Near);
        var forward = exact >= 0 ? exact : all.FindIndex(e => e.To >= e.From);
        return all[Math.Max(forward, 0)];
    }

    private bool TryEnd(TrackerRow row, TrackerMoment start, out TrackerMoment? end, out bool hasDay, out string? reason)
    {
        (end, hasDay, reason) = (null, TrackerDate.TryParse(row.End, out _, out _) || TrackerDate.TryParse(row.EndTime, out _, out _), null);
        if (row.End.Length == 0 && row.EndTime.Length == 0)
        {
            return true;
        }
        var found = Moment(row.End, row.EndTime, start, out reason, out var hasTime);
        if (found is { } moment && TooFar(moment.Wall, row.End) is { } far)
        {
            (found, reason) = (null, far);
        }
        // A day alone is not an end.
        end = hasTime ? found : null;
        return reason is null;
    }

    /// <summary>The moment that a column of days and one of times give together; either may hold both.</summary>
    private TrackerMoment? Moment(string dateText, string timeText, TrackerMoment? like, out string? reason, out bool hasTime)
    {
        (reason, hasTime) = (null, false);
        var (dayText, clockText) = (Spaced(dateText), Spaced(timeText));
        DateOnly day;
        if (TrackerDate.TryParse(clockText, out var whole, out var clock) || TrackerDate.TryParse(dayText, out whole, out clock))
        {
            if (whole.In(order) is not { } found)
            {
                reason = TrackerTexts.Row_NoSuchDay.With(Shown(dateText.Length > 0 ? dateText : timeText), order == DateOrder.DayFirst ? TrackerTexts.Order_DayFirst : TrackerTexts.Order_MonthFirst);
                return null;
            }
            (day, clockText) = (found, clockText.Length == 0 || TrackerDate.TryParse(clockText, out _, out _) ? clock : clockText);
        }
        else if (like is { } near && (dayText.Length == 0 || TrackerTimeOfDay.TryParse(dayText, out _)))
        {
            (day, clockText) = (DateOnly.FromDateTime(near.Wall), clockText.Length > 0 ? clockText : dayText);
        }
        else
        {
            reason = TrackerTexts.Row_Date.With(Shown(dateText.Length > 0 ? dateText : timeText));
            return null;
        }
        if (clockText.Length == 0)
        {
            return new TrackerMoment(day.ToDateTime(TimeOnly.MinValue), null);
        }
        if (!TrackerTimeOfDay.TryParse(clockText, out var time))
        {
            reason = TrackerTexts.Row_Time.With(Shown(clockText));
            return null;
        }
        hasTime = true;
        return day.Year is < 2 or > 9998 ? new TrackerMoment(day.ToDateTime(TimeOnly.MinValue), null) : new TrackerMoment(day.ToDateTime(TimeOnly.MinValue) + time.SinceMidnight, time.Offset);
    }

    private static string NoLength(TrackerRow row, string missing) =>
        row.Duration.Length == 0 ? missing : TrackerTexts.Row_Duration.With(Shown(row.Duration));

    private string? TooFar(DateTime wall, string text) =>
        wall.Year < EarliestYear ? TrackerTexts.Row_TooEarly.With(Shown(text), EarliestYear)
        : wall.Year > nowUtc.Year + 1 ? TrackerTexts.Row_Future.With(Shown(text))
        : null;

    private static string? WhyNotLong(int seconds, string text) =>
        seconds < 0 ? TrackerTexts.Row_Negative.With(Shown(text))
        : seconds > Longest ? TrackerTexts.Row_TooLong.With(Durations.Format(seconds))
        : null;

    /// <summary>With plain spaces: some tools set a narrow one before AM and PM.</summary>
    private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A value as a message repeats it: not longer than a line.</summary>
    internal static string Shown(string value) => value.Length <= 40 ? value : value[..40] + "…";
}
