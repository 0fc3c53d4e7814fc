using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

/// <summary>How someone studies: what a <see cref="StudyHistory"/> makes years of sessions from.</summary>
public sealed record Persona
{
    /// <summary>Makes one persona's chances differ from another's.</summary>
    public required int Seed { get; init; }

    public required IReadOnlyList<PersonaSubject> Subjects { get; init; }

    /// <summary>Sessions that an ordinary day has on average, Sunday first.</summary>
    public required IReadOnlyList<double> Rhythm { get; init; }

    /// <summary>Days of history before today.</summary>
    public int Days { get; init; } = 730;

    /// <summary>Usual length of a session in minutes.</summary>
    public int Minutes { get; init; } = 40;

    /// <summary>Share of right answers in the first days and now.</summary>
    public (double From, double To) Accuracy { get; init; } = (0.58, 0.86);

    /// <summary>Days of an exam, as (month, day) of each year. The three weeks before have more and longer sessions.</summary>
    public IReadOnlyList<(int Month, int Day)> Exams { get; init; } = [];

    /// <summary>Weeks off, as (month, day) to (month, day) within a year.</summary>
    public IReadOnlyList<((int Month, int Day) From, (int Month, int Day) To)> Holidays { get; init; } = [];

    /// <summary>Share of days that begin with flashcards.</summary>
    public double Cards { get; init; }

    /// <summary>Share of days with a late session that goes on past midnight.</summary>
    public double Nights { get; init; }

    /// <summary>Study days of the streak that goes on now; 0 for none that is made sure of.</summary>
    public int Streak { get; init; }

    /// <summary>Weekday on which nothing is expected.</summary>
    public DayOfWeek? RestDay { get; init; }

    /// <summary>Whether some of the recent sessions were planned before, and the next two weeks are.</summary>
    public bool Plans { get; init; }

    /// <summary>Whether a timer was left running two days ago.</summary>
    public bool ForgotTimer { get; init; }

    public bool IsExamPhase(DateOnly day) => Exams.Any(e => Enumerable.Range(0, 2)
        .Select(year => new DateOnly(day.Year + year, e.Month, e.Day)).Any(exam => exam >= day && exam.DayNumber - day.DayNumber <= 21));

    public bool IsHoliday(DateOnly day) => Holidays.Any(h => (day.Month, day.Day).CompareTo(h.From) >= 0 && (day.Month, day.Day).CompareTo(h.To) <= 0);

    internal Random ChancesOf(DateOnly day) => new((Seed * 1_000_003) + day.DayNumber);

    internal PersonaSubject SubjectFor(Random random)
    {
        var at = random.NextDouble() * Subjects.Sum(s => s.Weight);
        return Subjects.FirstOrDefault(s => (at -= s.Weight) < 0) ?? Subjects[^1];
    }
}

/// <summary>Something a persona learns.</summary>
/// <param name="Name">The subject.</param>
/// <param name="Weight">How often it comes, against the others.</param>
/// <param name="Kinds">Kinds of session, the usual ones named more than once.</param>
/// <param name="Notes">What the student writes now and then.</param>
/// <param name="Language">The language learned, if one is.</param>
public sealed record PersonaSubject(
    string Name, double Weight, IReadOnlyList<SessionKind> Kinds, IReadOnlyList<string> Notes, string? Language = null)
{
    internal SessionAbout About(SessionKind kind, params IReadOnlyList<string> tags) =>
        new() { Kind = kind, Subject = Name, Language = Language, Tags = tags };
}

/// <summary>Whose history it is, in which zone, as of when.</summary>
public sealed record HistoryOwner(int StudentId, StudyCalendar Calendar, DateTime NowUtc)
{
    public DateOnly Today => Calendar.DayOf(NowUtc);
}
