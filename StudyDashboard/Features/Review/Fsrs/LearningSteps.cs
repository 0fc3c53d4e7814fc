using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>Waiting times in whole minutes through which a card goes before (or, after a lapse, again) it comes back after days.</summary>
public sealed class LearningSteps : IEquatable<LearningSteps>
{
    /// <summary>At most so many.</summary>
    public const int MaxCount = 10;

    /// <summary>The longest step, in days.</summary>
    public const int MaxDays = 30;

    private const int DayMinutes = 1440;

    private readonly int[] _minutes;

    /// <param name="minutes">Each from 1 to <see cref="MaxDays"/> days; none at all sends cards to reviews at once.</param>
    /// <exception cref="ArgumentException">Too many, or one is out of range.</exception>
    public LearningSteps(params IReadOnlyList<int> minutes)
    {
        if (Fault(minutes) is { } fault)
        {
            throw new ArgumentException(fault, nameof(minutes));
        }
        _minutes = [.. minutes];
    }

    /// <summary>One minute and ten: the first steps unless set.</summary>
    public static LearningSteps DefaultFirst { get; } = new(1, 10);

    /// <summary>Ten minutes: the steps after a lapse unless set.</summary>
    public static LearningSteps DefaultAgain { get; } = new(10);

    public static LearningSteps None { get; } = new();

    public IReadOnlyList<int> Minutes => _minutes;

    /// <summary>Reads <c>1m 10m 2h 1d</c>; a bare number is minutes.</summary>
    /// <param name="text">Steps between spaces or commas.</param>
    /// <param name="field">The field that a refusal names.</param>
    public static Outcome<LearningSteps> Parse(string text, string field)
    {
        var minutes = new List<int>();
        foreach (var part in text.Split([' ', ',', ';', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var unit = char.ToLowerInvariant(part[^1]) switch { 'd' => DayMinutes, 'h' => 60, 'm' => 1, _ => 0 };
            if (!int.TryParse(unit == 0 ? part : part[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MaxDays * DayMinutes)
            {
                return Refusal.Invalid(new FieldError(field, FsrsTexts.Steps_Form.With(part)));
            }
            minutes.Add(number * Math.Max(unit, 1));
        }
        return Fault(minutes) is { } fault ? Refusal.Invalid(new FieldError(field, fault)) : new LearningSteps(minutes);
    }

    public bool Equals(LearningSteps? other) => other is not null && _minutes.AsSpan().SequenceEqual(other._minutes);

    public override bool Equals(object? obj) => Equals(obj as LearningSteps);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() => string.Join(' ', _minutes.Select(m =>
        m % DayMinutes == 0 ? string.Create(CultureInfo.InvariantCulture, $"{m / DayMinutes}d")
        : m % 60 == 0 ? string.Create(CultureInfo.InvariantCulture, $"{m / 60}h")
        : string.Create(CultureInfo.InvariantCulture, $"{m}m")));

    /// <summary>The wait after an answer to a card on its steps, and the step it is on then; no minutes when it leaves them.</summary>
    internal (int Minutes, int Step) After(int step, ReviewGrade grade) => step >= _minutes.Length ? (0, 0) : grade switch
    {
        ReviewGrade.Again => (_minutes[0], 0),
        // Between the first two, whatever the step; half minutes up (ts-fsrs).
        ReviewGrade.Hard => (_minutes.Length == 1 ? ((_minutes[0] * 3) + 1) / 2 : (_minutes[0] + _minutes[1] + 1) / 2, step),
        ReviewGrade.Good when step + 1 < _minutes.Length => (_minutes[step + 1], step + 1),
        _ => (0, 0),
    };

    /// <summary>The wait after a lapse; no minutes when there is none.</summary>
    internal int AfterLapse(int step) => step < _minutes.Length ? _minutes[step] : 0;

    private static string? Fault(IReadOnlyList<int> minutes) =>
        minutes.Count > MaxCount ? FsrsTexts.Steps_Many.With(minutes.Count, MaxCount)
        : minutes.FirstOrDefault(m => m is < 1 or > MaxDays * DayMinutes, 1) is var bad && bad is < 1 or > MaxDays * DayMinutes
            ? FsrsTexts.Steps_Range.With(bad, MaxDays)
        : null;
}
