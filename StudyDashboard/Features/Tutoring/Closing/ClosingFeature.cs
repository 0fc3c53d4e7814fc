using StudyDashboard.Components.Today;
using StudyDashboard.Features.Accounts.Guardians;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Tutoring.Api;
using StudyDashboard.Features.Tutoring.Attendances;
using StudyDashboard.Features.Tutoring.Enrollments;
using StudyDashboard.Features.Tutoring.Legacy;
using StudyDashboard.Features.Tutoring.Reviews;
using StudyDashboard.Features.Tutoring.Today;

namespace StudyDashboard.Features.Tutoring.Closing;

internal static class ClosingFeature
{
    /// <summary>What happens after a lesson, and the doors through which programs and old data come to lessons.</summary>
    public static IServiceCollection AddClosing(this IServiceCollection services) => services
        .AddSingleton<ClosingService>()
        .AddSingleton<LessonSheets>()
        .AddSingleton<TutorDay>()
        .AddSingleton<IChildFacts, ChildLessons>()
        .AddSingleton<NextLessonReader>()
        .AddSingleton<NextLessonCards>()
        .AddSingleton<ITodayCards>(provider => provider.GetRequiredService<NextLessonCards>())
        .AddSingleton<ApologyService>()
        .AddSingleton<ReviewService>()
        .AddSingleton<ReviewTrends>()
        .AddSingleton<AttendanceService>()
        .AddSingleton<EnrollmentRemoval>()
        .AddSingleton<LessonListing>()
        .AddSingleton<EnrollmentListing>()
        .AddSingleton<LegacyWriter>()
        .AddSingleton<IImportKind, LegacyLessonsImport>();
}
