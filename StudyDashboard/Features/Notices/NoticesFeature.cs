using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Notices.Mail;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Notices.Settings;

namespace StudyDashboard.Features.Notices;

internal static class NoticesFeature
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton(provider => MailOptions.Read(provider.GetService<IConfiguration>()))
        .AddSingleton<MailSender>()
        .AddSingleton<NoticeWake>()
        .AddSingleton<NoticePlanner>()
        .AddSingleton<AssignmentPlanner>()
        .AddSingleton<NewsPlanner>()
        .AddSingleton<ReminderDuty>()
        .AddSingleton<ScreenPost>()
        .AddSingleton<MailPost>()
        .AddSingleton<NoticeReader>()
        .AddSingleton<NoticeService>()
        .AddSingleton<NoticeChoiceService>()
        .AddSingleton<IDemoPart, NoticesDemo>()
        .AddSingleton<IPersonalData, NoticesData>();
}
