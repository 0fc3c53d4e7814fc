using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>
/// What a person or a program says about a finished session: start and end, or a day and a length. A start with a length is a start
/// and an end by the time it comes here.
/// </summary>
public sealed record SessionEntry
{
    /// <summary>Longest session that may be typed: more is a slip in a date.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromHours(24);

    private static readonly DateTime Earliest = new(1990, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public required SessionAbout About { get; init; }

    /// <summary>UTC; with <see cref="EndedAt"/>, or null for a session of which only day and length are known.</summary>
    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>The study day of a session without clock times.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The length of a session without clock times, in seconds.</summary>
    public int? NetSeconds { get; init; }

    public int QuestionsAnswered { get; init; }

    public int CorrectAnswers { get; init; }

    public int? SelfRating { get; init; }

    public string Note { get; init; } = "";

    /// <summary>What to do about sessions that overlap; without an answer an overlap is refused and named.</summary>
    public OverlapFix? Fix { get; init; }

    /// <summary>Whether start and end are given, and not only a length.</summary>
    public bool HasClockTimes => StartedAt is not null || EndedAt is not null;

    /// <summary>Start to end, whole seconds.</summary>
    public Interval Span => new(Clock.ToSecond(StartedAt!.Value), Clock.ToSecond(EndedAt!.Value));

    /// <summary>Everything about the entry that cannot be taken.</summary>
    public IEnumerable<FieldError> Check(DateTime nowUtc) => SessionValidation.About(About)
        .Concat(SessionValidation.Note(Note))
        .Concat(SessionValidation.Result(QuestionsAnswered, CorrectAnswers, SelfRating))
        .Concat(HasClockTimes ? CheckSpan(nowUtc) : CheckDuration(nowUtc));

    private IEnumerable<FieldError> CheckSpan(DateTime nowUtc)
    {
        if (StartedAt is not { } start)
        {
            yield return new FieldError("started_at", SessionTexts.Refused_StartMissing);
        }
        else if (EndedAt is not { } end)
        {
            yield return new FieldError("ended_at", SessionTexts.Refused_EndMissing);
        }
        else if (end < start)
        {
            yield return new FieldError("ended_at", SessionTexts.Refused_EndBeforeStart);
        }
        else if (start < Earliest)
        {
            yield return new FieldError("started_at", SessionTexts.Refused_TooEarly);
        }
        else if (end - start > Longest)
        {
            yield return new FieldError("ended_at", SessionTexts.Refused_Over24Hours);
        }
        else if (end > nowUtc.AddMinutes(1))
        {
            yield return new FieldError("ended_at", SessionTexts.Refused_Future);
        }
    }

    private IEnumerable<FieldError> CheckDuration(DateTime nowUtc)
    {
        if (Day is not { } day)
        {
            yield return new FieldError("started_at", SessionTexts.Refused_StartMissing);
        }
        else if (day > DateOnly.FromDateTime(nowUtc).AddDays(1))
        {
            yield return new FieldError("study_day", SessionTexts.Refused_Future);
        }
        else if (day < DateOnly.FromDateTime(Earliest))
        {
            yield return new FieldError("study_day", SessionTexts.Refused_TooEarly);
        }
        if (NetSeconds is not { } seconds || seconds < 0 || seconds > Longest.TotalSeconds)
        {
            yield return new FieldError("net_seconds", SessionTexts.Refused_Over24Hours);
        }
    }
}
