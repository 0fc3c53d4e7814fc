using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;

namespace StudyDashboard.Features.Tutoring;

internal static class TutoringFeature
{
    public static IServiceCollection AddTutoring(this IServiceCollection services) => services
        .AddSingleton<EnrollmentService>()
        .AddSingleton<IDemoPart, TutoringDemo>()
        .AddSingleton<IPersonalData, TutoringData>()
        .AddSingleton<IStudentGrant, TutorGrant>();
}
