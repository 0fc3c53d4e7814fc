using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts;

namespace StudyDashboard.Features.Tutoring;

internal static class TutoringFeature
{
    public static IServiceCollection AddTutoring(this IServiceCollection services) => services
        .AddSingleton<EnrollmentService>()
        .AddSingleton<IDemoPart, TutoringDemo>()
        .AddSingleton<IStudentGrant, TutorGrant>();
}
