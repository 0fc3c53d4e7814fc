using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Tutoring.Schedule.Grid;

/// <summary>
/// Puts what is on the schedule into days, and what shares time within a day side by side. Days are dates of the viewer's wall clock and
/// minutes those of that clock, so a day on which the clocks change keeps its hours: nothing begins in the hour that is left out, and
/// what lies in the hour that comes twice is drawn over it.
/// </summary>
public static class DayLayout
{
    /// <summary>Minutes of a wall-clock day.</summary>
    public const int Day = 1440;

    /// <summary>What is shorter is drawn as long as this, so that it can be read and pressed.</summary>
    public const int Shortest = 20;

    /// <summary>The days of a range, each with its items.</summary>
    public static IReadOnlyList<DayColumn> Of(StudyCalendar zone, DateOnly first, DateOnly last, IEnumerable<LayerItem> items)
    {
        var parts = new Dictionary<DateOnly, List<Block>>();
        var whole = new Dictionary<DateOnly, List<LayerItem>>();
        foreach (var item in items)
        {
            if (item.Span is { } span)
            {
                foreach (var (day, block) in Split(zone, item, span, first, last))
                {
                    (parts.TryGetValue(day, out var list) ? list : parts[day] = []).Add(block);
                }
            }
            else if (item.Day is { } day && day >= first && day <= last)
            {
                (whole.TryGetValue(day, out var list) ? list : whole[day] = []).Add(item);
            }
        }
        return [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(first.AddDays).Select(day =>
            new DayColumn(day, HoursOf(zone, day), SideBySide(parts.GetValueOrDefault(day) ?? []), whole.GetValueOrDefault(day) ?? []))];
    }

    /// <summary>How many hours a date has: 23 or 25 when the clocks change.</summary>
    public static double HoursOf(StudyCalendar zone, DateOnly day) => (zone.StartOf(day.AddDays(1)) - zone.StartOf(day)).TotalHours;

    /// <summary>The hours to show: the usual ones, and further where something lies outside.</summary>
    public static (int From, int To) Hours(IEnumerable<DayColumn> days, bool whole)
    {
        if (whole)
        {
            return (0, 24);
        }
        var blocks = days.SelectMany(d => d.Blocks).ToList();
        return (Math.Min(8, blocks.Select(b => b.From / 60).DefaultIfEmpty(8).Min()), Math.Max(20, blocks.Select(b => (b.To + 59) / 60).DefaultIfEmpty(20).Max()));
    }

    private static IEnumerable<(DateOnly Day, Block Block)> Split(StudyCalendar zone, LayerItem item, Interval span, DateOnly first, DateOnly last)
    {
        var (start, end) = (zone.LocalOf(span.Start), zone.LocalOf(span.End));
        var (from, to) = (DateOnly.FromDateTime(start), DateOnly.FromDateTime(end));
        for (var day = from < first ? first : from; day <= to && day <= last; day = day.AddDays(1))
        {
            var at = day == from ? (int)start.TimeOfDay.TotalMinutes : 0;
            var until = day == to ? (int)end.TimeOfDay.TotalMinutes : Day;
            if (day == from || until > 0)
            {
                // Where the clock goes back within it, the end may read earlier than the start.
                var shown = Math.Max(until, Math.Min(Day, at + Shortest));
                yield return (day, new Block(item, Math.Min(at, shown - 1), shown, 0, 1));
            }
        }
    }

    /// <summary>Blocks that share time get lanes: each the first that is free, all of a chain as many as it needs.</summary>
    private static IReadOnlyList<Block> SideBySide(List<Block> blocks)
    {
        var placed = new List<Block>(blocks.Count);
        var chain = new List<(Block Block, int Lane)>();
        var free = new List<int>();
        var until = -1;
        foreach (var block in blocks.OrderBy(b => b.From).ThenByDescending(b => b.To).ThenBy(b => b.Item.Key, StringComparer.Ordinal))
        {
            if (block.From >= until)
            {
                Close();
            }
            var lane = free.FindIndex(end => end <= block.From);
            if (lane < 0)
            {
                (lane, free) = (free.Count, [.. free, block.To]);
            }
            free[lane] = block.To;
            chain.Add((block, lane));
            until = Math.Max(until, block.To);
        }
        Close();
        return placed;

        void Close()
        {
            placed.AddRange(chain.Select(c => c.Block with { Lane = c.Lane, Lanes = free.Count }));
            chain.Clear();
            free.Clear();
        }
    }
}

/// <summary>One day of the schedule.</summary>
/// <param name="Date">A date of the viewer's calendar.</param>
/// <param name="Hours">How many hours it has.</param>
/// <param name="Blocks">What has a time, by start.</param>
/// <param name="Whole">What has only the day.</param>
public sealed record DayColumn(DateOnly Date, double Hours, IReadOnlyList<Block> Blocks, IReadOnlyList<LayerItem> Whole);

/// <summary>An item, or the part of it within one day.</summary>
/// <param name="Item">What.</param>
/// <param name="From">First minute of the wall-clock day.</param>
/// <param name="To">Its end, minutes, exclusive.</param>
/// <param name="Lane">From the left, 0 first.</param>
/// <param name="Lanes">How many stand side by side there.</param>
public sealed record Block(LayerItem Item, int From, int To, int Lane, int Lanes);
