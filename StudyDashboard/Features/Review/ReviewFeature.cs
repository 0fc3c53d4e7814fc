using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports;

namespace StudyDashboard.Features.Review;

internal static class ReviewFeature
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<IImportKind, ReviewLogImport>()
        .AddSingleton<IPersonalData, ReviewData>();
}
