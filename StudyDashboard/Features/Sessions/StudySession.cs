using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions;

/// <summary>
/// One piece of learning: the fact from which every number follows. Instants are UTC and whole seconds. A session keeps the zone
/// and the day start it was recorded with, so a later change of either moves no history (rules.md 7).
/// </summary>
public sealed partial class StudySession
{
    private readonly List<SessionPause> _pauses = [];
    private readonly List<SessionActivity> _activities = [];
    private readonly List<SessionHour> _hours = [];

    private StudySession()
    {
    }

    public int Id { get; private set; }

    public int StudentId { get; private set; }

    public SessionKind Kind { get; private set; }

    public SessionStatus Status { get; private set; }

    public string? Subject { get; private set; }

    public string? Language { get; private set; }

    public int? ClassId { get; private set; }

    /// <summary>The assignment of that class that it was for.</summary>
    public int? AssignmentId { get; private set; }

    public int? PlanId { get; private set; }

    public string? DomainCode { get; private set; }

    public List<string> Tags { get; private set; } = [];

    public SessionSource Source { get; private set; }

    /// <summary>Id of what created the session, in the feature that <see cref="Source"/> names.</summary>
    public int? SourceId { get; private set; }

    /// <summary>The import that brought it, if one did.</summary>
    public int? ImportId { get; private set; }

    /// <summary>Identity of an imported row (rules.md 18): a second import of the same row finds it and adds nothing.</summary>
    public string? ImportKey { get; private set; }

    public DateOnly? PlannedDay { get; private set; }

    /// <summary>Wall-clock time in <see cref="TimeZone"/>.</summary>
    public TimeOnly? PlannedTime { get; private set; }

    public int? PlannedMinutes { get; private set; }

    /// <summary>IANA name of the zone it was recorded in.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>Hour at which the person's study day began when it was recorded, 0 to 23.</summary>
    public int DayStartHour { get; private set; }

    public DateTime? StartedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>The study day of its start, to which its counts and points belong; null while it is only planned.</summary>
    public DateOnly? StudyDay { get; private set; }

    /// <summary>The study day in which it ends; later than <see cref="StudyDay"/> when it crosses a day boundary.</summary>
    public DateOnly? LastDay { get; private set; }

    /// <summary>From start to end.</summary>
    public int GrossSeconds { get; private set; }

    /// <summary>What counts: gross less pauses and less the spans of facts that lie inside it (rules.md 12).</summary>
    public int NetSeconds { get; private set; }

    /// <summary>Whether <see cref="NetSeconds"/> was given (duration only, a review sitting) and does not follow from the ends.</summary>
    public bool NetIsGiven { get; private set; }

    public int QuestionsAnswered { get; private set; }

    public int CorrectAnswers { get; private set; }

    public int CardsReviewed { get; private set; }

    /// <summary>The student's own rating, 1 to 5.</summary>
    public int? SelfRating { get; private set; }

    public string Note { get; private set; } = "";

    /// <summary>How the timer runs or ran; null for what no timer recorded.</summary>
    public TimerPlan? Timer { get; private set; }

    /// <summary>When the student's browser or program was last heard of while the timer ran.</summary>
    public DateTime? LastHeartbeatAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    /// <summary>Counts changes; an edit that names an older one is refused.</summary>
    public int Version { get; private set; }

    public IReadOnlyList<SessionPause> Pauses => _pauses;

    public IReadOnlyList<SessionActivity> Activities => _activities;

    public IReadOnlyList<SessionHour> Hours => _hours;

    /// <summary>The calendar it was recorded with.</summary>
    public StudyCalendar Calendar => StudyCalendar.For(TimeZone, DayStartHour);

    /// <summary>Whether it holds the student's one running slot.</summary>
    public bool IsRunning => Status == SessionStatus.InProgress && DeletedAt is null;

    /// <summary>The pause that is open now, if any.</summary>
    public SessionPause? OpenPause => _pauses.Find(p => p.EndedAt is null);

    /// <summary>Whether other facts inside it are cut out of its net: only the timer and the reader hold the running slot (rules.md 12).</summary>
    public bool IsHost => HostsOthers(Source);

    /// <summary>Whether it is cut out of the net of a timer or reader session around it, so that no minute counts twice.</summary>
    public bool IsEmbedded => LiesInside(Source, Kind);

    internal static bool HostsOthers(SessionSource source) => source is SessionSource.Timer or SessionSource.Material;

    internal static bool LiesInside(SessionSource source, SessionKind kind) =>
        source is SessionSource.Quiz or SessionSource.Scenario or SessionSource.Review or SessionSource.Lesson
        || (source == SessionSource.Import && kind == SessionKind.VocabularyReview);

    /// <summary>Start to end, for a session that has both.</summary>
    public Interval? Span => StartedAt is { } start && EndedAt is { } end ? new Interval(start, end) : null;

    /// <summary>A session in the plan, not begun.</summary>
    public static StudySession Planned(int studentId, SessionAbout about, DateOnly day, TimeOnly? time, int? minutes, StudyCalendar calendar)
    {
        var session = New(studentId, about, SessionSource.Manual, null, calendar);
        session.Status = SessionStatus.Planned;
        session.Replan(day, time, minutes);
        return session;
    }

    /// <summary>A finished session with clock times.</summary>
    /// <exception cref="ArgumentException">The end is before the start.</exception>
    public static StudySession Completed(
        int studentId, SessionAbout about, SessionSource source, int? sourceId, StudyCalendar calendar, DateTime start, DateTime end)
    {
        var session = New(studentId, about, source, sourceId, calendar);
        session.Status = SessionStatus.Completed;
        session.SetSpan(start, end);
        return session;
    }

    /// <summary>A finished session of which only the day and the length are known (rules.md 9).</summary>
    public static StudySession CompletedByDuration(
        int studentId, SessionAbout about, SessionSource source, int? sourceId, StudyCalendar calendar, DateOnly day, int netSeconds)
    {
        var session = New(studentId, about, source, sourceId, calendar);
        session.Status = SessionStatus.Completed;
        session.SetDuration(day, netSeconds);
        return session;
    }

    private static StudySession New(int studentId, SessionAbout about, SessionSource source, int? sourceId, StudyCalendar calendar)
    {
        var session = new StudySession
        {
            StudentId = studentId,
            Source = source,
            SourceId = sourceId,
            TimeZone = calendar.Zone.Id,
            DayStartHour = calendar.DayStartHour,
        };
        session.Describe(about);
        return session;
    }
}
