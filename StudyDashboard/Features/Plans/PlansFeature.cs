using Microsoft.EntityFrameworkCore;
using StudyDashboard.Components.Today;
using StudyDashboard.Data;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Goals;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Plans.Api;
using StudyDashboard.Features.Plans.Progress;
using StudyDashboard.Features.Plans.Recording;
using StudyDashboard.Features.Plans.Tasks;
using StudyDashboard.Features.Plans.Templates;
using StudyDashboard.Features.Plans.Topics;
using StudyDashboard.Features.Plans.Unassigned;
using StudyDashboard.Features.Reports;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Log;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Plans;

internal static class PlansFeature
{
    /// <summary>After the sessions, whose day totals it reads, and before the goals, which read it.</summary>
    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddSingleton<ISessionRule, PlanRule>()
        .AddSingleton<ISessionConsequence, PlanConsequence>()
        .AddSingleton<IDerivedDays, PlanDays>()
        .AddSingleton<IDomainChoices, PlanDomains>()
        .AddSingleton<IPlanPercent, PlanPercent>()
        .AddSingleton<DomainRecall>()
        .AddSingleton<PlanService>()
        .AddSingleton<PlanReader>()
        .AddSingleton<PlanPurge>()
        .AddSingleton<IRecentlyDeleted, DeletedPlans>()
        .AddSingleton<UnassignedService>()
        .AddSingleton<TaskService>()
        .AddSingleton<WeekLoads>()
        .AddSingleton<TemplateService>()
        .AddSingleton<GivingService>()
        .AddSingleton<TopicService>()
        .AddSingleton<ITodayCards, PlanCards>()
        .AddSingleton<IReportSection, PlanReport>()
        .AddSingleton<IPersonalData, PlansData>()
        .AddSingleton<IArchivePart, PlansArchive>()
        .AddSingleton<IDemoPart, PlansDemo>();

    public static void MapPlans(this WebApplication app) => app.MapPlanEndpoints();

    /// <summary>The days for which answers are stored.</summary>
    private sealed class PlanDays : IDerivedDays
    {
        public async Task<IReadOnlyCollection<DateOnly>> DaysAsync(StudyDbContext context, int studentId, CancellationToken cancellationToken) =>
            await context.Set<AnswerBlock>().Where(b => b.StudentId == studentId).Select(b => b.StudyDay).Distinct().ToListAsync(cancellationToken);
    }
}
