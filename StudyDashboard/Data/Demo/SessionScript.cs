using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

/// <summary>Plays one session as the timer, the log or the flashcards would have recorded it.</summary>
internal sealed class SessionScript(Persona persona, HistoryOwner owner)
{
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(25);

    private readonly StudyCalendar _calendar = owner.Calendar;

    /// <summary>A sitting of flashcards.</summary>
    public StudySession Cards(DateTime start, Random random)
    {
        var cards = random.Next(8, 36);
        var end = start.AddSeconds(cards * random.Next(6, 14));
        var session = StudySession.Completed(
            owner.StudentId, CardSubject(random).About(SessionKind.VocabularyReview), SessionSource.Review, null, _calendar, start, end);
        session.SetSitting(
            [.. _calendar.SplitByHour(start, end).GroupBy(p => (p.Day, p.Hour)).Select(g => new SessionHour(g.Key.Day, g.Key.Hour, g.Sum(p => p.Seconds)))],
            cards);
        return session;
    }

    /// <summary>A session of the timer, or now and then one that was typed in afterwards.</summary>
    public StudySession Session(DateTime start, int minutes, bool planned, Random random)
    {
        var subject = persona.SubjectFor(random);
        var kind = subject.Kinds[random.Next(subject.Kinds.Count)];
        var about = subject.About(kind, [.. Tags(kind, start, random)]);
        var typed = !planned && random.NextDouble() < 0.06;
        var session = typed ? Typed(about, start, minutes, random) : Timed(about, start, minutes, planned, random);
        if (Answers(kind, minutes, random) is var (answered, correct))
        {
            session.Rate(answered, Correct(answered, correct, start, random), random.NextDouble() < 0.5 ? Rating(start, random) : null);
        }
        else if (random.NextDouble() < 0.4)
        {
            session.Rate(0, 0, Rating(start, random));
        }
        if (subject.Notes.Count > 0 && random.NextDouble() < 0.16)
        {
            session.WriteNote(subject.Notes[random.Next(subject.Notes.Count)]);
        }
        return session;
    }

    private StudySession Typed(SessionAbout about, DateTime start, int minutes, Random random) => random.Next(3) == 0
        ? StudySession.CompletedByDuration(owner.StudentId, about, SessionSource.Manual, null, _calendar, _calendar.DayOf(start), minutes / 5 * 300)
        : StudySession.Completed(owner.StudentId, about, SessionSource.Manual, null, _calendar, start, start.AddMinutes(minutes));

    private StudySession Timed(SessionAbout about, DateTime start, int minutes, bool planned, Random random)
    {
        var pomodoro = minutes >= 45 && random.NextDouble() < 0.6;
        var plan = pomodoro ? new TimerPlan(TimerMode.Pomodoro) : random.Next(3) == 0 ? new TimerPlan(TimerMode.Countdown) : TimerPlan.Stopwatch;
        var session = planned ? Planned(about, start, minutes) : StudySession.Start(owner.StudentId, about, plan, minutes / 5 * 5, _calendar, start);
        if (planned)
        {
            session.StartPlanned(plan, _calendar, start);
        }
        var end = pomodoro ? Rounds(session, start, minutes, random) : Straight(session, start, minutes, random);
        if (ActivityOf(about.Kind) is { } activity && random.NextDouble() < 0.75)
        {
            session.AddActivity(activity, end, CountOf(activity, minutes, random), null, Math.Min(minutes, 10 + random.Next(20)));
        }
        session.Finish(end);
        return session;
    }

    private StudySession Planned(SessionAbout about, DateTime start, int minutes)
    {
        var local = _calendar.LocalOf(start);
        var time = new TimeOnly(local.Hour, local.Minute / 15 * 15);
        return StudySession.Planned(owner.StudentId, about, _calendar.DayOf(start), time, Math.Max(15, minutes / 15 * 15), _calendar);
    }

    private static DateTime Rounds(StudySession session, DateTime start, int minutes, Random random)
    {
        var (at, left) = (start, TimeSpan.FromMinutes(minutes));
        for (; left > Round; left -= Round)
        {
            session.Pause(at += Round, PauseReason.Break, 300);
            session.Resume(at = at.AddSeconds(300 + random.Next(-20, 90)));
        }
        return at + left;
    }

    private static DateTime Straight(StudySession session, DateTime start, int minutes, Random random)
    {
        if (minutes < 30 || random.NextDouble() < 0.55)
        {
            return start.AddMinutes(minutes);
        }
        var before = minutes * (35 + random.Next(30)) / 100;
        var pause = TimeSpan.FromSeconds(random.Next(120, 720));
        session.Pause(start.AddMinutes(before));
        session.Resume(start.AddMinutes(before) + pause);
        return start.AddMinutes(minutes) + pause;
    }

    private static (int Answered, double Harder)? Answers(SessionKind kind, int minutes, Random random) => kind switch
    {
        SessionKind.Practice => (Math.Max(4, minutes / 3 + random.Next(-3, 6)), 0),
        SessionKind.Test => (10 * random.Next(2, 5), 0.05),
        _ => null,
    };

    private int Correct(int answered, double harder, DateTime start, Random random)
    {
        var share = persona.Accuracy.From + ((persona.Accuracy.To - persona.Accuracy.From) * Progress(start)) - harder;
        return Math.Clamp((int)Math.Round(answered * (share + ((random.NextDouble() - 0.5) * 0.2))), 0, answered);
    }

    private int Rating(DateTime start, Random random) => Math.Clamp(2 + (int)((1.4 * Progress(start)) + (1.9 * random.NextDouble())), 1, 5);

    private double Progress(DateTime start) => Math.Clamp(1 - ((owner.NowUtc - start).TotalDays / persona.Days), 0, 1);

    private PersonaSubject CardSubject(Random random) =>
        persona.Subjects.FirstOrDefault(s => s.Language is not null && random.NextDouble() < 0.8) ?? persona.SubjectFor(random);

    private IEnumerable<string> Tags(SessionKind kind, DateTime start, Random random)
    {
        if (kind == SessionKind.Test)
        {
            yield return "past paper";
        }
        if (persona.IsExamPhase(_calendar.DayOf(start)) && random.NextDouble() < 0.7)
        {
            yield return "exam";
        }
        if (random.NextDouble() < 0.08)
        {
            yield return "library";
        }
    }

    private static ActivityType? ActivityOf(SessionKind kind) => kind switch
    {
        SessionKind.Theory or SessionKind.Review => ActivityType.Read,
        SessionKind.Practice => ActivityType.Solve,
        SessionKind.Test => ActivityType.Test,
        SessionKind.ContentStudy => ActivityType.Watch,
        SessionKind.Conversation => ActivityType.Conversation,
        _ => null,
    };

    private static int? CountOf(ActivityType activity, int minutes, Random random) => activity switch
    {
        ActivityType.Read => (minutes / 3) + random.Next(5),
        ActivityType.Solve => (minutes / 4) + random.Next(4),
        ActivityType.Test => 1,
        _ => null,
    };
}
