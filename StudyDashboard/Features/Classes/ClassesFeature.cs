using StudyDashboard.Components.Today;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Classes.Api;
using StudyDashboard.Features.Classes.Archive;
using StudyDashboard.Features.Classes.Assignments;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Classes.Members;
using StudyDashboard.Features.Classes.Times;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Classes;

internal static class ClassesFeature
{
    public static IServiceCollection AddClasses(this IServiceCollection services) => services
        .AddSingleton<ClassBook>()
        .AddSingleton<ClassService>()
        .AddSingleton<ClassReader>()
        .AddSingleton<ClassDirectory>()
        .AddSingleton<IClassChoices>(provider => provider.GetRequiredService<ClassDirectory>())
        .AddSingleton<ISessionRule, ClassRule>()
        .AddSingleton<IStudentGrant, ClassGrant>()
        .AddSingleton<ClassMedian>()
        .AddSingleton<ClassTimes>()
        .AddSingleton<ClassRecords>()
        .AddSingleton<ClassPurge>()
        .AddSingleton<MemberService>()
        .AddSingleton<SharedNotes>()
        .AddSingleton<AssignmentLinks>()
        .AddSingleton<AssignmentNotices>()
        .AddSingleton<AssignmentReader>()
        .AddSingleton<IDayFigures, AssignmentFigures>()
        .AddSingleton<AssignmentService>()
        .AddSingleton<ITodayCards, AssignmentCards>()
        .AddSingleton<IChildFacts, ChildLeaderboards>()
        .AddSingleton<ILeaderboardFigure, MinutesFigure>()
        .AddSingleton<ILeaderboardFigure, ImprovementFigure>()
        .AddSingleton<LeaderboardService>()
        .AddSingleton<LeaderboardReader>()
        .AddSingleton<LeaderboardClosing>()
        .AddSingleton<IPersonalData, ClassesData>()
        .AddSingleton<IArchivePart, ClassesArchive>()
        .AddSingleton<IRecentlyDeleted, DeletedClasses>()
        .AddSingleton<IRecentlyDeleted, DeletedAssignments>()
        .AddSingleton<IDemoPart, ClassesDemo>();

    public static void MapClasses(this WebApplication app)
    {
        app.MapClassEndpoints();
        app.MapAssignmentEndpoints();
        app.MapLeaderboardEndpoints();
    }
}
