using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Page;

/// <summary>How long until a card comes back, as short as a button needs it.</summary>
internal static class IntervalText
{
    /// <summary>The wait from an answer to its due time.</summary>
    public static string Of(DateTime answeredAt, DateTime due, int scheduledDays) => scheduledDays switch
    {
        0 => OfMinutes((int)Math.Ceiling((due - answeredAt).TotalMinutes)),
        < 31 => SittingTexts.Wait_Days.With(scheduledDays),
        < 365 => SittingTexts.Wait_Months.With(scheduledDays / 30.4375),
        _ => SittingTexts.Wait_Years.With(scheduledDays / 365.25),
    };

    private static string OfMinutes(int minutes) =>
        minutes < 60 ? SittingTexts.Wait_Minutes.With(Math.Max(1, minutes)) : SittingTexts.Wait_Hours.With((minutes + 30) / 60);
}
