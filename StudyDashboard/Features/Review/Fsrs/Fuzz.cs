using System.Globalization;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>The days among which an interval may be chosen, both included.</summary>
public readonly record struct FuzzRange(int Lowest, int Highest)
{
    /// <summary>An interval shorter than this stays as it is.</summary>
    public const double FromDays = 2.5;

    /// <summary>
    /// One day either way and 15 % of what lies between 2.5 and 7 days, 10 % up to 20, 5 % beyond; at least 2 days, at most the maximum,
    /// and beyond the days just waited if the interval is (fuzz of Anki, py-fsrs and ts-fsrs).
    /// </summary>
    public static FuzzRange Of(int interval, int elapsedDays, int maximum)
    {
        var delta = 1
            + (0.15 * Math.Max(Math.Min(interval, 7.0) - 2.5, 0))
            + (0.10 * Math.Max(Math.Min(interval, 20.0) - 7, 0))
            + (0.05 * Math.Max(interval - 20.0, 0));
        interval = Math.Min(interval, maximum);
        var lowest = Math.Max(2, FsrsRounding.ToWhole(interval - delta));
        var highest = Math.Min(FsrsRounding.ToWhole(interval + delta), maximum);
        if (interval > elapsedDays)
        {
            lowest = Math.Max(lowest, elapsedDays + 1);
        }
        return new FuzzRange(Math.Min(lowest, highest), highest);
    }

    /// <summary>The day that a number from 0 to below 1 stands for.</summary>
    public int At(double draw) => (int)Math.Floor((draw * (Highest - Lowest + 1)) + Lowest);
}

/// <summary>Chooses an interval within a range.</summary>
/// <param name="range">The intervals to choose from.</param>
/// <param name="draw">From 0 to below 1, the same for the same card and count of answers.</param>
public delegate int IntervalPick(FuzzRange range, double draw);

/// <summary>The number behind the fuzz: the first of J. Baagøe's Alea, seeded with the card and its count of answers.</summary>
internal static class FuzzDraw
{
    private const double Unit = 2.3283064365386963e-10; // 2^-32

    // What is the same for every seed: three spaces.
    private static readonly (double Mash, double State) Start = Seeded();

    /// <summary>Equal for equal card and count, so a repeated answer and a replay agree.</summary>
    public static double Of(long cardId, int reps)
    {
        Span<char> seed = stackalloc char[40];
        return seed.TryWrite(CultureInfo.InvariantCulture, $"{cardId}_{reps}", out var length) ? Of(seed[..length]) : 0;
    }

    internal static double Of(ReadOnlySpan<char> seed)
    {
        var n = Start.Mash;
        var difference = Start.State - Mash(ref n, seed);
        // Of Alea's three states the first number needs only this one, and the carry 1.
        var t = (2091639 * (difference < 0 ? difference + 1 : difference)) + Unit;
        return t - Math.Truncate(t);
    }

    private static (double Mash, double State) Seeded()
    {
        var n = 4022871197.0;
        var state = Mash(ref n, " ");
        Mash(ref n, " ");
        Mash(ref n, " ");
        return (n, state);
    }

    private static double Mash(ref double n, ReadOnlySpan<char> data)
    {
        foreach (var character in data)
        {
            n += character;
            var h = 0.02519603282416938 * n;
            n = Whole(h);
            h -= n;
            h *= n;
            n = Whole(h);
            h -= n;
            n += h * 4294967296;
        }
        return Whole(n) * Unit;
    }

    /// <summary>What <c>value >>> 0</c> is in JavaScript.</summary>
    private static double Whole(double value) => (uint)(ulong)value;
}
