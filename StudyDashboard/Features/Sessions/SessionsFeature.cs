using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Sessions.Api;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Planning;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Features.Sessions.Timer.Forgotten;
using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Features.Sessions.Totals;

namespace StudyDashboard.Features.Sessions;

internal static class SessionsFeature
{
    public static IServiceCollection AddSessions(this IServiceCollection services) => services
        .AddSingleton<SessionRecorder>()
        .AddSingleton<IPersonalData, SessionsData>()
        .AddSingleton<SessionUndo>()
        .AddSingleton<Rebuild>()
        .AddSingleton<ISessionConsequence, TotalsConsequence>()
        .AddSingleton<IDerivedDays, TotalsDays>()
        .AddSingleton<IDayFigures, NoteDays>()
        .AddSingleton<FigureDays>()
        .AddSingleton<ISessionConsequence>(provider => provider.GetRequiredService<FigureDays>())
        .AddSingleton<IDerivedDays>(provider => provider.GetRequiredService<FigureDays>())
        .AddSingleton<DayTotals>()
        .AddSingleton<GlanceReader>()
        .AddSingleton<TimerService>()
        .AddSingleton<FinishEffects>()
        .AddSingleton<SessionPlanner>()
        .AddSingleton<LogReader>()
        .AddSingleton<LogService>()
        .AddSingleton<SessionSplit>()
        .AddSingleton<SessionMerge>()
        .AddSingleton<BulkEdit>()
        .AddSingleton<LogPurge>()
        .AddScoped<LogCommands>()
        .AddSingleton<TimerUpkeep>()
        .AddSingleton<StartOffers>()
        .AddSingleton<ForgottenTimers>()
        .AddScoped<LiveTimer>();

    public static void MapSessions(this WebApplication app)
    {
        app.MapSessionEndpoints();
    }
}
