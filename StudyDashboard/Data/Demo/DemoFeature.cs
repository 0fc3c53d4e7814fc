using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Data.Demo;

internal static class DemoFeature
{
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<IDemoPart, DemoHistory>()
        .AddSingleton<BulkSessions>();

    /// <summary>Prepares the database; with --demo it is the demo's, made anew on a later day.</summary>
    public static async Task PrepareDataAsync(this WebApplication app, StudyOptions options)
    {
        var today = DemoClock.TodayAt(app.Services.GetRequiredService<TimeProvider>().NowUtc());
        var isNew = options.Demo && DemoFolder.Claim(options, today);
        await app.Services.PrepareDatabaseAsync();
        if (isNew)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<DemoMaker>(scope.ServiceProvider).MakeAsync(CancellationToken.None);
            DemoFolder.Complete(options, today);
        }
        // Every start asks this at once; asked here, its query is compiled beside the endpoints.
        await app.Services.GetRequiredService<FirstVisit>().IsAwaitedAsync(CancellationToken.None);
    }
}
