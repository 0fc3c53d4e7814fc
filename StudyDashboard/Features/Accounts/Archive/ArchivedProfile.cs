namespace StudyDashboard.Features.Accounts.Archive;

/// <summary>A person as they leave: the columns of the archive's <c>profile</c>.</summary>
public sealed record ArchivedProfile
{
    public string? DisplayName { get; init; }

    public string? Email { get; init; }

    public required string TimeZone { get; init; }

    public required int DayStartHour { get; init; }

    public required DayOfWeek FirstDayOfWeek { get; init; }

    public string? Language { get; init; }

    public required Preferences Preferences { get; init; }

    public DateTime CreatedAt { get; init; }

    public DateTime? WelcomedAt { get; init; }

    /// <summary>Whether the days and the preferences are ones that pages can work with.</summary>
    public bool IsSound() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone ?? "", out _) && DayStartHour is >= 0 and <= 23 && Enum.IsDefined(FirstDayOfWeek)
        && Preferences is
        {
            Availability.Count: 7, Shortcuts: not null, IdleMinutes: not null, TodayOrder: not null, TodayHidden: not null, TimerLengths: not null, Notices: not null, ScheduleHidden: not null, Trackers: not null,
        }
        && Preferences.Availability.All(minutes => minutes is >= 0 and <= 1440)
        && Preferences.TodayOrder.Concat(Preferences.TodayHidden).Concat(Preferences.ScheduleHidden).Concat(Preferences.Shortcuts.Values).All(word => word is not null)
        && Preferences.IdleMinutes.Values.All(minutes => minutes is >= 1 and <= 1440)
        && Preferences.Trackers.Values.All(choices => choices is { Projects: not null, Columns: not null })
        && Preferences.Notices.IsSound();
}
