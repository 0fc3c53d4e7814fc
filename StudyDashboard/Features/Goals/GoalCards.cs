using StudyDashboard.Components;
using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals;

/// <summary>The open goals on Today, each with what it takes.</summary>
internal sealed class GoalCards(GoalReader goals) : ITodayCards
{
    /// <summary>Goals that it shows; the rest is on their page.</summary>
    private const int Most = 4;

    public string Source => "goals";

    public int Order => 35;

    public async Task<IReadOnlyList<TodayCard>> CardsAsync(TodayRequest request, CancellationToken cancellationToken)
    {
        var open = (await goals.OpenAsync(request.Person.Id, request.Today, cancellationToken))
            .Where(g => g.Status == GoalStatus.Active && g.Now.From <= request.Today).ToList();
        if (open.Count == 0)
        {
            return [];
        }
        return
        [
            new TodayCard
            {
                Widget = "goals",
                Kicker = GoalTexts.Card_Title.With(open.Count(g => g.Now.ReachedOn is not null), open.Count),
                Title = GoalTexts.Card_Kicker,
                Bars = [.. open.OrderBy(g => g.Now.ReachedOn is not null).ThenBy(g => g.Now.To).ThenBy(g => g.Id).Take(Most).Select(g => BarOf(g, request.Today))],
                HowCounted = GoalTexts.HowCounted,
                Actions = [new TodayAction(GoalTexts.Card_Open, PageAddresses.Goals)],
            },
        ];
    }

    public Task<Outcome<TodayDone>> ActAsync(Profile person, TodayAction action, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("The card only leads elsewhere.");

    private static TodayBar BarOf(GoalView goal, DateOnly today) => new(
        goal.Name, GoalLabels.Standing(goal.Draft, goal.Now.Value, goal.Now.Target),
        goal.Now.Percent, GoalLabels.PaceOf(goal, today), PageAddresses.Goal(goal.Id), goal.Now.ReachedOn is not null);
}
