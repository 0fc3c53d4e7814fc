using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>The 21 weights of FSRS-6, w0 to w20. Immutable; equal when all weights are.</summary>
public sealed class FsrsWeights : IEquatable<FsrsWeights>
{
    /// <summary>How many there are.</summary>
    public const int Count = 21;

    private static readonly double[] Lowest =
        [0.001, 0.001, 0.001, 0.001, 1, 0.001, 0.001, 0.001, 0, 0, 0.001, 0.001, 0.001, 0.001, 0, 0, 1, 0, 0, 0, 0.1];

    private static readonly double[] Highest =
        [100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8];

    private readonly double[] _values;

    private FsrsWeights(double[] values) => _values = values;

    /// <param name="values">w0 to w20, each within its <see cref="Bounds"/>.</param>
    /// <exception cref="ArgumentException">They are not; <see cref="Faults"/> says which.</exception>
    public FsrsWeights(IReadOnlyList<double> values)
        : this([.. values])
    {
        if (Faults(values) is [var fault, ..])
        {
            throw new ArgumentException(fault.Message, nameof(values));
        }
    }

    /// <summary>The weights of FSRS-6 as published (py-fsrs, ts-fsrs), trained on the reviews of many.</summary>
    public static FsrsWeights Default { get; } = new(
    [
        0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729,
        0.5425, 0.0912, 0.0658, 0.1542,
    ]);

    public IReadOnlyList<double> Values => _values;

    public double this[int index] => _values[index];

    /// <summary>From where to where a weight goes, both included (py-fsrs and ts-fsrs have the same ones).</summary>
    public static (double Lowest, double Highest) Bounds(int index) => (Lowest[index], Highest[index]);

    /// <summary>What is wrong with weights; empty when they can be taken.</summary>
    public static IReadOnlyList<FieldError> Faults(IReadOnlyList<double> values) =>
        values.Count != Count ? [new FieldError("weights", FsrsTexts.Weights_Count.With(values.Count))]
        : [.. Enumerable.Range(0, Count).Where(i => !(values[i] >= Lowest[i] && values[i] <= Highest[i]))
            .Select(i => new FieldError("weights", FsrsTexts.Weights_Range.With(i, values[i], Lowest[i], Highest[i])))];

    /// <summary>Weights from elsewhere: those of FSRS-4.5 (17) and FSRS-5 (19) are carried over, each is moved into its bounds.</summary>
    /// <exception cref="ArgumentException">There are not 17, 19 or 21, or one is no number.</exception>
    public static FsrsWeights Adopt(IReadOnlyList<double> values)
    {
        if (values.Count is not (17 or 19 or Count))
        {
            throw new ArgumentException(FsrsTexts.Weights_CountOfAny.With(values.Count), nameof(values));
        }
        if (values.Any(v => !double.IsFinite(v)))
        {
            throw new ArgumentException(FsrsTexts.Weights_Number.With(values.TakeWhile(double.IsFinite).Count(), double.NaN), nameof(values));
        }
        var clipped = Clip([.. values]);
        return new FsrsWeights(Clip(values.Count switch
        {
            17 =>
            [
                // Difficulty was counted in another way before FSRS-5 (ts-fsrs, migrateParameters).
                .. clipped[..4], FsrsRounding.ToEight((clipped[5] * 2) + clipped[4]), FsrsRounding.ToEight(Math.Log((clipped[5] * 3) + 1) / 3),
                FsrsRounding.ToEight(clipped[6] + 0.5), .. clipped[7..], 0, 0, 0, 0.5,
            ],
            19 => [.. clipped, 0, 0.5],
            _ => clipped,
        }));
    }

    /// <summary>Reads weights as programs show them: numbers with a decimal point between commas, spaces or line ends, in brackets or not.</summary>
    public static Outcome<FsrsWeights> Parse(string text)
    {
        var parts = text.Split([',', ';', ' ', '\t', '\r', '\n', '[', ']'], StringSplitOptions.RemoveEmptyEntries);
        var values = new double[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]))
            {
                return Refusal.Invalid(new FieldError("weights", FsrsTexts.Weights_Number.With(i, parts[i])));
            }
        }
        if (values.Length is 17 or 19 && values.All(double.IsFinite))
        {
            return Adopt(values);
        }
        return Faults(values).ToRefusal() is { } refusal ? refusal : new FsrsWeights(values);
    }

    public bool Equals(FsrsWeights? other) => other is not null && _values.AsSpan().SequenceEqual(other._values);

    public override bool Equals(object? obj) => Equals(obj as FsrsWeights);

    public override int GetHashCode() => HashCode.Combine(_values[0], _values[8], _values[20]);

    /// <summary>As <see cref="Parse"/> reads them.</summary>
    public override string ToString() => string.Join(", ", _values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));

    /// <summary>
    /// The weights as they are used: with several relearning steps w17 and w18 are held so low that the steps do not carry a card further
    /// than it was before it lapsed, and with short-term memory w19 is at least 0.01 (ts-fsrs, clipParameters).
    /// </summary>
    internal double[] For(int relearningSteps, bool shortTerm)
    {
        var used = _values.ToArray();
        if (relearningSteps > 1)
        {
            var value = -(Math.Log(used[11]) + Math.Log(Math.Pow(2, used[13]) - 1) + (used[14] * 0.3)) / relearningSteps;
            var ceiling = Math.Clamp(FsrsRounding.ToEight(Math.Sqrt(Math.Max(value, 0))), 0.01, 2);
            (used[17], used[18]) = (Math.Min(used[17], ceiling), Math.Min(used[18], ceiling));
        }
        if (shortTerm)
        {
            used[19] = Math.Max(used[19], 0.01);
        }
        return used;
    }

    private static double[] Clip(double[] values) => [.. values.Select((v, i) => Math.Clamp(v, Lowest[i], Highest[i]))];
}
