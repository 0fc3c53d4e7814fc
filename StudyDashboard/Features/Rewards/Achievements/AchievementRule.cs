namespace StudyDashboard.Features.Rewards.Achievements;

/// <summary>An achievement as data: reached on the first day on which a figure comes to a threshold.</summary>
/// <param name="Code">Its name in the database, on the wire and among the texts; never changed.</param>
/// <param name="Figure">What it looks at.</param>
/// <param name="Threshold">How much of it.</param>
public sealed record AchievementRule(string Code, AchievementFigure Figure, double Threshold)
{
    public const int MaxCode = 40;

    /// <summary>All of them, in the order shown. A new one is one more line here and two texts.</summary>
    public static IReadOnlyList<AchievementRule> All { get; } =
    [
        new("first_hour", AchievementFigure.Hours, 1),
        new("hours_10", AchievementFigure.Hours, 10),
        new("hours_50", AchievementFigure.Hours, 50),
        new("hours_100", AchievementFigure.Hours, 100),
        new("hours_250", AchievementFigure.Hours, 250),
        new("hours_500", AchievementFigure.Hours, 500),
        new("hours_1000", AchievementFigure.Hours, 1000),
        new("streak_3", AchievementFigure.StreakDays, 3),
        new("streak_7", AchievementFigure.StreakDays, 7),
        new("streak_14", AchievementFigure.StreakDays, 14),
        new("streak_30", AchievementFigure.StreakDays, 30),
        new("streak_100", AchievementFigure.StreakDays, 100),
        new("all_due_week", AchievementFigure.ClearDaysInARow, 7),
        new("all_due_month", AchievementFigure.ClearDaysInARow, 30),
        new("recovered_10", AchievementFigure.Recovered, 10),
        new("recovered_100", AchievementFigure.Recovered, 100),
        new("week_as_planned", AchievementFigure.WeeksAsPlanned, 1),
        new("weeks_as_planned_4", AchievementFigure.WeeksAsPlanned, 4),
        new("sharp_day", AchievementFigure.SharpDays, 1),
        new("sharp_days_10", AchievementFigure.SharpDays, 10),
        new("first_lesson", AchievementFigure.Lessons, 1),
        new("lessons_10", AchievementFigure.Lessons, 10),
        new("early_5", AchievementFigure.EarlyDays, 5),
        new("late_5", AchievementFigure.LateDays, 5),
        new("weekend", AchievementFigure.Weekends, 1),
        new("weekends_10", AchievementFigure.Weekends, 10),
        new("cards_100", AchievementFigure.Cards, 100),
        new("cards_1000", AchievementFigure.Cards, 1000),
        new("questions_100", AchievementFigure.Questions, 100),
        new("questions_1000", AchievementFigure.Questions, 1000),
    ];

    /// <summary>The rule of a code, or null.</summary>
    public static AchievementRule? Of(string code) => All.FirstOrDefault(r => r.Code == code);
}

/// <summary>What achievements look at. Each only ever grows with the days.</summary>
public enum AchievementFigure
{
    /// <summary>Net hours in all.</summary>
    Hours,

    /// <summary>Days of the longest streak.</summary>
    StreakDays,

    /// <summary>The longest run of study days in a row on which a review left no card due.</summary>
    ClearDaysInARow,

    /// <summary>Questions that quizzes counted as recovered.</summary>
    Recovered,

    /// <summary>Weeks from Monday with at least 3 planned sessions, all of them done.</summary>
    WeeksAsPlanned,

    /// <summary>Days with at least 20 answers, nine in ten of them right.</summary>
    SharpDays,

    /// <summary>Lessons attended.</summary>
    Lessons,

    /// <summary>Days with study between 4 and 7 in the morning.</summary>
    EarlyDays,

    /// <summary>Days with study between 10 at night and 4 in the morning.</summary>
    LateDays,

    /// <summary>Weekends with at least 10 net minutes on both days.</summary>
    Weekends,
    Cards,
    Questions,
}
