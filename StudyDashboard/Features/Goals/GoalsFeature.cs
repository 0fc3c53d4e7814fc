using StudyDashboard.Components.Today;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Goals.Archive;
using StudyDashboard.Features.Goals.Progress;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Goals;

internal static class GoalsFeature
{
    public static IServiceCollection AddGoals(this IServiceCollection services) => services
        .AddSingleton<GoalBook>()
        .AddSingleton<ISessionConsequence, GoalConsequence>()
        .AddSingleton<IDerivedDays, GoalDays>()
        .AddSingleton<GoalService>()
        .AddSingleton<GoalReader>()
        .AddSingleton<GoalUpkeep>()
        .AddSingleton<ITodayCards, GoalCards>()
        .AddSingleton<ILeaderboardFigure, ClassGoals>()
        .AddSingleton<GoalScopes>()
        .AddSingleton<IRecentlyDeleted, DeletedGoals>()
        .AddSingleton<IDemoPart, GoalsDemo>()
        .AddSingleton<IPersonalData, GoalsData>()
        .AddSingleton<IArchivePart, GoalsArchive>();
}
