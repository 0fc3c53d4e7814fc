using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Recurrence;

/// <summary>
/// A series cut in two for "this and following": the old one ends by UNTIL at its last start before the cut, the new one takes the rest
/// of a COUNT. Together they have the occurrences of the whole, none twice.
/// </summary>
/// <param name="Before">What stays; null when nothing lies before the cut.</param>
/// <param name="After">What follows; null when nothing lies at or after the cut.</param>
public sealed record SeriesSplit(RecurrenceSeries? Before, RecurrenceSeries? After)
{
    /// <summary>Cuts a series.</summary>
    /// <param name="series">The whole.</param>
    /// <param name="local">The original start of the first occurrence that goes to the new series, in wall time.</param>
    public static SeriesSplit At(RecurrenceSeries series, DateTime local) => new(Used(Earlier(series, local)), Used(Later(series, local)));

    private static RecurrenceSeries Earlier(RecurrenceSeries series, DateTime local)
    {
        var (exceptions, additions) = (series.Exceptions.Where(e => e < local), series.Additions.Where(a => a < local));
        if (series.RuleStartBefore(local) is { } last)
        {
            var end = series.RuleStartFrom(local) is null ? series.Rule! : series.Rule! with { Count = null, Until = Until(series.Zone, last) };
            return new RecurrenceSeries(series.Start, series.Zone, end, exceptions, additions);
        }
        // The start is an occurrence of a series without a rule; of one whose rule has nothing here only the extra dates are left.
        return series.Rule is null && series.Start < local
            ? new RecurrenceSeries(series.Start, series.Zone, null, exceptions, additions)
            : OfDates(series.Zone, exceptions, additions);
    }

    private static RecurrenceSeries Later(RecurrenceSeries series, DateTime local)
    {
        var (exceptions, additions) = (series.Exceptions.Where(e => e >= local), series.Additions.Where(a => a >= local));
        if (series.RuleStartFrom(local) is { } start)
        {
            var rest = series.Rule!.Count is { } count ? series.Rule with { Count = count - series.RuleCountBefore(local) } : series.Rule;
            return new RecurrenceSeries(start, series.Zone, rest, exceptions, additions);
        }
        return OfDates(series.Zone, exceptions, series.Rule is null && series.Start >= local ? additions.Append(series.Start) : additions);
    }

    /// <summary>A series without a rule has its start as an occurrence: the first of its dates, or one that is taken out at once.</summary>
    private static RecurrenceSeries OfDates(TimeZoneInfo zone, IEnumerable<DateTime> exceptions, IEnumerable<DateTime> dates)
    {
        DateTime[] ordered = [.. dates.Order()];
        return ordered.Length > 0
            ? new RecurrenceSeries(ordered[0], zone, null, exceptions, ordered[1..])
            : new RecurrenceSeries(DateTime.MinValue, zone, null, [DateTime.MinValue]);
    }

    private static RuleUntil Until(TimeZoneInfo zone, DateTime last) => RuleUntil.At(ZoneOffsets.Of(zone).UtcOf(last));

    private static RecurrenceSeries? Used(RecurrenceSeries series) => series.First is null ? null : series;
}
