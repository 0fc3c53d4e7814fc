using StudyDashboard.Features.Tutoring.Closures;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Schedule.Layers;

namespace StudyDashboard.Features.Tutoring.Schedule;

internal static class ScheduleFeature
{
    public static IServiceCollection AddSchedule(this IServiceCollection services) => services
        .AddSingleton<ClosureService>()
        .AddSingleton<IBusyTimes, ClosedTimes>()
        .AddSingleton<IScheduleLayer, PlannedStudy>()
        .AddSingleton<IScheduleLayer, LoggedStudy>()
        .AddSingleton<ScheduleReader>()
        .AddSingleton<BlockReader>()
        .AddScoped<LessonActions>();
}
