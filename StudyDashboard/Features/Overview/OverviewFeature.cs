namespace StudyDashboard.Features.Overview;

internal static class OverviewFeature
{
    public static IServiceCollection AddOverview(this IServiceCollection services) => services.AddSingleton<TodayService>();
}
