using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>One part of a session that is to be split. Time between two parts is left out.</summary>
public sealed record SplitPart
{
    /// <summary>Start and end, UTC; null in a session without clock times.</summary>
    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    /// <summary>Length in seconds, in a session without clock times.</summary>
    public int? NetSeconds { get; init; }

    /// <summary>What this part is about; null for the same as before.</summary>
    public SessionAbout? About { get; init; }

    /// <summary>Counts of this part; when no part has any, they stay with the first (rules.md 15).</summary>
    public int? QuestionsAnswered { get; init; }

    public int? CorrectAnswers { get; init; }
}

/// <summary>Splits a finished session into parts. Pauses and activities go to the part in whose time they lie.</summary>
public sealed class SessionSplit(SessionRecorder recorder)
{
    /// <summary>Most parts of one split.</summary>
    public const int MaxParts = 20;

    /// <summary>Splits; the first part is the session itself, the others are new.</summary>
    public Task<Outcome<Recording<IReadOnlyList<StudySession>>>> SplitAsync(
        int studentId, int sessionId, IReadOnlyList<SplitPart> parts, CancellationToken cancellationToken) =>
        recorder.RecordAsync<IReadOnlyList<StudySession>>(studentId, ChangeVerb.Split, async book =>
        {
            if (await book.FindAsync(sessionId, cancellationToken: cancellationToken) is not { } session)
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            if (LogRules.WhyNotEditable(session, null) is { } reason)
            {
                return reason;
            }
            if (!LogRules.CanRetime(session))
            {
                return Refusal.Conflict(SessionTexts.Refused_CannotSplit);
            }
            if (Check(session, parts).ToRefusal() is { } refusal)
            {
                return refusal;
            }
            return Outcome.Of(Split(book, session, parts));
        }, cancellationToken);

    private static IReadOnlyList<StudySession> Split(SessionBook book, StudySession session, IReadOnlyList<SplitPart> parts)
    {
        var pauses = session.Pauses.Select(p => (new Interval(p.StartedAt, p.EndedAt!.Value), p.Reason)).ToList();
        var (answered, correct) = (session.QuestionsAnswered, session.CorrectAnswers);
        var typed = parts.Any(p => p.QuestionsAnswered is not null);
        var result = new List<StudySession>();
        foreach (var (index, part) in parts.Index())
        {
            var piece = index == 0 ? session : book.Add(NewPart(session, part));
            if (part is { StartedAt: { } start, EndedAt: { } end })
            {
                piece.SetSpan(Clock.ToSecond(start), Clock.ToSecond(end));
                piece.SetPauses(pauses);
                piece.Settle([]);
                if (index > 0)
                {
                    piece.Adopt(session.Release(a => a.StartedAt >= start && (index == parts.Count - 1 || a.StartedAt < end)));
                }
            }
            else
            {
                piece.SetDuration(session.StudyDay!.Value, part.NetSeconds!.Value);
            }
            piece.Describe(part.About ?? session.About);
            piece.Rate(
                typed ? part.QuestionsAnswered ?? 0 : index == 0 ? answered : 0,
                typed ? part.CorrectAnswers ?? 0 : index == 0 ? correct : 0,
                session.SelfRating);
            result.Add(piece);
        }
        return result;
    }

    private static StudySession NewPart(StudySession session, SplitPart part) => part is { StartedAt: { } start, EndedAt: { } end }
        ? StudySession.Completed(session.StudentId, session.About, session.Source, session.SourceId, session.Calendar, Clock.ToSecond(start), Clock.ToSecond(end))
        : StudySession.CompletedByDuration(
            session.StudentId, session.About, session.Source, session.SourceId, session.Calendar, session.StudyDay!.Value, part.NetSeconds!.Value);

    private static IEnumerable<FieldError> Check(StudySession session, IReadOnlyList<SplitPart> parts)
    {
        if (parts.Count is < 2 or > MaxParts)
        {
            yield return SessionValidation.Error("parts", SessionTexts.Refused_Parts, MaxParts);
            yield break;
        }
        foreach (var part in parts)
        {
            foreach (var error in SessionValidation.Result(part.QuestionsAnswered ?? 0, part.CorrectAnswers ?? 0, null)
                .Concat(part.About is null ? [] : SessionValidation.About(part.About)))
            {
                yield return error;
            }
        }
        if (session.Span is not { } whole)
        {
            if (parts.Any(p => p.NetSeconds is null or <= 0) || parts.Sum(p => p.NetSeconds ?? 0) > session.NetSeconds)
            {
                yield return new FieldError("parts", SessionTexts.Refused_PartsLength);
            }
            yield break;
        }
        var from = whole.Start;
        foreach (var part in parts)
        {
            if (part is not { StartedAt: { } start, EndedAt: { } end } || start < from || end <= start || end > whole.End)
            {
                yield return new FieldError("parts", SessionTexts.Refused_PartsOrder);
                yield break;
            }
            from = end;
        }
    }
}
