using System.Globalization;

namespace StudyDashboard.Features.Quizzes.Bank;

/// <summary>The numbers that an answer accepts, as GIFT writes them: <c>3</c>, <c>3:0.5</c> (value and tolerance) or <c>1..5</c>.</summary>
/// <param name="From">The least.</param>
/// <param name="To">The greatest.</param>
public readonly record struct NumericRange(double From, double To)
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent
        | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;

    // A tolerance that is written in decimals is not exact in binary: 2.1 to 2.3 has to take 2.3.
    private const double Rounding = 1e-9;

    /// <summary>Reads the notation; false when it is none.</summary>
    public static bool TryParse(string text, out NumericRange range)
    {
        range = default;
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots >= 0)
        {
            if (!TryNumber(text[..dots], out var from) || !TryNumber(text[(dots + 2)..], out var to) || to < from)
            {
                return false;
            }
            range = new NumericRange(from, to);
            return true;
        }
        var parts = text.Split(':');
        if (parts.Length > 2 || !TryNumber(parts[0], out var value))
        {
            return false;
        }
        var tolerance = 0d;
        if (parts.Length == 2 && (!TryNumber(parts[1], out tolerance) || tolerance < 0))
        {
            return false;
        }
        range = new NumericRange(value - tolerance, value + tolerance);
        return true;
    }

    /// <summary>A number as a person or a program types it: point or comma before the decimals, exponents, a minus sign of either kind.</summary>
    public static bool TryNumber(string text, out double value)
    {
        var plain = text.Trim().Replace('\u2212', '-');
        if (plain.Count(c => c == ',') == 1 && !plain.Contains('.', StringComparison.Ordinal))
        {
            plain = plain.Replace(',', '.');
        }
        return double.TryParse(plain, Number, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    public bool Accepts(double value)
    {
        var slack = Rounding * Math.Max(1e-300, Math.Max(Math.Abs(From), Math.Abs(To)));
        return value >= From - slack && value <= To + slack;
    }
}
