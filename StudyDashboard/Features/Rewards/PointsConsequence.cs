using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Rewards;

/// <summary>Derives the points ledger of the asked days.</summary>
internal sealed class PointsConsequence : ISessionConsequence
{
    public async Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        var last = derivation.Days.Max();
        var terms = await derivation.Context.RewardTerms.AsNoTracking()
            .Where(t => t.StudentId == derivation.StudentId && t.ValidFrom <= last)
            .ToListAsync(cancellationToken);
        var stored = new List<PointsEntry>();
        var storedDays = new List<PointsDay>();
        foreach (var (from, to) in DayRanges.Of(derivation.Days))
        {
            stored.AddRange(await derivation.Context.Points
                .Where(e => e.StudentId == derivation.StudentId && e.StudyDay >= from && e.StudyDay <= to)
                .ToListAsync(cancellationToken));
            storedDays.AddRange(await derivation.Context.Set<PointsDay>()
                .Where(d => d.StudentId == derivation.StudentId && d.StudyDay >= from && d.StudyDay <= to)
                .ToListAsync(cancellationToken));
        }
        var facts = await derivation.FactsAsync(cancellationToken);
        var wanted = facts.Where(f => derivation.Days.Contains(f.StartDay))
            .GroupBy(f => f.StartDay)
            .SelectMany(day => Award(derivation.StudentId, day.Key, [.. day], RewardTerms.On(day.Key, terms)))
            .ToList();
        // A session that moved to another day takes its line along: look for it by session, not by day.
        var moved = wanted.Select(w => w.SessionId).Except(stored.Select(s => s.SessionId)).ToList();
        if (moved.Count > 0)
        {
            stored.AddRange(await derivation.Context.Points.Where(e => moved.Contains(e.SessionId)).ToListAsync(cancellationToken));
        }
        derivation.Context.Replace(stored.Where(s => derivation.Days.Contains(s.StudyDay) || moved.Contains(s.SessionId)), wanted, e => e.SessionId);
        var wantedDays = wanted.GroupBy(w => w.StudyDay)
            .Select(day => new PointsDay { StudentId = derivation.StudentId, StudyDay = day.Key, Points = day.Sum(w => w.Points) });
        derivation.Context.Replace(storedDays.Where(d => derivation.Days.Contains(d.StudyDay)), wantedDays, d => d.StudyDay);
        return [.. wanted.Select(w => new StudyNotice(SessionId: w.SessionId, PointsAwarded: w.Points))];
    }

    /// <summary>
    /// floor(net minutes x rate) a session that earns, in order of start, until the day's cap is reached (rules.md section 9, points).
    /// </summary>
    internal static IEnumerable<PointsEntry> Award(int studentId, DateOnly day, IReadOnlyList<SessionFact> facts, RewardTerms terms)
    {
        var left = terms.DailyCap;
        foreach (var fact in facts.Where(f => f.IsTimed || terms.ManualEarns))
        {
            // In decimals, as the rate was typed: 50 minutes at 0.58 are 29 points, and as doubles a little less.
            var points = Math.Min(left, (int)Math.Floor(fact.NetSeconds * (decimal)terms.PointsPerMinute / 60));
            left -= points;
            if (points > 0)
            {
                yield return new PointsEntry { SessionId = fact.Id, StudentId = studentId, StudyDay = day, Points = points };
            }
        }
    }
}
