using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Review.Fsrs;

/// <summary>The scheduling state of a card. An answer makes a new one; keeping the old one is what undo needs.</summary>
public readonly record struct FsrsCard
{
    public CardState State { get; init; }

    /// <summary>The step it is on, from 0, while learning or relearning.</summary>
    public int Step { get; init; }

    /// <summary>Days after which it is recalled with a probability of 0.9; 0 while new.</summary>
    public double Stability { get; init; }

    /// <summary>1 (easy) to 10; 0 while new.</summary>
    public double Difficulty { get; init; }

    /// <summary>The interval in days that the last answer gave; 0 on steps within a day.</summary>
    public int ScheduledDays { get; init; }

    /// <summary>Answers so far.</summary>
    public int Reps { get; init; }

    /// <summary>How often it was forgotten after it had been learned.</summary>
    public int Lapses { get; init; }

    /// <summary>The last answer, UTC; null while new.</summary>
    public DateTime? LastReview { get; init; }

    /// <summary>From when on it is to be answered, UTC.</summary>
    public DateTime Due { get; init; }

    public FsrsMemory Memory => new(Stability, Difficulty);

    /// <summary>A card that was never answered.</summary>
    public static FsrsCard New(DateTime dueUtc) => new() { Due = dueUtc };

    /// <summary>Whole study days since the last answer; 0 while new, and never negative, whatever became of the clock or the zone.</summary>
    public int ElapsedDays(DateTime utc, StudyCalendar calendar) => ElapsedDays(calendar.DayOf(utc), calendar);

    /// <inheritdoc cref="ElapsedDays(DateTime, StudyCalendar)"/>
    public int ElapsedDays(DateOnly day, StudyCalendar calendar) =>
        LastReview is { } last && State != CardState.New ? Math.Max(0, day.DayNumber - calendar.DayOf(last).DayNumber) : 0;
}
