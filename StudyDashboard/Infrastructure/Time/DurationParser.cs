using System.Globalization;
using System.Text.RegularExpressions;
using StudyDashboard.Texts;

namespace StudyDashboard.Infrastructure.Time;

/// <summary>The one reader of typed durations: <c>25</c>, <c>2h</c>, <c>1:30</c>, <c>90min</c>, <c>1.5h</c>, <c>2h 30min</c>.</summary>
public static partial class DurationParser
{
    /// <summary>The longest that is taken unless a field says otherwise: a day, in seconds.</summary>
    public const int MaxSeconds = 24 * 3600;

    /// <summary>Reads a duration.</summary>
    /// <param name="text">As typed; a bare number is minutes.</param>
    /// <param name="minSeconds">Shortest to take.</param>
    /// <param name="maxSeconds">Longest to take.</param>
    /// <param name="field">The field's name, for the refusal.</param>
    /// <returns>Whole seconds, or the reason why not.</returns>
    public static Outcome<int> Parse(string? text, int minSeconds = 60, int maxSeconds = MaxSeconds, string field = "duration")
    {
        Refusal Refuse(string reason) => Refusal.Invalid(new FieldError(field, reason));

        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
        {
            return Refuse(TimeTexts.Duration_Empty);
        }
        if (typed[0] is '-' or '\u2212')
        {
            return Refuse(TimeTexts.Duration_Negative);
        }
        if (WithSeconds().IsMatch(typed))
        {
            return Refuse(TimeTexts.Duration_Seconds);
        }
        var minutes = 0m;
        if (WithColon().Match(typed) is { Success: true } clock)
        {
            if (Number(clock, "m") > 59)
            {
                return Refuse(TimeTexts.Duration_Minutes);
            }
            minutes = (Number(clock, "h") * 60) + Number(clock, "m");
        }
        else if (WithUnits().Match(typed) is { Success: true } units)
        {
            minutes = (Number(units, "h") * 60) + Number(units, "m") + Number(units, "bare");
        }
        else
        {
            return Refuse(TimeTexts.Duration_NotRead.With(Shorten(typed)));
        }
        var seconds = Math.Round(minutes * 60, MidpointRounding.AwayFromZero);
        return seconds < minSeconds ? Refuse(TimeTexts.Duration_TooShort.With(Write(minSeconds)))
            : seconds > maxSeconds ? Refuse(TimeTexts.Duration_TooLong.With(Write(maxSeconds)))
            : (int)seconds;
    }

    /// <summary>Seconds as <see cref="Parse"/> takes them: <c>25min</c>, <c>2h</c>, <c>1:30</c>; the rest of a minute is cut off.</summary>
    public static string Write(int seconds) => seconds switch
    {
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}min"),
        _ when seconds / 60 % 60 == 0 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h"),
        _ => Durations.Format(seconds),
    };

    internal static string Shorten(string typed)
    {
        var shown = new StringInfo(typed);
        return shown.LengthInTextElements <= 20 ? typed : $"{shown.SubstringByTextElements(0, 20)}…";
    }

    // Nine digits fit a decimal many times over, so a longer number is simply no duration.
    private static decimal Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? decimal.Parse(found.Value.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?<h>[0-9]{1,4}):(?<m>[0-9]{2})$")]
    private static partial Regex WithColon();

    [GeneratedRegex(@"^(?:(?<bare>[0-9]{1,9})|(?<h>[0-9]{1,9}(?:[.,][0-9]{1,4})?)\s*(?:h|hrs?|hours?)(?:\s*(?<m>[0-9]{1,9})\s*(?:m|mins?|minutes?)?)?|(?<m>[0-9]{1,9}(?:[.,][0-9]{1,4})?)\s*(?:m|mins?|minutes?))$", RegexOptions.IgnoreCase)]
    private static partial Regex WithUnits();

    [GeneratedRegex(@"[0-9]\s*(?:s|secs?|seconds?)$|^[0-9]+:[0-9]+:[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex WithSeconds();
}
