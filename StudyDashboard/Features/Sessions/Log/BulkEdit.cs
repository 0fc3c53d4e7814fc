using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>What to change in many sessions at once; null leaves a field as it is, empty text clears it.</summary>
public sealed record BulkChange
{
    public SessionKind? Kind { get; init; }

    public string? Subject { get; init; }

    public string? DomainCode { get; init; }

    public IReadOnlyList<string> AddTags { get; init; } = [];

    public IReadOnlyList<string> RemoveTags { get; init; } = [];

    internal SessionAbout ApplyTo(SessionAbout about) => about with
    {
        Kind = Kind ?? about.Kind,
        Subject = Subject ?? about.Subject,
        DomainCode = DomainCode ?? about.DomainCode,
        // Another domain is looked for in the active plan.
        PlanId = DomainCode is null || DomainCode == about.DomainCode ? about.PlanId : null,
        Tags = [.. about.Tags.Except(RemoveTags).Union(AddTags)],
    };
}

/// <summary>Commands on chosen sessions of the log: one change, one undo.</summary>
public sealed class BulkEdit(SessionRecorder recorder)
{
    /// <summary>Changes all of the sessions, or none.</summary>
    public Task<Outcome<Recording<int>>> ChangeAsync(
        int studentId, IReadOnlyCollection<int> sessionIds, BulkChange change, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.BulkEdit, async book =>
        {
            var sessions = await book.FindAsync(sessionIds, cancellationToken: cancellationToken);
            if (sessions.Count != sessionIds.Distinct().Count())
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            foreach (var session in sessions)
            {
                var about = change.ApplyTo(session.About);
                if (LogRules.IsReadOnly(session))
                {
                    return Refusal.Conflict(SessionTexts.Refused_Lesson);
                }
                if (SessionValidation.About(about).ToRefusal() is { } refusal)
                {
                    return refusal;
                }
                session.Describe(LogRules.CanChangeKind(session) ? about : about with { Kind = session.Kind });
            }
            return sessions.Count;
        }, cancellationToken);

    /// <summary>Copies a finished session to another study day, at the same time of the wall clock; typed, so it earns what typed time earns.</summary>
    public Task<Outcome<Recording<StudySession>>> DuplicateAsync(int studentId, int sessionId, DateOnly day, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Duplicate, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { Status: SessionStatus.Completed } original)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            var calendar = await book.Context.CalendarOfAsync(studentId, cancellationToken);
            var about = original.About with { Kind = LogRules.CanChangeKind(original) ? original.Kind : SessionKind.Review };
            return book.Add(Copy(original, about, day, calendar));
        }, cancellationToken);

    private static StudySession Copy(StudySession original, SessionAbout about, DateOnly day, StudyCalendar calendar)
    {
        if (original.Span is not { } span)
        {
            return StudySession.CompletedByDuration(original.StudentId, about, SessionSource.Manual, null, calendar, day, original.NetSeconds);
        }
        var shift = day.DayNumber - original.StudyDay!.Value.DayNumber;
        DateTime Moved(DateTime utc) => calendar.InstantOf(original.Calendar.LocalOf(utc).AddDays(shift));
        var copy = StudySession.Completed(original.StudentId, about, SessionSource.Manual, null, calendar, Moved(span.Start), Moved(span.End));
        copy.SetPauses(original.Pauses.Select(p => (new Interval(Moved(p.StartedAt), Moved(p.EndedAt!.Value)), p.Reason)));
        copy.Settle([]);
        return copy;
    }
}
