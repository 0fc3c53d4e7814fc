using StudyDashboard.Components;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Scenarios.Api;
using StudyDashboard.Features.Scenarios.Runs;

namespace StudyDashboard.Features.Scenarios;

internal static class ScenariosFeature
{
    public static IServiceCollection AddScenarios(this IServiceCollection services) => services
        .AddSingleton(new CardPlace(CardSourceKind.Scenario, PageAddresses.ScenarioRun))
        .AddSingleton<ScenarioService>()
        .AddSingleton<ScenarioRuns>()
        .AddSingleton<ScenarioCompletion>()
        .AddSingleton<ScenarioHistories>()
        .AddSingleton<IPersonalData, ScenariosData>()
        .AddSingleton<IArchivePart, ScenarioArchive>()
        .AddSingleton<IDemoPart, ScenariosDemo>();

    public static void MapScenarios(this WebApplication app)
    {
        app.MapScenarioEndpoints();
        app.MapScenarioRunEndpoints();
    }
}
