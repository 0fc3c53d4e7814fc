using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>
/// Draws a week as bars: done filled, planned as a dashed outline, from zero. One piece of markup, so that a circuit does not hold an
/// element for every bar.
/// </summary>
internal static class WeekBarsSvg
{
    private const int Left = 38;
    private const int Zero = 142;
    private const int Top = 14;
    private const int Step = 34;
    private const int Bar = 22;

    /// <summary>Distances of the lines, in minutes.</summary>
    private static readonly int[] Steps = [15, 30, 60, 120, 180, 240, 360];

    /// <summary>What was done, of what was planned if anything was.</summary>
    public static string Total(WeekFigures week) => week.PlannedSeconds == 0
        ? Durations.Format(week.DoneSeconds) : OverviewTexts.Week_Total.With(Durations.Format(week.DoneSeconds), Durations.Format(week.PlannedSeconds));

    public static string Draw(WeekFigures week, DateOnly today)
    {
        var most = Math.Max(week.Days.Max(d => Math.Max(d.DoneSeconds, d.PlannedSeconds)), 3600);
        var line = 60 * Steps.FirstOrDefault(s => most <= s * 60 * 4, Steps[^1]);
        var lines = (most + line - 1) / line;
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"bars\" viewBox=\"0 0 282 166\" role=\"img\" aria-label=\"{Encode(Summary(week))}\">");
        for (var i = 0; i <= lines; i++)
        {
            var y = Zero - ((Zero - Top) * i / lines);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{Left} {y}.5h244\"/><text x=\"{Left - 6}\" y=\"{y + 4}\" text-anchor=\"end\">{Durations.Format(line * i)}</text>");
        }
        foreach (var (day, i) in week.Days.Select((d, i) => (d, i)))
        {
            var x = Left + 6 + (Step * i);
            var current = day.Day == today ? " today" : null;
            svg.Append(CultureInfo.InvariantCulture, $"<g><title>{Encode(Sentence(day))}</title>");
            Rect(svg, "done" + current, x, Height(day.DoneSeconds));
            Rect(svg, "planned", x, Height(day.PlannedSeconds));
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"day{current}\" x=\"{x + (Bar / 2)}\" y=\"160\" text-anchor=\"middle\">{Encode(Weekday(day.Day))}</text></g>");
        }
        return svg.Append("</svg>").ToString();

        double Height(int seconds) => (double)(Zero - Top) * seconds / (line * lines);
    }

    /// <summary>The chart in one sentence.</summary>
    public static string Summary(WeekFigures week) => OverviewTexts.Week_Summary.With(
        Durations.Format(week.DoneSeconds), Durations.Format(week.PlannedSeconds), string.Join("; ", week.Days.Select(Sentence)));

    private static string Sentence(WeekDay day) =>
        OverviewTexts.Week_Day.With(Weekday(day.Day), Durations.Format(day.DoneSeconds), Durations.Format(day.PlannedSeconds));

    private static string Weekday(DateOnly day) => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName(day.DayOfWeek);

    private static void Rect(StringBuilder svg, string kind, int x, double height)
    {
        if (height > 0)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x}\" y=\"{Zero - height:0.#}\" width=\"{Bar}\" height=\"{height:0.#}\" rx=\"4\"/>");
        }
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
