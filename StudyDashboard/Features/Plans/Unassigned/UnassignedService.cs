using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Unassigned;

/// <summary>
/// Sessions whose code says nothing to a plan: an import, a quiz or a time before the plan brought them. They wait here until a person
/// says which domain they are of; nothing is dropped.
/// </summary>
public sealed class UnassignedService(
    IDbContextFactory<StudyDbContext> contexts, SessionRecorder recorder, GoalBook goals, IEnumerable<ISessionDomains> domains, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Most sessions that are listed one by one.</summary>
    public const int MostSessions = 50;

    /// <summary>The codes that wait, the longest studied first. Sessions without any plan, or of one that was deleted, wait for the active one.</summary>
    public async Task<IReadOnlyList<UnassignedCode>> CodesAsync(int studentId, int planId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await PlanAsync(context.Set<Plan>().AsNoTrackingWithIdentityResolution(), studentId, planId, cancellationToken) is not { } plan)
        {
            return [];
        }
        var isActive = plan.Status == PlanStatus.Active;
        var gone = Gone(context, studentId);
        var rows = await context.Snapshots
            .Where(r => r.StudentId == studentId && r.DomainCode != "" && (r.PlanId == planId || (isActive && (r.PlanId == 0 || gone.Contains(r.PlanId)))))
            .GroupBy(r => new { r.PlanId, r.DomainCode })
            .Select(g => new { g.Key.PlanId, g.Key.DomainCode, Sessions = g.Sum(r => r.Sessions), NetSeconds = g.Sum(r => r.NetSeconds), Answered = g.Sum(r => r.Answered) })
            .ToListAsync(cancellationToken);
        return [.. rows.Where(r => r.PlanId != planId || plan.Resolve(r.DomainCode) is null).GroupBy(r => r.DomainCode)
            .Select(g => new UnassignedCode(
                g.Key, g.Sum(r => r.Sessions), g.Sum(r => r.NetSeconds), g.Sum(r => r.Answered), plan.Resolve(g.Key)?.Code))
            .OrderByDescending(c => c.NetSeconds).ThenBy(c => c.Code, StringComparer.Ordinal)];
    }

    /// <summary>The sessions that wait with one code, the newest first, at most <see cref="MostSessions"/>. Parts of quizzes are not among them.</summary>
    public async Task<IReadOnlyList<UnassignedSession>> SessionsAsync(int studentId, int planId, string code, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var gone = Gone(context, studentId);
        return await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == studentId && s.Status == SessionStatus.Completed && s.DeletedAt == null && s.DomainCode == code
                && (s.PlanId == null || s.PlanId == planId || gone.Contains(s.PlanId.Value)))
            .OrderByDescending(s => s.StudyDay).ThenByDescending(s => s.StartedAt).ThenByDescending(s => s.Id).Take(MostSessions)
            .Select(s => new UnassignedSession(s.Id, s.StudyDay!.Value, s.Kind, s.Subject, s.NetSeconds, s.QuestionsAnswered, s.CorrectAnswers))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Gives every session with a code, those to come too, to a domain.</summary>
    /// <returns>The recorded change, which undoes what it did to sessions of no plan; null when there were none.</returns>
    public async Task<Outcome<int?>> AssignCodeAsync(int studentId, int planId, string? code, string? domainCode, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(studentId, cancellationToken);
        if (await PlanAsync(context.Set<Plan>(), studentId, planId, cancellationToken) is not { } plan)
        {
            return Refusal.NotFound(PlanTexts.Refused_NotThere);
        }
        if (string.IsNullOrWhiteSpace(code))
        {
            return Refusal.Invalid(new FieldError("code", PlanTexts.Refused_CodeMissing.With(PlanChecks.MaxCode)));
        }
        if (DomainOf(plan, domainCode) is { Refusal: not null } unknown)
        {
            return unknown.Refusal;
        }
        var domain = DomainOf(plan, domainCode).Value;
        if (!Plan.Same(domain.Code, code) && plan.Domains.Any(d => Plan.Same(d.Code, code)))
        {
            return Refusal.Conflict(PlanTexts.Refused_IsDomain.With(code));
        }
        if (!Plan.Same(domain.Code, code))
        {
            plan.Know(code, domain);
            await context.SaveChangesAsync(cancellationToken);
        }
        var recorded = plan.Status != PlanStatus.Active ? null
            : await recorder.RecordWithinAsync<int>(context, studentId, ChangeVerb.Assign, async book => await JoinAsync(book, plan, code, cancellationToken), cancellationToken);
        if (recorded?.Refusal is { } refusal)
        {
            return refusal;
        }
        await context.DeriveAsync(plan, new LevelReason(LevelCause.Assignment, Title: code), clock.NowUtc(), cancellationToken);
        await goals.PlanChangedAsync(context, studentId, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(studentId, FeedTopic.Sessions);
        feed.Publish(studentId, FeedTopic.Plans);
        return recorded?.Value.ChangeId;
    }

    /// <summary>Gives single sessions to a domain, whatever code they have.</summary>
    public Task<Outcome<Recording<int>>> AssignSessionsAsync(
        int studentId, int planId, IReadOnlyCollection<int> sessionIds, string? domainCode, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.Assign, async book =>
        {
            if (await PlanAsync(book.Context.Set<Plan>(), studentId, planId, cancellationToken) is not { } plan)
            {
                return Refusal.NotFound(PlanTexts.Refused_NotThere);
            }
            var domain = DomainOf(plan, domainCode);
            if (domain.Refusal is { } unknown)
            {
                return unknown;
            }
            var sessions = await book.FindAsync(sessionIds, cancellationToken: cancellationToken);
            if (sessions.Count == 0 || sessions.Count != sessionIds.Distinct().Count() || sessions.Any(s => s.Status != SessionStatus.Completed))
            {
                return Refusal.NotFound(SessionTexts.Refused_NotThere);
            }
            foreach (var session in sessions)
            {
                session.Describe(session.About with { PlanId = plan.Id, DomainCode = domain.Value.Code });
            }
            return sessions.Count;
        }, cancellationToken);

    private static Outcome<PlanDomain> DomainOf(Plan plan, string? code) => plan.Resolve(code) is { } domain ? domain
        : Refusal.Invalid(new FieldError("domain_code", PlanTexts.Refused_NoDomain.With(code ?? "", string.Join(", ", plan.Domains.OrderBy(d => d.Position).Select(d => d.Code)))));

    private static IQueryable<int> Gone(StudyDbContext context, int studentId) =>
        context.Set<Plan>().Where(p => p.StudentId == studentId && p.DeletedAt != null).Select(p => p.Id);

    private static Task<Plan?> PlanAsync(IQueryable<Plan> plans, int studentId, int planId, CancellationToken cancellationToken) =>
        plans.Whole()
            .SingleOrDefaultAsync(p => p.Id == planId && p.StudentId == studentId && p.DeletedAt == null, cancellationToken);

    /// <summary>Takes what is of no plan yet into this one: sessions with the code, and quizzes with answers of it.</summary>
    private async Task<Outcome<int>> JoinAsync(SessionBook book, Plan plan, string code, CancellationToken cancellationToken)
    {
        var gone = await Gone(book.Context, book.StudentId).ToListAsync(cancellationToken);
        var sessions = (await book.FetchAsync(s => (s.PlanId == null || gone.Contains(s.PlanId.Value)) && s.DomainCode == code, false, cancellationToken)).ToList();
        foreach (var source in domains)
        {
            var open = await book.Context.Sessions.Where(s => s.StudentId == book.StudentId && s.DeletedAt == null && (s.PlanId == null || gone.Contains(s.PlanId.Value)) && s.DomainCode == null
                && s.Source == source.Source && s.SourceId != null).Select(s => s.SourceId!.Value).ToListAsync(cancellationToken);
            var having = (await source.OfAsync(book.Context, open, cancellationToken)).Where(d => d.DomainCode == code).Select(d => (int?)d.SourceId).Distinct().ToList();
            sessions.AddRange(await book.FetchAsync(s => (s.PlanId == null || gone.Contains(s.PlanId.Value)) && s.DomainCode == null && s.Source == source.Source && having.Contains(s.SourceId), false, cancellationToken));
        }
        sessions.ForEach(s => s.Describe(s.About with { PlanId = plan.Id }));
        return sessions.Count;
    }
}

/// <summary>A code that waits.</summary>
/// <param name="Code">As it stands in the sessions.</param>
/// <param name="Sessions">How many sessions have it; parts of a quiz count with the quiz's main domain.</param>
/// <param name="NetSeconds">Their time.</param>
/// <param name="Answered">Their answers.</param>
/// <param name="Suggested">The domain that has this code, where the sessions only belong to no plan yet.</param>
public sealed record UnassignedCode(string Code, int Sessions, int NetSeconds, int Answered, string? Suggested);

/// <summary>A session that waits.</summary>
public sealed record UnassignedSession(int Id, DateOnly Day, SessionKind Kind, string? Subject, int NetSeconds, int Answered, int Correct);
