using StudyDashboard.Components.Today;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Review.Archive;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Decks;
using StudyDashboard.Features.Review.Demo;
using StudyDashboard.Features.Review.Figures;
using StudyDashboard.Features.Review.Files;
using StudyDashboard.Features.Review.Grading;
using StudyDashboard.Features.Review.Queue;

namespace StudyDashboard.Features.Review;

internal static class ReviewFeature
{
    public static IServiceCollection AddReview(this IServiceCollection services) => services
        .AddSingleton<CardBook>()
        .AddSingleton<CardService>()
        .AddSingleton<CardReader>()
        .AddSingleton<CardPlaces>()
        .AddSingleton<FigureService>()
        .AddSingleton<QuestionRecall>()
        .AddSingleton<IDayFigures, ReviewDays>()
        .AddSingleton<DeckService>()
        .AddSingleton<QueueService>()
        .AddSingleton<GradingService>()
        .AddSingleton<CardPurge>()
        .AddSingleton<DeckExport>()
        .AddSingleton<ITodayCards, ReviewCards>()
        .AddSingleton<IImportKind, ReviewLogImport>()
        .AddSingleton<IImportKind, ReviewDeckImport>()
        .AddSingleton<IImportKind, CardsCsvImport>()
        .AddSingleton<IImportKind, AnkiImport>()
        .AddSingleton<IArchivePart, ReviewArchive>()
        .AddSingleton<IPersonalData, ReviewData>()
        .AddSingleton<IDemoPart, ReviewDemo>();
}
