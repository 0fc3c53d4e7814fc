using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Seeding;

/// <summary>
/// The sessions of one seeded study day: one behind the other without overlaps, the first of half an hour, so that every day earns
/// points and holds the streak however many sessions share it. The same arguments give the same sessions.
/// </summary>
internal static class SeedDay
{
    /// <summary>Up to this many fit between morning and evening; more take the whole day.</summary>
    private const int WakingSessions = 12;

    private static readonly string[] Subjects = ["Algebra", "Spanish", "Physics", "History", "Chemistry", "Essay writing"];

    private static readonly TimerPlan Pomodoro = new(TimerMode.Pomodoro);

    /// <summary>The sessions, in order of their start.</summary>
    /// <param name="studentId">The student.</param>
    /// <param name="calendar">The student's days.</param>
    /// <param name="day">The study day.</param>
    /// <param name="end">No session ends later: the present, or the end of the day.</param>
    /// <param name="first">Running number of the first session; kinds and subjects follow from it.</param>
    /// <param name="count">How many sessions.</param>
    public static IEnumerable<StudySession> Of(int studentId, StudyCalendar calendar, DateOnly day, DateTime end, int first, int count)
    {
        var start = calendar.StartOf(day);
        if (count <= WakingSessions && end - start > TimeSpan.FromHours(18))
        {
            (start, end) = (start.AddHours(4), start.AddHours(18));
        }
        var opening = Math.Min(1800, (int)(end - start).TotalSeconds / 2);
        var slot = count > 1 ? ((end - start).TotalSeconds - opening) / (count - 1) : 0;
        for (var i = 0; i < count; i++)
        {
            var from = i == 0 ? start : Clock.ToSecond(start.AddSeconds(opening + (slot * (i - 1))));
            var seconds = i == 0 ? opening : Math.Max(1, (int)Math.Min(2400, slot * 0.8));
            yield return One(studentId, calendar, from, seconds, i == 0 ? 0 : first + i);
        }
    }

    private static StudySession One(int studentId, StudyCalendar calendar, DateTime from, int seconds, int number)
    {
        var end = from.AddSeconds(seconds);
        var subject = Subjects[number / 10 % Subjects.Length];
        SessionAbout About(SessionKind kind) => new() { Kind = kind, Subject = subject };
        StudySession Completed(SessionKind kind, SessionSource source) => StudySession.Completed(studentId, About(kind), source, null, calendar, from, end);
        switch (number % 10)
        {
            case 4:
                return Completed(SessionKind.Theory, SessionSource.Manual);
            case 5:
                return Completed(SessionKind.ContentStudy, SessionSource.Material);
            case 6:
                var quiz = Completed(SessionKind.Test, SessionSource.Quiz);
                quiz.Rate(10, 5 + (number / 10 % 6), null);
                return quiz;
            case 7:
                var sitting = Completed(SessionKind.VocabularyReview, SessionSource.Review);
                sitting.SetSitting(
                    [.. calendar.SplitByHour(from, end).GroupBy(p => (p.Day, p.Hour)).Select(g => new SessionHour(g.Key.Day, g.Key.Hour, g.Sum(p => p.Seconds) / 2))],
                    12 + (number / 10 % 20));
                return sitting;
            case 8:
                return Completed(SessionKind.Scenario, SessionSource.Scenario);
            case 9:
                return StudySession.CompletedByDuration(
                    studentId, About(SessionKind.Review), SessionSource.Manual, null, calendar, calendar.DayOf(from), seconds);
            case var n:
                var timed = StudySession.Start(
                    studentId, About(n % 2 == 0 ? SessionKind.Practice : SessionKind.Theory), n == 0 ? Pomodoro : TimerPlan.Stopwatch, null, calendar, from);
                if (number == 0)
                {
                    timed.Pause(from.AddSeconds(seconds / 2), PauseReason.Break);
                    timed.Resume(from.AddSeconds(seconds * 2 / 3));
                }
                timed.Finish(end);
                timed.Rate(8, 4 + (number / 10 % 5), null);
                return timed;
        }
    }
}
