using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>
/// The session timer. The truth is the stored instants, so closing a browser, killing the server or a second device never changes
/// the time by a second. A command that has been carried out already is answered the same again.
/// </summary>
public sealed partial class TimerService(SessionRecorder recorder, IDbContextFactory<StudyDbContext> contexts, TimeProvider clock)
{
    // One statement: every page asks for it, and one session has few of both.
    private static readonly Func<StudyDbContext, int, IAsyncEnumerable<StudySession>> RunningAndLast = ReadyQuery.Of((StudyDbContext context, int studentId) =>
        context.Sessions.Where(s => s.StudentId == studentId && s.Status == SessionStatus.InProgress && s.DeletedAt == null)
            .Union(context.Sessions.Where(s => s.StudentId == studentId && s.StartedAt != null && s.DeletedAt == null && s.Source == SessionSource.Timer
                    && s.Status != SessionStatus.InProgress)
                .OrderByDescending(s => s.StartedAt).Take(1))
            .Include(s => s.Pauses).Include(s => s.Activities).AsSingleQuery().AsNoTrackingWithIdentityResolution());

    /// <summary>The student's running timer, and the session that was started last with one of those that do not run; one statement.</summary>
    internal async Task<(TimerState? Current, StudySession? Last)> CurrentAndLastAsync(int studentId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sessions = await RunningAndLast(context, studentId).ToListAsync(cancellationToken);
        var last = sessions.Find(s => s.Status != SessionStatus.InProgress);
        if (sessions.Find(s => s.Status == SessionStatus.InProgress) is not { } running)
        {
            return (null, last);
        }
        var now = clock.NowUtc();
        PomodoroSchedule.Advance(running, now);
        return (TimerState.Of(running, now), last);
    }

    /// <summary>Starts a timer. While one runs: refused with its id, unless the command says to switch (rules.md 13).</summary>
    public async Task<Outcome<Recording<StudySession>>> StartAsync(int studentId, StartTimer command, CancellationToken cancellationToken)
    {
        var errors = SessionValidation.About(command.About)
            .Concat(SessionValidation.PlannedMinutes(command.PlannedMinutes))
            .Concat(SessionValidation.Note(command.Note));
        if (errors.ToRefusal() is { } refusal)
        {
            return refusal;
        }
        return await recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Start, async book =>
        {
            if (await book.RunningAsync(cancellationToken) is { } running)
            {
                if (!command.Switch)
                {
                    var name = running.Subject ?? SessionLabels.Of(running.Kind);
                    return Refusal.Conflict(SessionTexts.Refused_Running.With(name), running.Id);
                }
                PomodoroSchedule.Advance(running, book.NowUtc);
                running.Finish(book.NowUtc);
                await book.FlushAsync(cancellationToken);
            }
            var calendar = await book.Context.CalendarOfAsync(studentId, cancellationToken);
            if (command.PlannedSessionId is { } plannedId)
            {
                return await StartPlannedAsync(book, plannedId, command, calendar, cancellationToken);
            }
            var session = StudySession.Start(studentId, command.About, command.Timer, command.PlannedMinutes, calendar, book.NowUtc, command.Source, command.SourceId);
            session.WriteNote(command.Note ?? "");
            return book.Add(session);
        }, cancellationToken);
    }

    public Task<Outcome<Recording<StudySession>>> PauseAsync(int studentId, int sessionId, CancellationToken cancellationToken) =>
        RunAsync(studentId, sessionId, ChangeVerb.Pause, (session, now) =>
        {
            if (session.OpenPause is null)
            {
                var isFlow = session.Timer?.Mode == TimerMode.Flowtime;
                session.Pause(now, isFlow ? PauseReason.Break : PauseReason.Pause, isFlow ? FlowtimeBreak.SecondsAfter(session, now) : null);
            }
        }, cancellationToken);

    public Task<Outcome<Recording<StudySession>>> ResumeAsync(int studentId, int sessionId, CancellationToken cancellationToken) =>
        RunAsync(studentId, sessionId, ChangeVerb.Resume, (session, now) =>
        {
            if (session.OpenPause is not null)
            {
                session.Resume(now);
            }
        }, cancellationToken);

    /// <summary>
    /// Ends the session, or settles the end of a forgotten one (its last heartbeat, unless another end is given). Ending it again
    /// changes nothing and is answered the same.
    /// </summary>
    public Task<Outcome<Recording<StudySession>>> FinishAsync(int studentId, int sessionId, FinishTimer command, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Finish, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (session.Status == SessionStatus.Completed)
            {
                return session;
            }
            if (session.Status is not (SessionStatus.InProgress or SessionStatus.NeedsReview))
            {
                return Refusal.Conflict(SessionTexts.Refused_NotRunning);
            }
            var answered = command.QuestionsAnswered ?? session.QuestionsAnswered;
            var correct = command.CorrectAnswers ?? session.CorrectAnswers;
            var rating = command.SelfRating ?? session.SelfRating;
            if (SessionValidation.Result(answered, correct, rating).Concat(SessionValidation.Note(command.Note)).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            var asked = command.EndedAt ?? (session.Status == SessionStatus.NeedsReview ? session.LastHeartbeatAt ?? session.StartedAt : null);
            if (asked < session.StartedAt)
            {
                return Refusal.Invalid(new FieldError("ended_at", TimerTexts.Refused_EndBeforeStart));
            }
            End(session, asked, book.NowUtc);
            session.Rate(answered, correct, rating);
            session.WriteNote(command.Note ?? session.Note);
            return session;
        }, cancellationToken);

    /// <summary>Throws the running session away: a planned one returns to the plan, another one is deleted (and can be restored). Twice is once.</summary>
    public Task<Outcome<Recording<StudySession>>> DiscardAsync(int studentId, int sessionId, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Discard, async book =>
        {
            if (await book.FindAsync(sessionId, deletedToo: true, cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (session.DeletedAt is not null || session.Status == SessionStatus.Planned)
            {
                return session;
            }
            if (session.Status is not (SessionStatus.InProgress or SessionStatus.NeedsReview))
            {
                return Refusal.Conflict(SessionTexts.Refused_NotRunning);
            }
            if (session.PlannedDay is not null)
            {
                session.ReturnToPlan();
            }
            else
            {
                session.Delete(book.NowUtc);
            }
            return session;
        }, cancellationToken);

    /// <summary>Carries out the answer to the idle question about <c>[from, to)</c>.</summary>
    public Task<Outcome<Recording<StudySession>>> AnswerIdleAsync(
        int studentId, int sessionId, IdleAnswer answer, DateTime from, DateTime to, CancellationToken cancellationToken) => answer switch
        {
            IdleAnswer.DropAndStop => FinishAsync(studentId, sessionId, new FinishTimer(EndedAt: from), cancellationToken),
            IdleAnswer.DropAndContinue => RunAsync(studentId, sessionId, ChangeVerb.Drop,
                (session, now) => session.Drop(Clock.ToSecond(from), Clock.Earlier(Clock.ToSecond(to), now)), cancellationToken),
            _ => RunAsync(studentId, sessionId, ChangeVerb.Edit, (_, _) => { }, cancellationToken),
        };

    private static async Task<Outcome<StudySession>> StartPlannedAsync(
        SessionBook book, int plannedId, StartTimer command, StudyCalendar calendar, CancellationToken cancellationToken)
    {
        if (await book.FindAsync(plannedId, cancellationToken: cancellationToken) is not { } planned)
        {
            return Refusal.NotFound(SessionTexts.Refused_NotThere);
        }
        if (planned.Status != SessionStatus.Planned)
        {
            return Refusal.Conflict(SessionTexts.Refused_NotPlanned);
        }
        planned.Replan(planned.PlannedDay!.Value, planned.PlannedTime, planned.PlannedMinutes ?? command.PlannedMinutes);
        planned.StartPlanned(command.Timer, calendar, book.NowUtc);
        return planned;
    }

    private static void End(StudySession session, DateTime? asked, DateTime nowUtc)
    {
        if (asked is { } at && Clock.ToSecond(at) < nowUtc)
        {
            PomodoroSchedule.Advance(session, Clock.ToSecond(at));
            session.FinishBack(Clock.Later(Clock.ToSecond(at), session.StartedAt!.Value));
        }
        else
        {
            PomodoroSchedule.Advance(session, nowUtc);
            session.Finish(nowUtc);
        }
    }

    private Task<Outcome<Recording<StudySession>>> RunAsync(
        int studentId, int sessionId, ChangeVerb verb, Action<StudySession, DateTime> act, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, verb, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (!session.IsRunning)
            {
                return Refusal.Conflict(SessionTexts.Refused_Ended);
            }
            PomodoroSchedule.Advance(session, book.NowUtc);
            act(session, book.NowUtc);
            return session;
        }, cancellationToken);
}
