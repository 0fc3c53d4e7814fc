using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>Merges finished sessions into one. A gap between them becomes a pause; time that they share counts once.</summary>
public sealed class SessionMerge(SessionRecorder recorder)
{
    /// <summary>Merges into the earliest of the sessions; the others are deleted.</summary>
    /// <param name="studentId">Whose they are.</param>
    /// <param name="sessionIds">Two or more.</param>
    /// <param name="kind">The kind of the whole; must be given when the sessions differ in it (rules.md 15).</param>
    /// <param name="cancellationToken">Ends the wait; nothing is stored then.</param>
    public Task<Outcome<Recording<StudySession>>> MergeAsync(
        int studentId, IReadOnlyCollection<int> sessionIds, SessionKind? kind, CancellationToken cancellationToken) =>
        recorder.RecordAsync<StudySession>(studentId, ChangeVerb.Merge, async book =>
        {
            var sessions = await book.FindAsync(sessionIds, cancellationToken: cancellationToken);
            if (sessions.Count != sessionIds.Distinct().Count())
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (Check(sessions, kind) is { } refusal)
            {
                return refusal;
            }
            return Merge(sessions, kind, book.NowUtc);
        }, cancellationToken);

    private static StudySession Merge(IReadOnlyList<StudySession> sessions, SessionKind? kind, DateTime nowUtc)
    {
        var first = sessions[0];
        var (answered, correct) = (sessions.Sum(s => s.QuestionsAnswered), sessions.Sum(s => s.CorrectAnswers));
        if (first.Span is null)
        {
            first.SetDuration(first.StudyDay!.Value, sessions.Sum(s => s.NetSeconds));
        }
        else
        {
            MergeSpans(sessions);
        }
        first.Rate(answered, correct, first.SelfRating);
        first.WriteNote(Join(sessions.Select(s => s.Note)));
        first.Describe(first.About with { Kind = kind ?? first.Kind, Tags = [.. sessions.SelectMany(s => s.Tags).Distinct().Take(SessionAbout.MaxTags)] });
        foreach (var other in sessions.Skip(1))
        {
            first.Adopt(other.Copies());
            other.Delete(nowUtc);
        }
        return first;
    }

    private static void MergeSpans(IReadOnlyList<StudySession> sessions)
    {
        var whole = new Interval(sessions.Min(s => s.StartedAt!.Value), sessions.Max(s => s.EndedAt!.Value));
        var worked = sessions.SelectMany(s => s.NetIntervals([])).ToList();
        var reasons = sessions.SelectMany(s => s.Pauses).ToLookup(p => new Interval(p.StartedAt, p.EndedAt!.Value), p => p.Reason);
        var still = whole.Without(worked).Select(i => (i, reasons[i].DefaultIfEmpty(PauseReason.Gap).First())).ToList();
        sessions[0].SetSpan(whole.Start, whole.End);
        sessions[0].SetPauses(still);
        sessions[0].Settle([]);
    }

    private static string Join(IEnumerable<string> notes)
    {
        var joined = string.Join('\n', notes.Where(n => n.Length > 0).Distinct());
        return joined.Length <= SessionAbout.MaxNote ? joined : joined[..SessionAbout.MaxNote];
    }

    private static Refusal? Check(IReadOnlyList<StudySession> sessions, SessionKind? kind)
    {
        if (sessions.Count < 2)
        {
            return Refusal.Invalid(new FieldError("ids", SessionTexts.Refused_MergeTwo));
        }
        if (sessions.Select(s => LogRules.WhyNotEditable(s, null)).FirstOrDefault(r => r is not null) is { } reason)
        {
            return reason;
        }
        if (sessions.Any(s => !LogRules.CanRetime(s)) || sessions.Select(s => s.Span is null).Distinct().Count() > 1
            || (sessions[0].Span is null && sessions.Select(s => s.StudyDay).Distinct().Count() > 1))
        {
            return Refusal.Conflict(SessionTexts.Refused_CannotMerge);
        }
        if (sessions.Max(s => s.EndedAt) - sessions.Min(s => s.StartedAt) > SessionEntry.Longest)
        {
            return Refusal.Conflict(SessionTexts.Refused_MergeTooLong);
        }
        return kind is null && sessions.Select(s => s.Kind).Distinct().Count() > 1
            ? Refusal.Invalid(new FieldError("session_type", SessionTexts.Refused_MergeKinds))
            : null;
    }
}
