using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Planning;

/// <summary>A session that is meant to happen.</summary>
public sealed record PlannedSession(SessionAbout About, DateOnly Day, TimeOnly? Time, int? Minutes, string Note = "");

/// <summary>Writes planned sessions by hand. A late one stays planned until it is skipped or moved (rules.md 14).</summary>
public sealed class SessionPlanner(SessionRecorder recorder)
{
    /// <summary>Plans a session.</summary>
    public async Task<Outcome<Recording<StudySession>>> PlanAsync(int studentId, PlannedSession plan, CancellationToken cancellationToken)
    {
        if (Check(plan) is { } refusal)
        {
            return refusal;
        }
        return await recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Plan, async book =>
        {
            var calendar = await book.Context.CalendarOfAsync(studentId, cancellationToken);
            var session = StudySession.Planned(studentId, plan.About, plan.Day, plan.Time, plan.Minutes, calendar);
            session.WriteNote(plan.Note);
            return book.Add(session);
        }, cancellationToken);
    }

    /// <summary>Changes a planned session, or moves it.</summary>
    public Task<Outcome<Recording<StudySession>>> ReplanAsync(
        int studentId, int sessionId, PlannedSession plan, CancellationToken cancellationToken) =>
        Check(plan) is { } refusal
            ? Task.FromResult<Outcome<Recording<StudySession>>>(refusal)
            : ChangeAsync(studentId, sessionId, SessionStatus.Planned, session =>
            {
                session.Describe(plan.About);
                session.Replan(plan.Day, plan.Time, plan.Minutes);
                session.WriteNote(plan.Note);
            }, cancellationToken);

    /// <summary>Moves a planned session to another day.</summary>
    public Task<Outcome<Recording<StudySession>>> MoveAsync(int studentId, int sessionId, DateOnly day, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, sessionId, SessionStatus.Planned, s => s.Replan(day, s.PlannedTime, s.PlannedMinutes), cancellationToken);

    public Task<Outcome<Recording<StudySession>>> SkipAsync(int studentId, int sessionId, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, sessionId, SessionStatus.Planned, s => s.Skip(), cancellationToken);

    public Task<Outcome<Recording<StudySession>>> UnskipAsync(int studentId, int sessionId, CancellationToken cancellationToken) =>
        ChangeAsync(studentId, sessionId, SessionStatus.Skipped, s => s.Unskip(), cancellationToken);

    private static Refusal? Check(PlannedSession plan) => SessionValidation.About(plan.About)
        .Concat(SessionValidation.PlannedMinutes(plan.Minutes))
        .Concat(SessionValidation.Note(plan.Note))
        .ToRefusal();

    private Task<Outcome<Recording<StudySession>>> ChangeAsync(
        int studentId, int sessionId, SessionStatus required, Action<StudySession> change, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Plan, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (session.Status != required)
            {
                return Refusal.Conflict(SessionTexts.Refused_NotPlanned);
            }
            change(session);
            return session;
        }, cancellationToken);
}
