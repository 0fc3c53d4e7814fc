using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Settings;

/// <summary>Zone, days and weekly hours while they are being edited.</summary>
public sealed class DaysDraft
{
    public required string TimeZone { get; set; }

    public required int DayStartHour { get; set; }

    public required DayOfWeek FirstDayOfWeek { get; set; }

    /// <summary>Seconds for study on each weekday, Sunday first; null where what is typed cannot be read.</summary>
    public required int?[] Availability { get; init; }

    public static DaysDraft Of(Profile profile) => new()
    {
        TimeZone = profile.TimeZone,
        DayStartHour = profile.DayStartHour,
        FirstDayOfWeek = profile.FirstDayOfWeek,
        Availability = [.. profile.Preferences.Availability.Select(minutes => (int?)minutes * 60)],
    };

    /// <summary>Why the draft cannot be saved, or null.</summary>
    public Refusal? Check() =>
        !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _) ? Refusal.Invalid(new FieldError("time_zone", AccountTexts.Refused_Zone))
        : DayStartHour is < 0 or > 23 ? Refusal.Invalid(new FieldError("day_start_hour", SettingsTexts.Refused_DayStart))
        : Array.IndexOf(Availability, null) is var day and >= 0 ? Refusal.Invalid(new FieldError($"availability-{day}", TimeTexts.Duration_Empty))
        : null;

    /// <summary>Puts the draft into a person.</summary>
    public void ApplyTo(Person person)
    {
        person.SetDays(TimeZone, DayStartHour, FirstDayOfWeek);
        person.Prefer(person.Preferences with { Availability = [.. Availability.Select(seconds => seconds!.Value / 60)] });
    }
}
