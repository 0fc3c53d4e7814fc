using System.Globalization;
using StudyDashboard.Features.Analytics;
using StudyDashboard.Features.Analytics.Figures;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Reports;

/// <summary>Values of a report for people: the same on the page, on paper and in the PDF.</summary>
internal static class FigureText
{
    public static string Of(double? value, FigureUnit unit) => MetricLabels.Format(value, unit switch
    {
        FigureUnit.Seconds => MetricUnit.Seconds,
        FigureUnit.Percent => MetricUnit.Percent,
        _ => MetricUnit.Count,
    });

    /// <summary>A cell of a list; an instant in the student's zone.</summary>
    public static string Of(object? cell, FigureUnit unit, StudyCalendar calendar) => cell switch
    {
        null => "–",
        double number => Of(number, unit),
        DateOnly day => Of(day),
        DateTime instant => calendar.LocalOf(instant).ToString(ReportTexts.Format_Instant, CultureInfo.CurrentCulture),
        _ => cell.ToString() ?? "",
    };

    public static string Of(DateOnly day) => day.ToString(ReportTexts.Format_Day, CultureInfo.CurrentCulture);

    /// <summary>The title of a report of a period.</summary>
    public static string Title(PeriodLength length) => length switch
    {
        PeriodLength.Day => ReportTexts.Title_Day,
        PeriodLength.Week => ReportTexts.Title_Week,
        PeriodLength.Month => ReportTexts.Title_Month,
        PeriodLength.Year => ReportTexts.Title_Year,
        _ => ReportTexts.Title_Range,
    };

    /// <summary>The days of a period.</summary>
    public static string Days(StudyPeriod period) => period.From == period.To ? Of(period.From) : ReportTexts.FromTo.With(Of(period.From), Of(period.To));

    /// <summary>The zone and day start that its days are of, and when it was made.</summary>
    public static string Made(ReportDocument report)
    {
        var calendar = StudyCalendar.For(report.TimeZone, report.DayStartHour);
        return ReportTexts.Made.With(
            calendar.LocalOf(report.MadeAt).ToString(ReportTexts.Format_Instant, CultureInfo.CurrentCulture), report.TimeZone,
            new TimeOnly(report.DayStartHour, 0).ToString("HH:mm", CultureInfo.InvariantCulture));
    }
}
