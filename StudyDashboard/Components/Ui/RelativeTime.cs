using System.Globalization;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Components.Ui;

/// <summary>Instants as people say them.</summary>
internal static class RelativeTime
{
    /// <summary>Minutes and hours up to six hours away; then time of day, with the date unless it is today or yesterday.</summary>
    public static string Of(DateTime utc, DateTime nowUtc, Profile profile)
    {
        var away = (utc - nowUtc).Duration();
        if (away < TimeSpan.FromMinutes(1))
        {
            return SharedTexts.When_Now;
        }
        if (away < TimeSpan.FromHours(6))
        {
            var amount = away < TimeSpan.FromHours(1)
                ? Plural.Of(SharedTexts.ResourceManager, "When_Minutes", (int)away.TotalMinutes)
                : Plural.Of(SharedTexts.ResourceManager, "When_Hours", (int)away.TotalHours);
            return (utc < nowUtc ? SharedTexts.When_Ago : SharedTexts.When_In).With(amount);
        }
        var (day, today) = (DateOnly.FromDateTime(profile.Calendar.LocalOf(utc)), DateOnly.FromDateTime(profile.Calendar.LocalOf(nowUtc)));
        var time = profile.TimeOf(utc);
        var culture = CultureInfo.GetCultureInfo(profile.Language);
        return (today.DayNumber - day.DayNumber) switch
        {
            0 => SharedTexts.When_Today.With(time),
            1 => SharedTexts.When_Yesterday.With(time),
            _ => $"{day.ToString(day.Year == today.Year ? "d MMM" : "d MMM yyyy", culture)}, {time}",
        };
    }
}
