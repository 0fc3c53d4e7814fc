using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Sessions.Recorder;

/// <summary>A completed session as the derivations see it: its counts, and its net seconds divided over days and clock hours.</summary>
public sealed record SessionFact
{
    public required int Id { get; init; }

    public required SessionKind Kind { get; init; }

    public required SessionSource Source { get; init; }

    public required string Subject { get; init; }

    public required int ClassId { get; init; }

    public required int PlanId { get; init; }

    public required string DomainCode { get; init; }

    /// <summary>The study day of its start: counts, answers and points belong to it (rules.md 6).</summary>
    public required DateOnly StartDay { get; init; }

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

    /// <summary>10 x min(1, net minutes / 30) x accuracy, with accuracy 1 when nothing was asked (rules.md section 9, progress of a domain).</summary>
    public double ProgressPoints =>
        10 * Math.Min(1, NetSeconds / 1800d) * (QuestionsAnswered == 0 ? 1 : (double)CorrectAnswers / QuestionsAnswered);

    /// <summary>The fact of a session. <paramref name="embedded"/>: spans of facts that are cut out where they lie inside a timer.</summary>
    public static SessionFact Of(StudySession session, IReadOnlyList<Interval> embedded)
    {
        var hours = HoursOf(session, embedded);
        return new SessionFact
        {
            Id = session.Id,
            Kind = session.Kind,
            Source = session.Source,
            Subject = session.Subject ?? "",
            ClassId = session.ClassId ?? 0,
            PlanId = session.PlanId ?? 0,
            DomainCode = session.DomainCode ?? "",
            StartDay = session.StudyDay!.Value,
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
