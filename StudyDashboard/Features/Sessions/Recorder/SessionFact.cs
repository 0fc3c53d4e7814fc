using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>A completed session as the derivations see it: its counts, and its net seconds divided over days and clock hours.</summary>
public sealed record SessionFact
{
    private readonly IReadOnlyList<SessionPart>? _parts;

    public required int Id { get; init; }

    public required SessionKind Kind { get; init; }

    public required SessionSource Source { get; init; }

    /// <summary>What created it, in the feature that <see cref="Source"/> names.</summary>
    public int? SourceId { get; init; }

    public required string Subject { get; init; }

    public required int ClassId { get; init; }

    public required int PlanId { get; init; }

    public required string DomainCode { get; init; }

    /// <summary>The study day of its start: counts, answers and points belong to it (rules.md 6).</summary>
    public required DateOnly StartDay { get; init; }

    /// <summary>Null for a session without clock times.</summary>
    public DateTime? StartedAt { get; init; }

    public required int NetSeconds { get; init; }

    public required int QuestionsAnswered { get; init; }

    public required int CorrectAnswers { get; init; }

    public required int CardsReviewed { get; init; }

    /// <summary>Net seconds of each study day; they add up to <see cref="NetSeconds"/>.</summary>
    public required IReadOnlyList<(DateOnly Day, int Seconds)> DayShares { get; init; }

    /// <summary>Net seconds of each clock hour; empty for a session without clock times.</summary>
    public required IReadOnlyList<(DateOnly Day, int Hour, int Seconds)> HourShares { get; init; }

    /// <summary>Whether its time was measured and not typed or imported: only such time earns points (rules.md section 9).</summary>
    public bool IsTimed => Source is not (SessionSource.Manual or SessionSource.Import);

    /// <summary>The session by domain: one part, or several for a quiz whose questions are of several domains (rules.md 27).</summary>
    public IReadOnlyList<SessionPart> Parts
    {
        get => _parts ?? [new SessionPart(DomainCode, DayShares, QuestionsAnswered, CorrectAnswers, IsMain: true)];
        private init => _parts = value;
    }

    /// <summary>
    /// The fact divided by the domains of its answers: seconds in proportion to answers, whole on each day. Counts that a person has
    /// changed since say nothing about domains any more, so such a fact stays undivided.
    /// </summary>
    internal SessionFact Divided(IReadOnlyList<SessionDomain> domains)
    {
        var total = domains.Sum(d => d.Answered);
        if (total == 0 || total != QuestionsAnswered || domains.Sum(d => d.Correct) != CorrectAnswers)
        {
            return this;
        }
        var parts = new List<SessionPart>();
        var before = 0;
        var main = domains.OrderByDescending(d => d.Answered).ThenBy(d => d.DomainCode, StringComparer.Ordinal).First();
        foreach (var domain in domains.OrderBy(d => d.DomainCode, StringComparer.Ordinal))
        {
            var (from, to) = (before, before += domain.Answered);
            int Share(int seconds) => (int)(((long)seconds * to / total) - ((long)seconds * from / total));
            parts.Add(new SessionPart(
                domain.DomainCode, [.. DayShares.Select(s => (s.Day, Share(s.Seconds)))], domain.Answered, domain.Correct, IsMain: domain == main));
        }
        return this with { Parts = parts };
    }

    /// <summary>The fact of a session. <paramref name="embedded"/>: spans of facts that are cut out where they lie inside a timer.</summary>
    public static SessionFact Of(StudySession session, IReadOnlyList<Interval> embedded)
    {
        var hours = HoursOf(session, embedded);
        return new SessionFact
        {
            Id = session.Id,
            Kind = session.Kind,
            Source = session.Source,
            SourceId = session.SourceId,
            Subject = session.Subject ?? "",
            ClassId = session.ClassId ?? 0,
            PlanId = session.PlanId ?? 0,
            DomainCode = session.DomainCode ?? "",
            StartDay = session.StudyDay!.Value,
            StartedAt = session.StartedAt,
            NetSeconds = session.NetSeconds,
            QuestionsAnswered = session.QuestionsAnswered,
            CorrectAnswers = session.CorrectAnswers,
            CardsReviewed = session.CardsReviewed,
            HourShares = hours,
            DayShares = hours.Count == 0
                ? [(session.StudyDay!.Value, session.NetSeconds)]
                : [.. hours.GroupBy(h => h.Day).Select(g => (g.Key, g.Sum(h => h.Seconds)))],
        };
    }

    private static IReadOnlyList<(DateOnly Day, int Hour, int Seconds)> HoursOf(StudySession session, IReadOnlyList<Interval> embedded)
    {
        if (session.NetIsGiven)
        {
            return [.. session.Hours.OrderBy(h => h.StudyDay).ThenBy(h => h.Hour).Select(h => (h.StudyDay, h.Hour, h.NetSeconds))];
        }
        var calendar = session.Calendar;
        return [.. session.NetIntervals(session.IsHost ? embedded : [])
            .SelectMany(i => calendar.SplitByHour(i.Start, i.End))
            .GroupBy(p => (p.Day, p.Hour))
            .Select(g => (g.Key.Day, g.Key.Hour, g.Sum(p => p.Seconds)))];
    }
}

/// <summary>The part of a session that is about one domain.</summary>
/// <param name="DomainCode">The domain's code; empty for none.</param>
/// <param name="DayShares">Net seconds of each study day.</param>
/// <param name="Answered">Questions answered.</param>
/// <param name="Correct">Of them right.</param>
/// <param name="IsMain">Whether what cannot be divided (the session itself, its cards) is counted with it.</param>
public sealed record SessionPart(string DomainCode, IReadOnlyList<(DateOnly Day, int Seconds)> DayShares, int Answered, int Correct, bool IsMain)
{
    public int NetSeconds => DayShares.Sum(s => s.Seconds);

    /// <summary>10 x min(1, net minutes / 30) x accuracy, with accuracy 1 when nothing was asked (rules.md section 9, progress of a domain).</summary>
    public double ProgressPoints => 10 * Math.Min(1, NetSeconds / 1800d) * (Answered == 0 ? 1 : (double)Correct / Answered);
}
