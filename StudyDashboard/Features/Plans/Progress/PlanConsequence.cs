using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Plans.Progress;

/// <summary>
/// Derives the answers of the asked days by domain, and the standing of every domain that they touch. It reads the day totals that were
/// derived just before it and are not saved yet, so it is registered after them.
/// </summary>
internal sealed class PlanConsequence(TimeProvider clock) : ISessionConsequence
{
    public async Task<IReadOnlyList<StudyNotice>> DeriveAsync(Derivation derivation, CancellationToken cancellationToken)
    {
        var context = derivation.Context;
        var facts = (await derivation.FactsAsync(cancellationToken)).Where(f => f.PlanId != 0 && derivation.Days.Contains(f.StartDay)).ToList();
        // Before and after: what a day no longer has stands there as deleted.
        var totals = context.ChangeTracker.Entries<AnalyticsSnapshot>()
            .Where(e => e.Entity.StudentId == derivation.StudentId && e.Entity.PlanId != 0 && derivation.Days.Contains(e.Entity.StudyDay)).ToList();
        var touched = totals.Select(e => (e.Entity.PlanId, e.Entity.DomainCode)).Where(t => t.DomainCode.Length > 0).ToHashSet();
        if (totals.Count == 0 && facts.Count == 0)
        {
            return [];
        }

        var wanted = facts.SelectMany(f => BlocksOf(f, derivation.StudentId)).ToList();
        var stored = new List<AnswerBlock>();
        foreach (var (from, to) in DayRanges.Of(derivation.Days))
        {
            stored.AddRange(await context.Set<AnswerBlock>()
                .Where(b => b.StudentId == derivation.StudentId && b.StudyDay >= from && b.StudyDay <= to).ToListAsync(cancellationToken));
        }
        stored.RemoveAll(b => !derivation.Days.Contains(b.StudyDay));
        // A rebuild goes by parts of the days, and answers may stand on a wrong one: look for them by session, not by day. One that counts for
        // the first time has none.
        var first = derivation.Cause is { } cause ? cause.Sessions.Except(cause.CountedBefore).Select(s => s.Id) : [];
        var missing = wanted.Select(w => w.SessionId).Except(stored.Select(s => s.SessionId)).Except(first).ToList();
        if (missing.Count > 0)
        {
            stored.AddRange(await context.Set<AnswerBlock>().Where(b => missing.Contains(b.SessionId)).ToListAsync(cancellationToken));
        }
        touched.UnionWith(stored.Concat(wanted).Select(b => (b.PlanId, b.DomainCode)));
        context.Replace(stored, wanted, b => (b.SessionId, b.DomainCode));

        var unsaved = new UnsavedDays(
            derivation.Days, [.. totals.Where(e => e.State != EntityState.Deleted).Select(e => e.Entity)], wanted);
        foreach (var plan in touched.GroupBy(t => t.PlanId, t => t.DomainCode))
        {
            await context.DeriveAsync(
                derivation.StudentId, plan.Key, [.. plan], unsaved, domain => ReasonOf(derivation.Cause, domain), derivation.Cause?.At ?? clock.NowUtc(), cancellationToken);
        }
        return [];
    }

    private static IEnumerable<AnswerBlock> BlocksOf(SessionFact fact, int studentId)
    {
        var domains = fact.Parts.Where(p => p.Answered > 0).Select(p => p.DomainCode).Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return fact.Parts.Where(p => p.Answered > 0 && p.DomainCode.Length > 0).Select(p => new AnswerBlock
        {
            SessionId = fact.Id,
            DomainCode = p.DomainCode,
            StudentId = studentId,
            PlanId = fact.PlanId,
            StudyDay = fact.StartDay,
            StartedAt = fact.StartedAt ?? fact.StartDay.AddDays(-1).ToDateTime(default, DateTimeKind.Utc),
            Answered = p.Answered,
            Correct = p.Correct,
            IsMixed = domains > 1,
        });
    }

    /// <summary>The command and, of the sessions that it changed, the one that is about the domain.</summary>
    private static LevelReason ReasonOf(DerivationCause? cause, PlanDomain domain)
    {
        if (cause is null)
        {
            return new LevelReason(LevelCause.Rebuild);
        }
        var session = cause.Sessions.FirstOrDefault(s => s.PlanId == domain.PlanId && s.DomainCode is { } code && Plan.Same(code, domain.Code))
            ?? cause.Sessions.FirstOrDefault(s => s.PlanId == domain.PlanId) ?? (cause.Sessions.Count > 0 ? cause.Sessions[0] : null);
        return new LevelReason(LevelCauses.Of(cause.Verb, session), session?.Id, session is null ? "" : LevelCauses.TitleOf(session));
    }
}

/// <summary>What is derived within the open transaction and not saved yet.</summary>
/// <param name="Days">The days that were derived; what is stored of them does not hold any more.</param>
/// <param name="Totals">Their day totals with a plan.</param>
/// <param name="Blocks">Their answers.</param>
internal sealed record UnsavedDays(IReadOnlySet<DateOnly> Days, IReadOnlyList<AnalyticsSnapshot> Totals, IReadOnlyList<AnswerBlock> Blocks)
{
    public static UnsavedDays None { get; } = new(new HashSet<DateOnly>(), [], []);
}
