using StudyDashboard.Features.Analytics.Api;

namespace StudyDashboard.Features.Analytics;

internal static class AnalyticsFeature
{
    public static IServiceCollection AddAnalytics(this IServiceCollection services) => services
        .AddSingleton<AnalyticsService>();

    public static void MapAnalytics(this IEndpointRouteBuilder app) => app.MapAnalyticsEndpoints();
}
