using StudyDashboard.Data.Demo;

namespace StudyDashboard.Features.Rewards;

/// <summary>The rest days of the demo's students, from their first day on, and a frozen day to come.</summary>
internal sealed class RewardsDemo : IDemoPart
{
    public Task AddAsync(DemoWorld world, CancellationToken cancellationToken)
    {
        foreach (var person in DemoPeople.All)
        {
            if (person.History is { RestDay: { } rest } history)
            {
                var terms = new RewardTerms(world.IdOf(person.Email), world.TodayOf(person.Email).AddDays(-history.Days));
                var usual = RewardTerms.Default;
                terms.Set(usual.PointsPerMinute, usual.DailyCap, usual.ManualEarns, usual.StreakMinutes, [rest]);
                world.Context.Add(terms);
                world.Context.Add(new StreakFreeze(world.IdOf(person.Email), world.TodayOf(person.Email).AddDays(2)));
            }
        }
        return Task.CompletedTask;
    }
}
