using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Plans.Page;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Plans;

/// <summary>What the active plan asks today: how far it is, what is weak, and whether something is late; and the mastery of its domains.</summary>
internal sealed class PlanCards(PlanReader plans) : ITodayCards
{
    /// <summary>Domains that the widget shows; the rest is on the plan's page.</summary>
    private const int Most = 6;

    public string Source => "plan";

    public int Order => 45;

    public async Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken)
    {
        if (!request.Person.IsStudent || await plans.GlanceAsync(request.Person.Id, cancellationToken) is not { } plan)
        {
            return [];
        }
        var isLate = request.Glance.Waiting.Any(r => r.PlannedDay < request.Today);
        var weak = plan.Weak.FirstOrDefault();
        return
        [
            new TodayCard
            {
                Kicker = plan.TargetDay is { } day ? $"{PlanTexts.Card_Plan} · {PlanLabels.Until(day, request.Today)}" : PlanTexts.Card_Plan,
                Title = PlanTexts.Card_Title.With(plan.Title, PlanLabels.Percent(plan.Progress)),
                Detail = weak is null ? PlanTexts.Weak_None : PlanTexts.Card_Weak.With(weak.Name, PlanLabels.Percent(weak.Mastery), PlanLabels.Percent((double)weak.TargetMastery)),
                Actions =
                [
                    new TodayAction(PlanTexts.Open, PageAddresses.Plan(plan.Id)) { FullLabel = PlanTexts.Open_Of.With(plan.Title) },
                    isLate ? new TodayAction(PlanTexts.Replan_Link, PageAddresses.PlanReplan(plan.Id)) : new TodayAction(PlanTexts.Tasks_Link, PageAddresses.PlanTasks(plan.Id)),
                ],
            },
            new TodayCard
            {
                Widget = "mastery",
                Kicker = plan.Title,
                Title = PlanTexts.Card_Mastery,
                Bars = [.. plan.Weak.Concat(plan.Domains.Where(d => !d.IsWeak)).Take(Most).Select(d => BarOf(plan.Id, d))],
                HowCounted = PlanTexts.How_Levels,
                Actions = [new TodayAction(PlanTexts.Card_AllDomains, PageAddresses.Plan(plan.Id))],
            },
        ];
    }

    private static TodayBar BarOf(int planId, DomainView domain) => new(
        domain.Name, PlanTexts.Card_MasteryOf.With(PlanLabels.Percent(domain.Mastery), PlanLabels.Percent((double)domain.TargetMastery)), domain.Mastery ?? 0,
        PlanTexts.Card_Level.With(PlanLabels.Of(domain.Level), PlanLabels.Percent(domain.Progress)), PageAddresses.Plan(planId), !domain.IsWeak);

    public Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken) =>
        throw new ArgumentOutOfRangeException(nameof(action), action.Command, null);
}
