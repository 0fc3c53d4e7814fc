using System.Globalization;
using System.Text.Json.Serialization;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Accounts;

/// <summary>Who is signed in, as pages need it.</summary>
public sealed record Profile
{
    public required int Id { get; init; }

    public required string DisplayName { get; init; }

    public required string Email { get; init; }

    public required string TimeZone { get; init; }

    public required int DayStartHour { get; init; }

    public required DayOfWeek FirstDayOfWeek { get; init; }

    public required string Language { get; init; }

    public required Preferences Preferences { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public required bool IsWelcomed { get; init; }

    [JsonIgnore]
    public StudyCalendar Calendar => StudyCalendar.For(TimeZone, DayStartHour);

    [JsonIgnore]
    public bool IsStudent => Roles.Contains(Accounts.Roles.Student);

    [JsonIgnore]
    public bool IsTutor => Roles.Contains(Accounts.Roles.Tutor);

    [JsonIgnore]
    public bool IsGuardian => Roles.Contains(Accounts.Roles.Guardian);

    [JsonIgnore]
    public bool IsAdmin => Roles.Contains(Accounts.Roles.Admin);

    /// <summary>The first day of the week of a study day.</summary>
    public DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek - (int)FirstDayOfWeek + 7) % 7));

    /// <summary>An instant's time of day in the person's zone and clock format.</summary>
    public string TimeOf(DateTime utc) => TimeOf(TimeOnly.FromDateTime(Calendar.LocalOf(utc)));

    /// <summary>A time of day in the person's clock format.</summary>
    public string TimeOf(TimeOnly time) =>
        time.ToString(Preferences.ClockFormat == Choices.ClockFormat.H12 ? "h:mm tt" : "HH:mm", CultureInfo.GetCultureInfo(Language));
}
