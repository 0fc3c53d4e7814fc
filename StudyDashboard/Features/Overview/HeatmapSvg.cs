using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Components;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Overview;

/// <summary>
/// Draws a year of days, a column a week, a path a shade: one piece of markup of a few kilobytes. js/heatmap.js finds the day under
/// the pointer or the arrow keys, so moving over it asks nothing of the server.
/// </summary>
internal static class HeatmapSvg
{
    private const int Left = 30;
    private const int Top = 20;

    // Whole numbers: the drawing stands in every open Today, and a decimal place costs it a third more.
    private const int Pitch = 12;
    private const string Cell = "h10v10h-10z";

    public static string Draw(HeatDays days, HeatMetric metric, DayOfWeek firstWeekday, DateOnly today, bool opensDays = true)
    {
        var scale = HeatScale.Of(Enumerable.Range(0, days.Count).Select(i => days.ValueAt(i, metric)));
        var offset = ((int)days.Window.First.DayOfWeek - (int)firstWeekday + 7) % 7;
        var paths = Enumerable.Range(0, 5).Select(_ => new StringBuilder()).ToArray();
        for (var i = 0; i < days.Count; i++)
        {
            paths[scale.LevelOf(days.ValueAt(i, metric))].Append(CultureInfo.InvariantCulture, $"M{X((i + offset) / 7)} {Y((i + offset) % 7)}{Cell}");
        }
        var weeks = (days.Count + offset + 6) / 7;
        var values = string.Join(',', Enumerable.Range(0, days.Count).Select(i => days.ValueAt(i, metric)));
        var html = new StringBuilder(16_384);
        html.Append(CultureInfo.InvariantCulture, $"""
            <div class="heat" tabindex="0" role="application" aria-label="{Encode(OverviewTexts.Year_Label)}" aria-describedby="heat-summary" data-heat
            data-first="{days.Window.First:yyyy-MM-dd}" data-offset="{offset}" data-left="{Left}" data-top="{Top}" data-pitch="{Pitch}" data-values="{values}"
            data-metric="{metric}" data-unit="{Encode(HeatTexts.UnitOf(metric))}" data-nothing="{Encode(OverviewTexts.Year_NothingThatDay)}" data-log="{(opensDays ? $"{PageAddresses.Log}?day=" : "")}">
            """);
        html.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Left + (weeks * Pitch) + 2} 104\" aria-hidden=\"true\">");
        Months(html, days, offset);
        for (var row = 0; row < 7; row += 2)
        {
            var name = CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName((DayOfWeek)(((int)firstWeekday + row) % 7));
            html.Append(CultureInfo.InvariantCulture, $"<text x=\"0\" y=\"{Top + (row * Pitch) + 9}\">{Encode(name)}</text>");
        }
        for (var level = 0; level < paths.Length; level++)
        {
            html.Append(CultureInfo.InvariantCulture, $"<path class=\"heat-{level}\" d=\"{paths[level]}\"/>");
        }
        var now = today.DayNumber - days.Window.First.DayNumber;
        if (now >= 0 && now < days.Count)
        {
            html.Append(CultureInfo.InvariantCulture, $"<path class=\"heat-today\" d=\"M{X((now + offset) / 7)} {Y((now + offset) % 7)}{Cell}\"/>");
        }
        return html.Append("<path class=\"heat-cursor\" d=\"\"/></svg></div>").ToString();
    }

    // A month's name stands over the week of its first day, unless the next name would run into it.
    private static void Months(StringBuilder html, HeatDays days, int offset)
    {
        var last = -3;
        for (var i = 0; i < days.Count; i++)
        {
            var day = days.DayAt(i);
            var column = (i + offset) / 7;
            if ((day.Day == 1 || i == 0) && column >= last + 3 && (i > 0 || day.Day < 15))
            {
                last = column;
                html.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(column)}\" y=\"11\">{Encode(CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedMonthName(day.Month))}</text>");
            }
        }
    }

    private static int X(int column) => Left + (column * Pitch);

    private static int Y(int row) => Top + (row * Pitch);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
