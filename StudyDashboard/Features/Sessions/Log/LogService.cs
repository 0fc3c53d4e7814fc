using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>Writes the log by hand: entries, edits, deletes and restores.</summary>
public sealed class LogService(SessionRecorder recorder, TimeProvider clock)
{
    /// <summary>Adds a finished session that no timer saw.</summary>
    public async Task<Outcome<Recording<StudySession>>> AddAsync(int studentId, SessionEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Check(clock.NowUtc()).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        return await recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Add, async book =>
        {
            var calendar = await book.Context.CalendarOfAsync(studentId, cancellationToken);
            StudySession session;
            if (entry.HasClockTimes)
            {
                var others = await Overlaps.FindAsync(book, entry.Span, null, cancellationToken);
                var span = Overlaps.Apply(entry.Span, others, entry.Fix, Name);
                if (span.Refusal is { } overlap)
                {
                    return overlap;
                }
                session = StudySession.Completed(studentId, entry.About, SessionSource.Manual, null, calendar, span.Value.Start, span.Value.End);
            }
            else
            {
                session = StudySession.CompletedByDuration(
                    studentId, entry.About, SessionSource.Manual, null, calendar, entry.Day!.Value, entry.NetSeconds!.Value);
            }
            session.Rate(entry.QuestionsAnswered, entry.CorrectAnswers, entry.SelfRating);
            session.WriteNote(entry.Note);
            return book.Add(session);
        }, cancellationToken);
    }

    /// <summary>Changes a finished session.</summary>
    /// <param name="studentId">Whose it is.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="version">The version that was read, or null to change whatever is there now.</param>
    /// <param name="entry">All of it as it shall be.</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    public async Task<Outcome<Recording<StudySession>>> EditAsync(
        int studentId, int sessionId, int? version, SessionEntry entry, CancellationToken cancellationToken)
    {
        if (entry.Check(clock.NowUtc()).ToRefusal() is { } refusal)
        {
            return refusal;
        }
        return await recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Edit, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (LogRules.WhyNotEditable(session, version) is { } reason)
            {
                return reason;
            }
            if (LogRules.CanRetime(session))
            {
                if (await RetimeAsync(book, session, entry, cancellationToken) is { } overlap)
                {
                    return overlap;
                }
            }
            session.Describe(LogRules.CanChangeKind(session) ? entry.About : entry.About with { Kind = session.Kind });
            session.Rate(entry.QuestionsAnswered, entry.CorrectAnswers, entry.SelfRating);
            session.WriteNote(entry.Note);
            return session;
        }, cancellationToken);
    }

    /// <summary>Deletes sessions; they can be restored for 30 days (rules.md 17).</summary>
    public Task<Outcome<Recording<int>>> DeleteAsync(int studentId, IReadOnlyCollection<int> sessionIds, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.Delete, async book =>
        {
            var sessions = await book.FindAsync(sessionIds, cancellationToken: cancellationToken);
            if (sessions.Count != sessionIds.Distinct().Count())
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (sessions.Select(LogRules.WhyNotDeletable).FirstOrDefault(r => r is not null) is { } reason)
            {
                return reason;
            }
            foreach (var session in sessions)
            {
                session.Delete(book.NowUtc);
            }
            return sessions.Count;
        }, cancellationToken);

    /// <summary>Deletes one session, unless it was changed since the version that was read.</summary>
    public Task<Outcome<Recording<int>>> DeleteAsync(int studentId, int sessionId, int? version, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.Delete, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (version is { } read && read != session.Version)
            {
                return Refusal.Stale(SessionTexts.Refused_Stale);
            }
            if (LogRules.WhyNotDeletable(session) is { } reason)
            {
                return reason;
            }
            session.Delete(book.NowUtc);
            return 1;
        }, cancellationToken);

    /// <summary>Brings deleted sessions back, with all totals.</summary>
    public Task<Outcome<Recording<int>>> RestoreAsync(int studentId, IReadOnlyCollection<int> sessionIds, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.Restore, async book =>
        {
            var sessions = await book.FindAsync(sessionIds, deletedToo: true, cancellationToken);
            if (sessions.Count != sessionIds.Distinct().Count())
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (sessions.Select(LogRules.WhyNotDeletable).FirstOrDefault(r => r is not null) is { } reason)
            {
                return reason;
            }
            if (sessions.Any(s => s.Status == SessionStatus.InProgress) && await book.RunningAsync(cancellationToken) is { } running)
            {
                return Refusal.Conflict(SessionTexts.Refused_Running.With(Name(running)), running.Id);
            }
            foreach (var session in sessions)
            {
                session.Undelete();
            }
            return sessions.Count;
        }, cancellationToken);

    private static async Task<Refusal?> RetimeAsync(
        SessionBook book, StudySession session, SessionEntry entry, CancellationToken cancellationToken)
    {
        if (!entry.HasClockTimes)
        {
            session.SetDuration(entry.Day!.Value, entry.NetSeconds!.Value);
            return null;
        }
        if (session.Span == entry.Span)
        {
            return null;
        }
        var others = await Overlaps.FindAsync(book, entry.Span, session, cancellationToken);
        var span = Overlaps.Apply(entry.Span, others, entry.Fix, Name);
        if (span.Refusal is null)
        {
            session.SetSpan(span.Value.Start, span.Value.End);
        }
        return span.Refusal;
    }

    internal static string Name(StudySession session)
    {
        var label = session.Subject ?? SessionLabels.Of(session.Kind);
        return session.Span is { } span
            ? $"{label} ({session.Calendar.LocalOf(span.Start):HH:mm}–{session.Calendar.LocalOf(span.End):HH:mm})"
            : label;
    }
}
