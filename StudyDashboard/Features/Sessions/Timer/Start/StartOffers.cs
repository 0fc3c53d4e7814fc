using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Timer.Start;

/// <summary>What a person is likely to start: what they last did, and what today's plan has.</summary>
public sealed class StartOffers(IDbContextFactory<StudyDbContext> contexts, IEnumerable<IClassChoices> classes, TimeProvider clock)
{
    private const int Recent = 60;
    private const int MaxSubjects = 8;

    /// <summary>A timer as a session's was set up.</summary>
    public async Task<StartTimer> AgainAsync(StudySession session, CancellationToken cancellationToken) => new()
    {
        About = session.ClassId is null ? session.About : session.About.Within(await ClassesAsync(session.StudentId, cancellationToken)),
        Timer = session.Timer ?? TimerPlan.Stopwatch,
        PlannedMinutes = session.PlannedMinutes,
    };

    /// <summary>Subjects of the latest sessions, the latest first.</summary>
    public async Task<IReadOnlyList<string>> SubjectsAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var subjects = await context.Sessions
            .Where(s => s.StudentId == studentId && s.StartedAt != null && s.DeletedAt == null && s.Subject != null).OrderByDescending(s => s.StartedAt)
            .Select(s => s.Subject!).Take(Recent).ToListAsync(cancellationToken);
        return [.. subjects.Distinct(StringComparer.OrdinalIgnoreCase).Take(MaxSubjects)];
    }

    /// <summary>The classes that a session of the student can be for.</summary>
    public Task<IReadOnlyList<SessionClass>> ClassesAsync(int studentId, CancellationToken cancellationToken) => classes.OfAsync(studentId, cancellationToken);

    /// <summary>What is planned for today and not begun; what is late comes first.</summary>
    public async Task<IReadOnlyList<PlannedTimer>> PlannedTodayAsync(Profile student, CancellationToken cancellationToken)
    {
        var today = student.Calendar.DayOf(clock.NowUtc());
        var earliest = today.AddDays(-7);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == student.Id && s.Status == SessionStatus.Planned && s.DeletedAt == null)
            .Where(s => s.PlannedDay <= today && s.PlannedDay >= earliest)
            .OrderBy(s => s.PlannedDay).ThenBy(s => s.PlannedTime)
            .Select(s => new PlannedTimer(s.Id, s.Kind, s.Subject, s.PlannedDay!.Value, s.PlannedTime, s.PlannedMinutes))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A session of the plan that can be started. The time is wall-clock time in the person's zone.</summary>
public sealed record PlannedTimer(int SessionId, SessionKind Kind, string? Subject, DateOnly Day, TimeOnly? Time, int? Minutes);
