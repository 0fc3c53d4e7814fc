using StudyDashboard.Data;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Sessions.Totals;

/// <summary>Derives the day totals: the breakdown, the whole day, and the clock hours.</summary>
internal sealed class TotalsConsequence : ISessionConsequence
{
    private static readonly Func<StudyDbContext, int, DateOnly, DateOnly, IAsyncEnumerable<AnalyticsSnapshot>> Snapshots =
        ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly first, DateOnly last) =>
            context.Snapshots.Where(r => r.StudentId == studentId && r.StudyDay >= first && r.StudyDay <= last));

    private static readonly Func<StudyDbContext, int, DateOnly, DateOnly, IAsyncEnumerable<AnalyticsDay>> Days =
        ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly first, DateOnly last) =>
            context.Days.Where(r => r.StudentId == studentId && r.StudyDay >= first && r.StudyDay <= last));

    private static readonly Func<StudyDbContext, int, DateOnly, DateOnly, IAsyncEnumerable<AnalyticsHour>> Hours =
        ReadyQuery.Of((StudyDbContext context, int studentId, DateOnly first, DateOnly last) =>
            context.Hours.Where(r => r.StudentId == studentId && r.StudyDay >= first && r.StudyDay <= last));

    public async Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        var facts = await derivation.FactsAsync(cancellationToken);
        var context = derivation.Context;
        foreach (var (first, last) in DayRanges.Of(derivation.Days))
        {
            bool Asked(DateOnly day) => day >= first && day <= last && derivation.Days.Contains(day);
            var inRange = facts.Where(f => f.DayShares.Any(s => Asked(s.Day)) || Asked(f.StartDay)).OrderBy(f => f.Id).ToList();

            var snapshots = await Snapshots(context, derivation.StudentId, first, last).ToListAsync(cancellationToken);
            context.Replace(snapshots.Where(r => Asked(r.StudyDay)), Breakdown(derivation.StudentId, inRange).Where(r => Asked(r.StudyDay)), Key);

            var days = await Days(context, derivation.StudentId, first, last).ToListAsync(cancellationToken);
            context.Replace(days.Where(r => Asked(r.StudyDay)), WholeDays(derivation.StudentId, inRange).Where(r => Asked(r.StudyDay)), r => r.StudyDay);

            var hours = await Hours(context, derivation.StudentId, first, last).ToListAsync(cancellationToken);
            context.Replace(hours.Where(r => Asked(r.StudyDay)), ByHour(derivation.StudentId, inRange).Where(r => Asked(r.StudyDay)), r => (r.StudyDay, r.Hour));
        }
        return [];
    }

    private static (DateOnly, SessionKind, string, int, int, string) Key(AnalyticsSnapshot row) =>
        (row.StudyDay, row.Kind, row.Subject, row.ClassId, row.PlanId, row.DomainCode);

    private static IEnumerable<AnalyticsSnapshot> Breakdown(int studentId, IReadOnlyList<SessionFact> facts)
    {
        var rows = new Dictionary<(DateOnly, SessionKind, string, int, int, string), AnalyticsSnapshot>();
        foreach (var (fact, part, day, seconds) in facts.SelectMany(f => f.Parts.SelectMany(p => SharesOf(p.DayShares, f.StartDay).Select(s => (f, p, s.Day, s.Seconds)))))
        {
            var key = (day, fact.Kind, fact.Subject, fact.ClassId, fact.PlanId, part.DomainCode);
            if (!rows.TryGetValue(key, out var row))
            {
                rows[key] = row = new AnalyticsSnapshot
                {
                    StudentId = studentId,
                    StudyDay = day,
                    Kind = fact.Kind,
                    Subject = fact.Subject,
                    ClassId = fact.ClassId,
                    PlanId = fact.PlanId,
                    DomainCode = part.DomainCode,
                };
            }
            Add(row, fact, part, day, seconds);
            row.ProgressPoints += day == fact.StartDay ? part.ProgressPoints : 0;
        }
        return rows.Values;
    }

    private static IEnumerable<AnalyticsDay> WholeDays(int studentId, IReadOnlyList<SessionFact> facts)
    {
        var rows = new Dictionary<DateOnly, AnalyticsDay>();
        foreach (var (fact, day, seconds) in facts.SelectMany(f => SharesOf(f.DayShares, f.StartDay).Select(s => (f, s.Day, s.Seconds))))
        {
            if (!rows.TryGetValue(day, out var row))
            {
                rows[day] = row = new AnalyticsDay { StudentId = studentId, StudyDay = day };
            }
            Add(row, fact, new SessionPart("", fact.DayShares, fact.QuestionsAnswered, fact.CorrectAnswers, IsMain: true), day, seconds);
        }
        return rows.Values;
    }

    private static IEnumerable<AnalyticsHour> ByHour(int studentId, IReadOnlyList<SessionFact> facts) => facts
        .SelectMany(f => f.HourShares)
        .GroupBy(h => (h.Day, h.Hour))
        .Select(g => new AnalyticsHour { StudentId = studentId, StudyDay = g.Key.Day, Hour = g.Key.Hour, NetSeconds = g.Sum(h => h.Seconds) });

    /// <summary>The shares of each day; the start day is always among them, if only with the counts.</summary>
    private static IEnumerable<(DateOnly Day, int Seconds)> SharesOf(IReadOnlyList<(DateOnly Day, int Seconds)> shares, DateOnly startDay) =>
        shares.Any(s => s.Day == startDay) ? shares : shares.Append((startDay, 0));

    private static void Add(ITotals row, SessionFact fact, SessionPart part, DateOnly day, int seconds)
    {
        row.NetSeconds += seconds;
        row.TimedSeconds += fact.IsTimed ? seconds : 0;
        row.ManualSeconds += fact.IsTimed ? 0 : seconds;
        if (day == fact.StartDay)
        {
            row.Sessions += part.IsMain ? 1 : 0;
            row.Answered += part.Answered;
            row.Correct += part.Correct;
            row.Cards += part.IsMain ? fact.CardsReviewed : 0;
        }
    }
}
