using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Plans.Api;

/// <summary>A plan in a list. Progress goes from 0 to 100.</summary>
public sealed record PlanItem(int Id, string Title, DateOnly? TargetDay, PlanStatus Status, string? GivenBy, double Progress, int Domains, int WeakDomains, int Version)
{
    internal static PlanItem Of(PlanLine line) =>
        new(line.Id, line.Title, line.TargetDay, line.Status, line.GivenBy, Math.Round(line.Progress, 2), line.Domains, line.Weak, line.Version);
}

/// <summary>A plan whole.</summary>
public sealed record PlanWire(
    int Id, int StudentId, string Title, DateOnly? TargetDay, PlanStatus Status, string? GivenBy, double Progress, IReadOnlyList<DomainWire> Domains,
    IReadOnlyList<string> WeakDomains, int Version) : IVersioned
{
    internal static PlanWire Of(PlanView plan) => new(
        plan.Id, plan.StudentId, plan.Title, plan.TargetDay, plan.Status, plan.GivenBy, Math.Round(plan.Progress, 2), [.. plan.Domains.Select(DomainWire.Of)],
        [.. plan.Weak.Select(d => d.Code)], plan.Version);
}

/// <summary>A domain. Progress, mastery and retrievability go from 0 to 100; the last two are null while nothing was answered.</summary>
public sealed record DomainWire(
    string Code, string Name, double Weight, int TargetMinutes, int TargetMastery, int NetSeconds, double Progress, double? Mastery, MasteryLevel Level, double? Retrievability, int Cards)
{
    internal static DomainWire Of(DomainView d) => new(
        d.Code, d.Name, d.Weight, d.TargetMinutes, d.TargetMastery, d.NetSeconds, Math.Round(d.Progress, 2), d.Mastery is { } mastery ? Math.Round(mastery, 2) : null, d.Level,
        d.Recall is { } recall ? Math.Round(recall, 2) : null, d.Cards);
}

/// <summary>A change of a level, and why.</summary>
public sealed record LevelWire(string DomainCode, MasteryLevel From, MasteryLevel To, double? Mastery, LevelCause Cause, int? SessionId, string Title, DateTime At)
{
    internal static LevelWire Of(LevelLine l) => new(l.DomainCode, l.From, l.To, l.Mastery is { } mastery ? Math.Round(mastery, 2) : null, l.Cause, l.SessionId, l.Title, l.At);
}

/// <summary>A code that no domain has.</summary>
public sealed record UnassignedWire(string Code, int Sessions, int NetSeconds, int QuestionsAnswered, string? Suggested)
{
    internal static UnassignedWire Of(UnassignedCode c) => new(c.Code, c.Sessions, c.NetSeconds, c.Answered, c.Suggested);
}

/// <summary>A session that is proposed.</summary>
public sealed record TaskWire(DateOnly PlannedDay, SessionKind SessionType, string DomainCode, string Subject, int PlannedMinutes)
{
    internal static TaskWire Of(ProposedTask t) => new(t.Day, t.Kind, t.DomainCode, t.DomainName, t.Minutes);
}

/// <summary>Sessions that are proposed, or planned.</summary>
public sealed record TasksWire(DateOnly From, DateOnly To, bool Written, IReadOnlyList<TaskWire> Items);

/// <summary>What happens to a planned session: it moves to a day, or is skipped for a reason.</summary>
public sealed record MoveWire(int SessionId, DateOnly From, DateOnly? To, SkipReason? Skipped)
{
    internal static MoveWire Of(TaskMove m) => new(m.Task.SessionId, m.Task.Day, m.To, m.Skip);
}

/// <summary>What moves, or has moved.</summary>
public sealed record MovesWire(bool Written, IReadOnlyList<MoveWire> Items);

/// <summary>A template.</summary>
public sealed record TemplateWire(string Key, bool IsOwn, string Title, IReadOnlyList<PlanPart> Domains)
{
    internal static TemplateWire Of(TemplateEntry t) => new(t.Key, t.IsOwn, t.Content.Title, t.Content.Domains);
}

/// <summary>How many students got a plan.</summary>
public sealed record GiftWire(int Given);
