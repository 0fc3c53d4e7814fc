using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans.Tasks;

/// <summary>Proposes sessions for a plan and moves those that are late. Nothing is written before a person has seen it.</summary>
public sealed class TaskService(IDbContextFactory<StudyDbContext> contexts, PlanReader plans, SessionRecorder recorder, TimeProvider clock)
{
    /// <summary>Length that is assumed where a planned session names none.</summary>
    private const int UsualMinutes = 30;

    /// <summary>Sessions that the next weeks have room for, from today on, until the day before the target at the latest.</summary>
    public async Task<Outcome<TaskProposal>> ProposeAsync(Profile student, int planId, int weeks, CancellationToken cancellationToken)
    {
        if (weeks is < 1 or > TaskGenerator.MaxWeeks)
        {
            return Refusal.Invalid(new FieldError("weeks", PlanTexts.Refused_Weeks.With(TaskGenerator.MaxWeeks)));
        }
        if (await OwnAsync(student, planId, cancellationToken) is not { } plan)
        {
            return Refusal.NotFound(PlanTexts.Refused_NotThere);
        }
        var today = student.Calendar.DayOf(clock.NowUtc());
        if (plan.TargetDay <= today)
        {
            return Refusal.Conflict(PlanTexts.Refused_TargetPast);
        }
        var last = LastDay(plan, today, weeks);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var whole = await WholeAsync(context, plan.Id, cancellationToken);
        var waiting = await WaitingAsync(context, student.Id, whole, today, cancellationToken);
        var latest = await LatestKindsAsync(context, whole, waiting, cancellationToken);
        var input = new TaskInput
        {
            From = today,
            To = last,
            Availability = student.Preferences.Availability,
            Taken = await TakenAsync(context, student.Id, today, waiting, cancellationToken),
            Domains = [.. plan.Domains.Select(d => new TaskDomain(
                d.Code, d.Name, d.Weight, d.Missing, waiting.Count(w => w.PlanId == plan.Id && w.DomainCode == d.Code), latest.GetValueOrDefault(d.Code)))],
        };
        return new TaskProposal(today, last, TaskGenerator.Propose(input), waiting.Where(w => w.PlanId == plan.Id).Select(w => w.Id).DefaultIfEmpty().Max());
    }

    /// <summary>Writes what was proposed, as planned sessions, in one change. Refused when sessions of the plan were planned since.</summary>
    public Task<Outcome<Recording<int>>> PlanAsync(
        int studentId, int planId, TaskProposal proposal, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.Plan, async book =>
        {
            var tasks = proposal.Tasks;
            if (tasks.Count == 0)
            {
                return Refusal.Conflict(PlanTexts.Refused_NothingToPlan);
            }
            if (await book.Context.Sessions.AnyAsync(s => s.StudentId == studentId && s.PlanId == planId && s.Status == SessionStatus.Planned
                && s.DeletedAt == null && s.PlannedDay >= proposal.From && s.Id > proposal.Latest, cancellationToken))
            {
                return Refusal.Conflict(PlanTexts.Refused_PlannedSince);
            }
            var calendar = await book.Context.CalendarOfAsync(studentId, cancellationToken);
            foreach (var task in tasks)
            {
                var about = new SessionAbout { Kind = task.Kind, Subject = task.DomainName, PlanId = planId, DomainCode = task.DomainCode };
                book.Add(StudySession.Planned(studentId, about, task.Day, null, task.Minutes, calendar));
            }
            return tasks.Count;
        }, cancellationToken);

    /// <summary>What would move so that nothing is late and every day holds what it has time for.</summary>
    public async Task<Outcome<IReadOnlyList<TaskMove>>> ReplanAsync(Profile student, int planId, CancellationToken cancellationToken)
    {
        if (await OwnAsync(student, planId, cancellationToken) is not { } plan)
        {
            return Refusal.NotFound(PlanTexts.Refused_NotThere);
        }
        var today = student.Calendar.DayOf(clock.NowUtc());
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await WaitingAsync(context, student.Id, await WholeAsync(context, plan.Id, cancellationToken), DateOnly.MinValue, cancellationToken);
        var own = waiting.Where(w => w.PlanId == plan.Id).ToList();
        var others = waiting.Where(w => w.PlanId != plan.Id && w.Day >= today).ToList();
        var domains = plan.Domains.ToDictionary(d => d.Code, StringComparer.OrdinalIgnoreCase);
        return Outcome.Of(Replanner.Propose(
            [.. own.Select(w => new WaitingTask(
                w.Id, w.Version, w.Day, w.Time, w.Minutes ?? UsualMinutes, w.Kind, w.Subject ?? w.DomainCode ?? plan.Title, WhyUnwanted(w.DomainCode, domains)))],
            today, LastDay(plan, today, TaskGenerator.MaxWeeks), plan.TargetDay, student.Preferences.Availability,
            await TakenAsync(context, student.Id, today, others, cancellationToken)));
    }

    /// <summary>Does what was shown, in one change. Refused when one of the sessions was begun, moved or changed since.</summary>
    public Task<Outcome<Recording<int>>> MoveAsync(int studentId, IReadOnlyList<TaskMove> moves, CancellationToken cancellationToken) =>
        recorder.RecordAsync<int>(studentId, ChangeVerb.Plan, async book =>
        {
            var sessions = (await book.FindAsync([.. moves.Select(m => m.Task.SessionId)], cancellationToken: cancellationToken)).ToDictionary(s => s.Id);
            foreach (var move in moves)
            {
                if (!sessions.TryGetValue(move.Task.SessionId, out var session) || session.Status != SessionStatus.Planned || session.Version != move.Task.Version)
                {
                    return Refusal.Conflict(PlanTexts.Refused_MovedSince);
                }
                if (move.To is { } day)
                {
                    session.Replan(day, null, session.PlannedMinutes);
                }
                else
                {
                    session.Skip();
                }
            }
            return moves.Count;
        }, cancellationToken);

    private static DateOnly LastDay(PlanView plan, DateOnly today, int weeks)
    {
        var last = today.AddDays((7 * weeks) - 1);
        return plan.TargetDay is { } target && target <= last ? target.AddDays(-1) : last;
    }

    private static SkipReason? WhyUnwanted(string? code, Dictionary<string, DomainView> domains) => code is null ? null
        : !domains.TryGetValue(code, out var domain) ? SkipReason.DomainGone
        : domain.Missing <= 0 ? SkipReason.Reached : null;

    private async Task<PlanView?> OwnAsync(Profile student, int planId, CancellationToken cancellationToken) =>
        await plans.FindAsync(student.Id, planId, cancellationToken) is { } plan && plan.StudentId == student.Id ? plan : null;

    private static Task<Plan> WholeAsync(StudyDbContext context, int planId, CancellationToken cancellationToken) =>
        context.Set<Plan>().AsNoTrackingWithIdentityResolution().Whole().SingleAsync(p => p.Id == planId, cancellationToken);

    /// <summary>What is planned from a day on; those of the plan with the codes that its domains have now.</summary>
    private static async Task<List<WaitingRow>> WaitingAsync(StudyDbContext context, int studentId, Plan plan, DateOnly from, CancellationToken cancellationToken)
    {
        var rows = await context.Sessions.AsNoTracking()
            .Where(s => s.StudentId == studentId && s.Status == SessionStatus.Planned && s.DeletedAt == null && s.PlannedDay >= from)
            .OrderBy(s => s.PlannedDay).ThenBy(s => s.Id)
            .Select(s => new WaitingRow(s.Id, s.Version, s.PlannedDay!.Value, s.PlannedTime, s.PlannedMinutes, s.Kind, s.Subject, s.PlanId, s.DomainCode))
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(r => r.PlanId == plan.Id ? r with { DomainCode = plan.Resolve(r.DomainCode)?.Code ?? r.DomainCode } : r);
    }

    private static async Task<Dictionary<DateOnly, int>> TakenAsync(
        StudyDbContext context, int studentId, DateOnly today, IReadOnlyList<WaitingRow> waiting, CancellationToken cancellationToken)
    {
        var taken = waiting.GroupBy(w => w.Day).ToDictionary(g => g.Key, g => g.Sum(w => w.Minutes ?? UsualMinutes));
        var studied = await context.Days.Where(d => d.StudentId == studentId && d.StudyDay == today).Select(d => d.NetSeconds).SingleOrDefaultAsync(cancellationToken);
        taken[today] = taken.GetValueOrDefault(today) + (studied / 60);
        return taken;
    }

    /// <summary>For each domain the kind of its latest session in the cycle: the last one that waits, else the last one that was done.</summary>
    private static async Task<Dictionary<string, SessionKind?>> LatestKindsAsync(
        StudyDbContext context, Plan plan, IReadOnlyList<WaitingRow> waiting, CancellationToken cancellationToken)
    {
        var cycle = TaskGenerator.Cycle.ToList();
        var done = await context.Snapshots.Where(r => r.StudentId == plan.StudentId && r.PlanId == plan.Id && r.DomainCode != "" && cycle.Contains(r.Kind))
            .GroupBy(r => new { r.DomainCode, r.Kind }).Select(g => new { g.Key.DomainCode, g.Key.Kind, Day = g.Max(r => r.StudyDay) }).ToListAsync(cancellationToken);
        return plan.Domains.ToDictionary(d => d.Code, d =>
            waiting.Where(w => w.PlanId == plan.Id && w.DomainCode == d.Code && cycle.Contains(w.Kind)).MaxBy(w => (w.Day, w.Id))?.Kind
            ?? done.Where(r => plan.Resolve(r.DomainCode) == d).MaxBy(r => (r.Day, cycle.IndexOf(r.Kind)))?.Kind);
    }

    private sealed record WaitingRow(int Id, int Version, DateOnly Day, TimeOnly? Time, int? Minutes, SessionKind Kind, string? Subject, int? PlanId, string? DomainCode);
}

/// <summary>Sessions that are proposed for some days.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Tasks">By day.</param>
/// <param name="Latest">The newest session of the plan that was waiting already, 0 for none: it tells whether another proposal was taken since.</param>
public sealed record TaskProposal(DateOnly From, DateOnly To, IReadOnlyList<ProposedTask> Tasks, int Latest);
