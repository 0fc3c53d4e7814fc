using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Tests.Support;

/// <summary>Makes what tests need; every argument has a default, so a test names only what matters to it.</summary>
public static class Make
{
    public static Person Person(string name = "Mina", string zone = "Europe/Sofia", int dayStartHour = 4, DateTime? createdAt = null)
    {
        var person = StudyDashboard.Features.Accounts.Person.Create(name, $"{name.ToLowerInvariant()}-{Guid.NewGuid():n}@example.org", createdAt ?? At("2026-01-01 00:00"));
        person.NormalizedEmail = person.NormalizedUserName = person.Email!.ToUpperInvariant();
        person.SetDays(zone, dayStartHour, DayOfWeek.Monday);
        return person;
    }

    public static SessionAbout About(SessionKind kind = SessionKind.Practice, string? subject = "Algebra", string? domain = null) =>
        new() { Kind = kind, Subject = subject, DomainCode = domain };

    /// <summary>A completed session.</summary>
    public static StudySession Session(
        int studentId, DateTime? start = null, int minutes = 30, SessionKind kind = SessionKind.Practice, string? subject = "Algebra",
        SessionSource source = SessionSource.Timer, string zone = "Europe/Sofia", int dayStartHour = 4, int answered = 0, int correct = 0)
    {
        var from = start ?? At("2026-03-10 09:00");
        var session = StudySession.Completed(
            studentId, About(kind, subject), source, null, StudyCalendar.For(zone, dayStartHour), from, from.AddMinutes(minutes));
        session.Rate(answered, correct, null);
        return session;
    }

    /// <summary>A UTC instant from <c>2026-03-10 09:00</c>.</summary>
    public static DateTime At(string utc) =>
        DateTime.Parse(utc, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal);
}
