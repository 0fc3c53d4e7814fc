using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Accounts.Settings;

/// <summary>Zone, days and weekly hours while they are being edited.</summary>
public sealed class DaysDraft
{
    /// <summary>What was in force when the editing began.</summary>
    public required Profile Before { get; init; }

    public required string TimeZone { get; set; }

    public required int DayStartHour { get; set; }

    public required DayOfWeek FirstDayOfWeek { get; set; }

    /// <summary>Seconds for study on each weekday, Sunday first; null where what is typed cannot be read.</summary>
    public required int?[] Availability { get; init; }

    public static DaysDraft Of(Profile profile) => new()
    {
        Before = profile,
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

    /// <summary>Puts what was changed in the draft into a person; the rest may have been changed on another device meanwhile.</summary>
    public void ApplyTo(Person person)
    {
        person.SetDays(
            Changed(TimeZone, Before.TimeZone, person.TimeZone), Changed(DayStartHour, Before.DayStartHour, person.DayStartHour),
            Changed(FirstDayOfWeek, Before.FirstDayOfWeek, person.FirstDayOfWeek));
        person.Prefer(person.Preferences with
        {
            Availability = [.. Availability.Select((seconds, day) => Changed(
                seconds!.Value / 60, Before.Preferences.Availability[day], person.Preferences.Availability[day]))],
        });
    }

    private static T Changed<T>(T draft, T before, T now) => EqualityComparer<T>.Default.Equals(draft, before) ? now : draft;
}
