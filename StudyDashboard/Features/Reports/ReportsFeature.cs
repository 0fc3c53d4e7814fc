using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Reports.Files;
using StudyDashboard.Features.Reports.Notes;
using StudyDashboard.Features.Reports.Page;
using StudyDashboard.Features.Reports.Pdf.Fonts;
using StudyDashboard.Features.Reports.Sections;
using StudyDashboard.Features.Reports.Shared;

namespace StudyDashboard.Features.Reports;

internal static class ReportsFeature
{
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<IReportSection, SessionsSection>()
        .AddSingleton<IReportSection, ReviewSection>()
        .AddSingleton<IReportSection, QuizSection>()
        .AddSingleton<IReportSection, LessonsSection>()
        .AddSingleton<IReportSection, NotesSection>()
        .AddSingleton<IReportSection, ClassesSection>()
        .AddSingleton<IReportSection, GoalsSection>()
        .AddSingleton<IReportSection, RewardsSection>()
        .AddSingleton(FontBook.Installed)
        .AddSingleton<ReportReaders>()
        .AddSingleton<ReportService>()
        .AddSingleton<ReportNotes>()
        .AddSingleton<ReportFiles>()
        .AddSingleton<ReportShares>()
        .AddSingleton<ReportDesk>()
        .AddSingleton<ReportsReader>()
        .AddSingleton<AnalyticsReader>()
        .AddSingleton<IChildFacts, ReportFacts>()
        .AddSingleton<IDemoPart, ReportsDemo>()
        .AddSingleton<IArchivePart, ReportsArchive>()
        .AddSingleton<IPersonalData, ReportsData>();

    public static void MapReports(this IEndpointRouteBuilder app) => app.MapReportEndpoints();
}
