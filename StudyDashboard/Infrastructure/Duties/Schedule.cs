using StudyDashboard.Data.Backups;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Notices.Planning;
using StudyDashboard.Features.Notices.Post;
using StudyDashboard.Features.Calendars.Imported;
using StudyDashboard.Features.Classes;
using StudyDashboard.Features.Classes.Leaderboards;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Features.Plans;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Timer.Forgotten;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Features.Webhooks;
using StudyDashboard.Infrastructure.Http.Idempotency;

namespace StudyDashboard.Infrastructure.Duties;

/// <summary>All background schedules of the product. Each is one call of one service method.</summary>
internal static class Schedule
{
    public static IServiceCollection AddSchedule(this IServiceCollection services) => services
        .AddSingleton<ServerRuns>()
        .AddHostedService<DutyRunner>()
        .AddDuty<ServerRuns>("server alive", TimeSpan.FromMinutes(1), (runs, asOf, cancel) => runs.AliveAsync(asOf, cancel), onEachNode: true)
        // Each node knows who is there with it.
        .AddDuty<TimerUpkeep>("timer upkeep", TimeSpan.FromMinutes(1), (upkeep, asOf, cancel) => upkeep.RunAsync(asOf, cancel), onEachNode: true)
        .AddDuty<LogPurge>("log purge", TimeSpan.FromHours(6), (purge, asOf, cancel) => purge.RunAsync(asOf, cancel))
        .AddDuty<GoalUpkeep>("goals", TimeSpan.FromMinutes(10), (upkeep, asOf, cancel) => upkeep.RunAsync(asOf, cancel))
        .AddDuty<BankService>("question banks purge", TimeSpan.FromHours(6), (banks, asOf, cancel) => banks.PurgeAsync(asOf, cancel))
        .AddDuty<CardPurge>("cards purge", TimeSpan.FromHours(24), (purge, asOf, cancel) => purge.RunAsync(asOf, cancel))
        .AddDuty<PlanPurge>("plans purge", TimeSpan.FromHours(24), (purge, asOf, cancel) => purge.RunAsync(asOf, cancel))
        .AddDuty<IdempotencyStore>("first answers purge", TimeSpan.FromHours(1), (store, asOf, cancel) => store.PurgeAsync(asOf, cancel))
        .AddDuty<LessonHorizon>("lessons ahead", TimeSpan.FromHours(12), (horizon, asOf, cancel) => horizon.RunAsync(asOf, cancel))
        .AddDuty<WhiteboardService>("whiteboards purge", TimeSpan.FromHours(24), (boards, asOf, cancel) => boards.PurgeAsync(asOf, cancel))
        .AddDuty<ReminderDuty>("reminders ahead", TimeSpan.FromHours(12), (duty, asOf, cancel) => duty.RunAsync(asOf, cancel))
        // Sleeps until the next notice is due, so it is no duty with a beat.
        .AddHostedService<NoticePost>()
        .AddDuty<ImportedCalendars>("calendar subscriptions", TimeSpan.FromMinutes(30), (calendars, asOf, cancel) => calendars.RunAsync(asOf, cancel))
        .AddDuty<MaterialUpkeep>("materials purge", TimeSpan.FromHours(24), (upkeep, asOf, cancel) => upkeep.RunAsync(asOf, cancel))
        .AddDuty<LeaderboardClosing>("leaderboards", TimeSpan.FromMinutes(15), (closing, asOf, cancel) => closing.RunAsync(asOf, cancel))
        .AddDuty<ClassPurge>("classes purge", TimeSpan.FromHours(24), (purge, asOf, cancel) => purge.RunAsync(asOf, cancel))
        // Often, because who listens wants to hear at once; it asks one index of what waits.
        .AddDuty<WebhookSender>("webhooks", TimeSpan.FromSeconds(5), (sender, asOf, cancel) => sender.RunAsync(asOf, cancel))
        .AddDuty<WebhookLog>("webhooks purge", TimeSpan.FromHours(24), (log, asOf, cancel) => log.PurgeAsync(asOf, cancel))
        .AddDuty<ScheduledBackup>("backup", TimeSpan.FromMinutes(30), (backup, asOf, cancel) => backup.RunAsync(asOf, cancel));

    private static IServiceCollection AddDuty<TService>(
        this IServiceCollection services, string name, TimeSpan every, Func<TService, DateTime, CancellationToken, Task> run, bool onEachNode = false)
        where TService : notnull =>
        services.AddSingleton(provider => new Duty(name, every, (asOf, cancel) => run(provider.GetRequiredService<TService>(), asOf, cancel), onEachNode));
}
