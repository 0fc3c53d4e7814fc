using System.Text.Json.Serialization;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Overview;

/// <summary>What the heatmap can show.</summary>
public enum HeatMetric
{
    Minutes,
    Sessions,
    Cards,
    Accuracy,
    Answers,
}

/// <summary>
/// The figures of every day of a window, a plain list of numbers a figure: a year of them weighs a few kilobytes in the page and in
/// the circuit.
/// </summary>
public sealed record HeatDays
{
    public required HeatWindow Window { get; init; }

    /// <summary>Net seconds, from the window's first day on.</summary>
    public required IReadOnlyList<int> Seconds { get; init; }

    public required IReadOnlyList<int> Sessions { get; init; }

    public required IReadOnlyList<int> Cards { get; init; }

    public required IReadOnlyList<int> Answered { get; init; }

    public required IReadOnlyList<int> Correct { get; init; }

    [JsonIgnore]
    public int Count => Seconds.Count;

    public DateOnly DayAt(int index) => Window.First.AddDays(index);

    /// <summary>A day's value: seconds for minutes, whole percent for accuracy, else a count.</summary>
    public int ValueAt(int index, HeatMetric metric) => metric switch
    {
        HeatMetric.Sessions => Sessions[index],
        HeatMetric.Cards => Cards[index],
        HeatMetric.Answers => Answered[index],
        HeatMetric.Accuracy => Answered[index] == 0 ? 0 : (int)Math.Round(100.0 * Correct[index] / Answered[index], MidpointRounding.AwayFromZero),
        _ => Seconds[index],
    };

    public static HeatDays Of(HeatWindow window, IReadOnlyDictionary<DateOnly, AnalyticsDay> days)
    {
        var rows = Enumerable.Range(0, window.Last.DayNumber - window.First.DayNumber + 1)
            .Select(i => days.GetValueOrDefault(window.First.AddDays(i))).ToArray();
        return new HeatDays
        {
            Window = window,
            Seconds = Take(r => r.NetSeconds),
            Sessions = Take(r => r.Sessions),
            Cards = Take(r => r.Cards),
            Answered = Take(r => r.Answered),
            Correct = Take(r => r.Correct),
        };

        int[] Take(Func<AnalyticsDay, int> figure) => [.. rows.Select(r => r is null ? 0 : figure(r))];
    }
}
