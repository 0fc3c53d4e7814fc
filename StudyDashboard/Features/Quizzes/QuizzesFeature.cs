using StudyDashboard.Components;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Sessions.Figures;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Quizzes.Archive;
using StudyDashboard.Features.Quizzes.Bank;
using StudyDashboard.Features.Quizzes.Demo;
using StudyDashboard.Features.Quizzes.Formats;
using StudyDashboard.Features.Quizzes.Ingest;
using StudyDashboard.Features.Quizzes.Runs;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions.Recorder;

namespace StudyDashboard.Features.Quizzes;

internal static class QuizzesFeature
{
    public static IServiceCollection AddQuizzes(this IServiceCollection services) => services
        .AddSingleton(new CardPlace(CardSourceKind.Quiz, PageAddresses.Quiz))
        .AddSingleton<BankService>()
        .AddSingleton<BankReader>()
        .AddSingleton<StatisticsService>()
        .AddSingleton<QuizService>()
        .AddSingleton<QuizReader>()
        .AddSingleton<QuizFinalizer>()
        .AddSingleton<QuizCards>()
        .AddSingleton<IngestReceipts>()
        .AddSingleton<IngestService>()
        .AddSingleton<ISessionDomains, QuizDomains>()
        .AddSingleton<IDayFigures, QuizDays>()
        .AddSingleton<IImportKind, GiftImport>()
        .AddSingleton<IImportKind, MoodleXmlImport>()
        .AddSingleton<IImportKind, AikenImport>()
        .AddSingleton<IImportKind, QuestionsCsvImport>()
        .AddSingleton<IArchivePart, QuizzesArchive>()
        .AddSingleton<IPersonalData, QuizzesData>()
        .AddSingleton<IDemoPart, QuizzesDemo>();
}
