using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>What to do about a session that overlaps others.</summary>
public enum OverlapFix
{
    /// <summary>The other session gives way: it is cut short, begins later, or gets a gap.</summary>
    TrimOther,

    /// <summary>The session begins when the others have ended.</summary>
    StartAfter,

    /// <summary>Both stay as they are, and the minutes count in both.</summary>
    KeepBoth,
}

/// <summary>
/// Finds and mends overlaps. Intervals are half-open, so neighbours that touch do not overlap. A quiz or a review sitting inside a
/// timer is no overlap: it is cut out of the timer's net (rules.md 12).
/// </summary>
internal static class Overlaps
{
    /// <summary>The student's other sessions that share time with a span, tracked, in order of start.</summary>
    public static async Task<IReadOnlyList<StudySession>> FindAsync(
        SessionBook book, Interval span, StudySession? self, CancellationToken cancellationToken)
    {
        var selfId = self?.Id ?? 0;
        // By an index each, so that the search is short however long the history is: what began shortly before, and the few that
        // reach over a day boundary, however long they are.
        var (from, reaching) = (span.Start.AddDays(-3), DateOnly.FromDateTime(span.Start).AddDays(-3));
        var found = await book.FetchAsync(
            s => s.Id != selfId && s.Status == SessionStatus.Completed && s.StartedAt < span.End && s.EndedAt > span.Start
                && (s.StartedAt >= from || (s.LastDay > s.StudyDay && s.LastDay >= reaching)),
            deletedToo: false, cancellationToken);
        return [.. found.Where(other => !CountsOnce(self, other))];
    }

    /// <summary>
    /// Applies the fix, or refuses and names the overlaps when none was chosen.
    /// </summary>
    /// <returns>The span that the session itself is to have.</returns>
    public static Outcome<Interval> Apply(Interval span, IReadOnlyList<StudySession> others, OverlapFix? fix, Func<StudySession, string> name)
    {
        if (others.Count == 0 || fix == OverlapFix.KeepBoth)
        {
            return span;
        }
        return fix switch
        {
            null => new Refusal(RefusalKind.Conflict, SessionTexts.Refused_Overlap.With(string.Join(", ", others.Select(name))),
                [new FieldError("overlaps", string.Join(",", others.Select(o => o.Id)))]),
            OverlapFix.StartAfter => StartAfter(span, others),
            _ => TrimOthers(span, others, name),
        };
    }

    private static Outcome<Interval> StartAfter(Interval span, IReadOnlyList<StudySession> others)
    {
        var start = others.Max(o => o.EndedAt!.Value);
        return start < span.End ? new Interval(start, span.End) : Refusal.Invalid(new FieldError("started_at", SessionTexts.Refused_NothingLeft));
    }

    private static Outcome<Interval> TrimOthers(Interval span, IReadOnlyList<StudySession> others, Func<StudySession, string> name)
    {
        foreach (var other in others)
        {
            var its = other.Span!.Value;
            if (other.NetIsGiven)
            {
                return Refusal.Conflict(SessionTexts.Refused_CannotTrim.With(name(other)));
            }
            switch (its.Start < span.Start, its.End > span.End)
            {
                case (true, true):
                    other.SetPauses([.. other.Pauses.Select(p => (new Interval(p.StartedAt, p.EndedAt!.Value), p.Reason)), (span, PauseReason.Gap)]);
                    break;
                case (true, false):
                    other.SetSpan(its.Start, span.Start);
                    break;
                case (false, true):
                    other.SetSpan(span.End, its.End);
                    break;
                default:
                    return Refusal.Conflict(SessionTexts.Refused_WouldVanish.With(name(other)));
            }
        }
        return span;
    }

    private static bool CountsOnce(StudySession? self, StudySession other) =>
        (self is { IsHost: true } && other.IsEmbedded) || (self is { IsEmbedded: true } && other.IsHost);
}
