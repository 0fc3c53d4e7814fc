namespace StudyDashboard.Features.Accounts.Choices;

/// <summary>The ways by which a person hears of something.</summary>
public enum NoticeChannel
{
    /// <summary>The bell in the top bar and the page of notices.</summary>
    InApp,

    /// <summary>A sound and a banner on every open page until it is dismissed or put off.</summary>
    Alarm,

    /// <summary>A notice of the browser, shown by the operating system while any tab is open.</summary>
    System,

    Email,
}

/// <summary>Of what a person wants to hear, when and how. Part of <see cref="Preferences"/>.</summary>
public sealed record NoticeChoices
{
    /// <summary>Most reminders a person can have.</summary>
    public const int MaxReminders = 20;

    /// <summary>Reminders before a lesson.</summary>
    public IReadOnlyList<ReminderChoice> Reminders { get; init; } = [new(15, NoticeChannel.InApp), new(15, NoticeChannel.System)];

    /// <summary>How a person hears that a lesson was added, changed or cancelled.</summary>
    public IReadOnlyList<NoticeChannel> Changes { get; init; } = [NoticeChannel.InApp, NoticeChannel.System, NoticeChannel.Email];

    /// <summary>Start of the quiet hours, wall time of the person; null for none.</summary>
    public TimeOnly? QuietFrom { get; init; }

    /// <summary>End of the quiet hours; before <see cref="QuietFrom"/> it lies on the next day.</summary>
    public TimeOnly? QuietTo { get; init; }

    /// <summary>Whether an alarm sounds.</summary>
    public bool SoundOn { get; init; } = true;

    /// <summary>Whether the parts are there and within their bounds: they may come from a file.</summary>
    public bool IsSound() => Reminders is { Count: <= MaxReminders } && Changes is not null && (QuietFrom is null) == (QuietTo is null)
        && Reminders.All(r => r is { MinutesBefore: >= 0 and <= ReminderChoice.MaxMinutes } && Enum.IsDefined(r.Channel)) && Changes.All(Enum.IsDefined);
}

/// <summary>One reminder before each lesson.</summary>
/// <param name="MinutesBefore">How long before the start, in minutes, 0 to <see cref="MaxMinutes"/>.</param>
/// <param name="Channel">How.</param>
/// <param name="Mode">Before which lessons: <c>online</c>, <c>in-person</c> or <c>hybrid</c>; null before all.</param>
public sealed record ReminderChoice(int MinutesBefore, NoticeChannel Channel, string? Mode = null)
{
    /// <summary>A week.</summary>
    public const int MaxMinutes = 7 * 24 * 60;
}
