using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Totals;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Goals;

/// <summary>Goals of the demo's students: some with a past, one for an exam, one counted by hand, one over.</summary>
internal sealed class GoalsDemo : IDemoPart
{
    private const int Weeks = 26;

    public async Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        foreach (var person in DemoPeople.All.Where(p => p.History is not null))
        {
            var (student, today) = (world.IdOf(person.Email), world.TodayOf(person.Email));
            var main = person.History!.Subjects[0].Name;
            Goal Add(GoalMetric metric, GoalPeriod period, TotalsScope scope, int daysAgo, double target, IEnumerable<DayOfWeek>? rest = null, DateOnly? endsOn = null, string title = "", string? unit = null, int skips = 0)
            {
                var goal = new Goal(student, metric, period, scope, today.AddDays(-daysAgo), DayOfWeek.Monday, world.NowUtc);
                goal.Describe(title, unit, endsOn);
                goal.SetTerms(goal.Calendar.First, target, rest ?? [], skips);
                goal.Settle(today);
                world.Context.Add(goal);
                return goal;
            }
            var weekly = Add(GoalMetric.Minutes, GoalPeriod.Week, new TotalsScope(), 7 * Weeks, 300, person.History.RestDay is { } day ? [day] : []);
            weekly.SetTerms(today.AddDays(-7 * 8), 360, person.History.RestDay is { } rest ? [rest] : [], 1);
            weekly.Pause(today.AddDays(-7 * 14), today.AddDays(-7 * 13));
            Add(GoalMetric.Sessions, GoalPeriod.Week, new TotalsScope(main), 7 * 12, 3, skips: 1);
            Add(GoalMetric.Accuracy, GoalPeriod.Month, new TotalsScope(main), 120, 75);
            if (person.Email != DemoPeople.Student)
            {
                continue;
            }
            Add(GoalMetric.CardsReviewed, GoalPeriod.Day, new TotalsScope(), 60, 10, [DayOfWeek.Sunday], skips: 2);
            Add(GoalMetric.Minutes, GoalPeriod.Once, new TotalsScope(), 28, 2400, endsOn: today.AddDays(40), title: GoalTexts.Demo_Exam);
            Add(GoalMetric.Questions, GoalPeriod.Once, new TotalsScope(Kind: SessionKind.Test), 90, 5000, endsOn: today.AddDays(-20));
            var pages = Add(GoalMetric.CustomCount, GoalPeriod.Month, new TotalsScope(), 80, 120, title: GoalTexts.Demo_Pages, unit: GoalTexts.Demo_PagesUnit);
            await world.Context.SaveChangesAsync(cancellationToken);
            world.Context.AddRange(Enumerable.Range(0, 40).Select(i => new GoalEntry(pages.Id, today.AddDays(-2 * i), 4 + (i * 7 % 9), "", world.NowUtc)));
        }
    }
}
