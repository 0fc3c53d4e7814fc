using StudyDashboard.Components.Today;

namespace StudyDashboard.Features.Overview;

internal static class OverviewFeature
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services
        .AddSingleton<ITodayCards, TimerCards>()
        .AddSingleton<ITodayCards, PlannedCards>()
        .AddSingleton<WatchedWeeks>()
        .AddSingleton<TodayService>();
}
