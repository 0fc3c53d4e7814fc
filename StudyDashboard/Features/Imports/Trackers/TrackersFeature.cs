using StudyDashboard.Features.Imports.Trackers.SuperProductivity;

namespace StudyDashboard.Features.Imports.Trackers;

internal static class TrackersFeature
{
    public static IServiceCollection AddTrackers(this IServiceCollection services)
    {
        foreach (var format in TrackerFormat.All)
        {
            services.AddSingleton<IImportKind>(_ => new TrackerCsvImport(format));
        }
        return services.AddSingleton<IImportKind, SuperProductivityImport>();
    }
}
