using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Calendars.Feeds;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Tutoring.Conflicts;
using StudyDashboard.Features.Tutoring.Schedule.Layers;

namespace StudyDashboard.Features.Calendars;

internal static class CalendarsFeature
{
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services
        .AddSingleton(provider => CalendarDownloadOptions.From(provider.GetService<IConfiguration>()))
        .AddSingleton(provider => new CalendarDownload(provider.GetRequiredService<CalendarDownloadOptions>()))
        .AddSingleton<ImportedCalendars>()
        .AddSingleton<CalendarLayer>()
        .AddSingleton<IBusyTimes>(provider => provider.GetRequiredService<CalendarLayer>())
        .AddSingleton<IScheduleLayer, CalendarsOnSchedule>()
        .AddSingleton<IImportKind, CalendarImport>()
        .AddSingleton<CalendarFeeds>()
        .AddSingleton<IFeedSource, LessonFeedSource>()
        .AddSingleton<IFeedSource, StudyFeedSource>()
        .AddSingleton<IDemoPart, CalendarsDemo>()
        .AddSingleton<IArchivePart, CalendarsArchive>()
        .AddSingleton<IPersonalData, CalendarsData>();

    public static void MapCalendars(this IEndpointRouteBuilder app)
    {
        app.MapFeeds();
        app.MapFeedAddresses();
    }
}
