using StudyDashboard.Features.Accounts.Choices;

namespace StudyDashboard.Features.Accounts;

/// <summary>What a person chose about how the product looks and behaves. Nothing here enters a total.</summary>
public sealed record Preferences
{
    public Theme Theme { get; init; } = Theme.System;

    public ClockFormat ClockFormat { get; init; } = ClockFormat.H24;

    /// <summary>Minutes for study on each weekday, Sunday first, 0 to 1440.</summary>
    public IReadOnlyList<int> Availability { get; init; } = [60, 60, 60, 60, 60, 60, 60];

    /// <summary>Whether single-key shortcuts work (WCAG 2.1.4).</summary>
    public bool ShortcutsOn { get; init; } = true;

    /// <summary>Remapped shortcuts: action to key.</summary>
    public IReadOnlyDictionary<string, string> Shortcuts { get; init; } = new Dictionary<string, string>();

    public bool SoundOn { get; init; } = true;

    /// <summary>Whether the browser may show a system notice when a countdown ends.</summary>
    public bool SystemNotices { get; init; } = true;

    /// <summary>Whether a finished session is celebrated on screen.</summary>
    public bool Celebrate { get; init; } = true;

    /// <summary>Whether the idle question is asked at all.</summary>
    public bool IdleOn { get; init; } = true;

    /// <summary>Minutes without input after which it is asked, by the session kind's word; a kind that is missing has its default.</summary>
    public IReadOnlyDictionary<string, int> IdleMinutes { get; init; } = new Dictionary<string, int>();

    /// <summary>Widgets of Today in the person's order; a widget that is not named comes after them.</summary>
    public IReadOnlyList<string> TodayOrder { get; init; } = [];

    public IReadOnlyList<string> TodayHidden { get; init; } = [];

    /// <summary>The lengths last used with the timer.</summary>
    public TimerLengths TimerLengths { get; init; } = new();

    public bool RailCollapsed { get; init; }

    /// <summary>Reminders and change notices.</summary>
    public NoticeChoices Notices { get; init; } = new();

    /// <summary>How reviews are spread over the days.</summary>
    public ReviewChoices Review { get; init; } = new();

    /// <summary>How the files of each time tracker were last read, by the word of the import.</summary>
    public IReadOnlyDictionary<string, TrackerChoices> Trackers { get; init; } = new Dictionary<string, TrackerChoices>();

    /// <summary>Layers of the schedule that are switched off.</summary>
    public IReadOnlyList<string> ScheduleHidden { get; init; } = ["logged"];
}

/// <summary>Lengths that the timer offers first, in minutes.</summary>
public sealed record TimerLengths(int Countdown = 25, int Work = 25, int ShortBreak = 5, int LongBreak = 15, int Rounds = 4, bool AutoStart = false);
