using System.Globalization;
using System.Net;
using System.Text;
using StudyDashboard.Features.Tutoring.Closing;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Reviews;

/// <summary>Draws mean ratings by month as a line for each side, told apart by the shape of their points and the dashes of their lines too.</summary>
internal static class RatingLinesSvg
{
    private const int Left = 24;
    private const int Right = 540;
    private const int Top = 14;
    private const int Bottom = 142;
    private const int Best = 5;
    private const int Worst = 1;

    /// <summary>Half the size of a point.</summary>
    private const double Point = 4.5;

    /// <param name="months">By month, oldest first, at least two; a month that nobody rated may be missing.</param>
    /// <param name="sides">Whose lines are drawn.</param>
    public static string Draw(IReadOnlyList<RatingMonth> months, IReadOnlyList<LessonSide> sides)
    {
        var first = months[0].Month;
        var span = Math.Max(Between(first, months[^1].Month), 1);
        var svg = new StringBuilder(4096);
        svg.Append(CultureInfo.InvariantCulture, $"<svg class=\"ratings\" viewBox=\"0 0 564 166\" role=\"img\" aria-label=\"{Encode(Summary(months, sides))}\">");
        for (var rating = Worst; rating <= Best; rating++)
        {
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"rule\" d=\"M{Left} {Y(rating):0.#}H{Right + 12}\"/><text x=\"{Left - 8}\" y=\"{Y(rating) + 4:0.#}\" text-anchor=\"end\">{rating}</text>");
        }
        for (var i = 0; i <= span; i++)
        {
            var name = CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedMonthName(first.AddMonths(i).Month);
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"month\" x=\"{X(i):0.#}\" y=\"160\" text-anchor=\"middle\">{Encode(name)}</text>");
        }
        foreach (var side in sides)
        {
            var points = months.Where(m => m.Of(side) is not null).Select(m => (Month: m, X: X(Between(first, m.Month)), Y: Y(m.Of(side)!.Value))).ToList();
            var word = Words<LessonSide>.Of(side);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"line of-{word}\" d=\"{string.Join(' ', points.Select((p, i) => string.Create(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{p.X:0.#} {p.Y:0.#}")))}\"/>");
            foreach (var (month, x, y) in points)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"point of-{word}\" d=\"{Shape(side, x, y)}\"><title>{Encode(Sentence(month, side))}</title></path>");
            }
        }
        return svg.Append("</svg>").ToString();

        double X(int month) => Left + 20 + ((Right - Left - 20.0) * month / span);
    }

    /// <summary>A mark of a side for the legend.</summary>
    public static string Mark(LessonSide side) => string.Create(CultureInfo.InvariantCulture,
        $"<svg class=\"ratings-mark\" viewBox=\"0 0 28 12\" width=\"28\" height=\"12\" aria-hidden=\"true\"><path class=\"line of-{Words<LessonSide>.Of(side)}\" d=\"M0 6H28\"/><path class=\"point of-{Words<LessonSide>.Of(side)}\" d=\"{Shape(side, 14, 6)}\"/></svg>");

    private static string Summary(IReadOnlyList<RatingMonth> months, IReadOnlyList<LessonSide> sides) =>
        string.Join("; ", from m in months from side in sides where m.Of(side) is not null select Sentence(m, side));

    private static string Sentence(RatingMonth month, LessonSide side) =>
        ClosingTexts.Trends_Point.With(month.Month.ToString("MMMM yyyy", CultureInfo.CurrentCulture), ClosingLabels.Of(side), month.Of(side)!.Value.ToString("0.0", CultureInfo.CurrentCulture));

    private static string Shape(LessonSide side, double x, double y) => side switch
    {
        LessonSide.Tutor => string.Create(CultureInfo.InvariantCulture, $"M{x - Point:0.#} {y:0.#}a{Point} {Point} 0 1 0 {2 * Point} 0a{Point} {Point} 0 1 0 {-2 * Point} 0z"),
        LessonSide.Student => string.Create(CultureInfo.InvariantCulture, $"M{x - 4:0.#} {y - 4:0.#}h8v8h-8z"),
        _ => string.Create(CultureInfo.InvariantCulture, $"M{x:0.#} {y - 5:0.#}l5 9h-10z"),
    };

    private static double Y(double rating) => Bottom - ((Bottom - Top) * (rating - Worst) / (Best - Worst));

    private static int Between(DateOnly first, DateOnly month) => ((month.Year - first.Year) * 12) + month.Month - first.Month;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
