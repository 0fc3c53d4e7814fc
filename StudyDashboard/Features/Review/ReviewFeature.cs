using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Review.Cards;

namespace StudyDashboard.Features.Review;

internal static class ReviewFeature
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<CardBook>()
        .AddSingleton<IImportKind, ReviewLogImport>()
        .AddSingleton<IArchivePart, ReviewArchive>()
        .AddSingleton<IPersonalData, ReviewData>();
}
