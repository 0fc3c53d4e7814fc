using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer;

/// <content>What is said about a session while its timer runs and when it has just ended: activities, note, subject, result.</content>
public sealed partial class TimerService
{
    /// <summary>Adds an activity to the session: a mark in time, or one with counts or a length in minutes.</summary>
    public Task<Outcome<Recording<StudySession>>> AddActivityAsync(
        int studentId, int sessionId, ActivityType type, int? count, int? correct, int? minutes, CancellationToken cancellationToken) =>
        SessionValidation.Activity(count, correct, minutes).ToRefusal() is { } refusal
            ? Task.FromResult<Outcome<Recording<StudySession>>>(refusal)
            : RunAsync(studentId, sessionId, ChangeVerb.Edit, (session, now) => session.AddActivity(type, now, count, correct, minutes), cancellationToken);

    /// <summary>Says how much was done in an activity of the running session.</summary>
    public Task<Outcome<Recording<StudySession>>> CountActivityAsync(
        int studentId, int sessionId, int activityId, int? count, int? correct, CancellationToken cancellationToken) =>
        SessionValidation.Activity(count, correct, null).ToRefusal() is { } refusal
            ? Task.FromResult<Outcome<Recording<StudySession>>>(refusal)
            : RunAsync(studentId, sessionId, ChangeVerb.Edit, (session, _) =>
                session.Activities.SingleOrDefault(a => a.Id == activityId)?.SetCounts(count, correct), cancellationToken);

    /// <summary>Ends the activity that goes on; the timer runs on. Ending none changes nothing.</summary>
    public Task<Outcome<Recording<StudySession>>> EndActivityAsync(int studentId, int sessionId, CancellationToken cancellationToken) =>
        RunAsync(studentId, sessionId, ChangeVerb.Edit, (session, now) => session.CurrentActivity?.End(now), cancellationToken);

    /// <summary>Says anew what the running session is about, and its note.</summary>
    public Task<Outcome<Recording<StudySession>>> DescribeAsync(
        int studentId, int sessionId, SessionAbout about, string note, CancellationToken cancellationToken) =>
        SessionValidation.About(about).Concat(SessionValidation.Note(note)).ToRefusal() is { } refusal
            ? Task.FromResult<Outcome<Recording<StudySession>>>(refusal)
            : RunAsync(studentId, sessionId, ChangeVerb.Edit, (session, _) =>
            {
                session.Describe(about);
                session.WriteNote(note);
            }, cancellationToken);

    /// <summary>
    /// Writes the note of the running session. Refused as stale when it is no longer <paramref name="known"/>, so that two devices
    /// never lose what the other one wrote.
    /// </summary>
    public Task<Outcome<Recording<StudySession>>> WriteNoteAsync(
        int studentId, int sessionId, string known, string note, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Edit, async book =>
        {
            if (SessionValidation.Note(note).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (session.Note != known && session.Note != note)
            {
                return Refusal.Stale(TimerTexts.Refused_NoteChanged);
            }
            session.WriteNote(note);
            return session;
        }, cancellationToken);

    /// <summary>
    /// Says how a session went that has just been finished by <paramref name="finishChangeId"/>. Undoing this takes the finish back
    /// too, so the timer runs on as if it had never been stopped.
    /// </summary>
    public Task<Outcome<Recording<StudySession>>> RateAsync(
        int studentId, int sessionId, int? finishChangeId, FinishTimer result, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Finish, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (session.Status != SessionStatus.Completed)
            {
                return Refusal.Conflict(TimerTexts.Refused_NotFinished);
            }
            var answered = result.QuestionsAnswered ?? session.QuestionsAnswered;
            var correct = result.CorrectAnswers ?? session.CorrectAnswers;
            if (SessionValidation.Result(answered, correct, result.SelfRating).Concat(SessionValidation.Note(result.Note)).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            if (await FinishedByAsync(book, session, finishChangeId, cancellationToken) is { } running)
            {
                book.Continue(session, running);
            }
            session.Rate(answered, correct, result.SelfRating ?? session.SelfRating);
            session.WriteNote(result.Note ?? session.Note);
            return session;
        }, cancellationToken);

    private static async Task<SessionSnapshot?> FinishedByAsync(
        SessionBook book, StudySession session, int? changeId, CancellationToken cancellationToken)
    {
        var change = await book.Context.SessionChanges.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == changeId && c.StudentId == book.StudentId && c.UndoneAt == null, cancellationToken);
        return change is not null && JsonSerializer.Deserialize<List<SessionSnapshot>>(change.Before) is [var only]
            && only.SessionId == session.Id && only.VersionAfter == session.Version ? only : null;
    }
}
