using StudyDashboard.Components;
using StudyDashboard.Data.Demo;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Library.Api;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Features.Library;

internal static class LibraryFeature
{
    public static IServiceCollection AddLibrary(this IServiceCollection services, StudyOptions options) => services
        .AddSingleton(new MaterialFiles(options))
        .AddSingleton(new CardPlace(CardSourceKind.Document, PageAddresses.Material))
        .AddSingleton<MaterialUpkeep>()
        .AddSingleton<LibraryService>()
        .AddSingleton<LibraryReader>()
        .AddSingleton<MaterialCards>()
        .AddSingleton<IPersonalData, LibraryData>()
        .AddSingleton<IArchivePart, LibraryArchive>()
        .AddSingleton<IDemoPart, LibraryDemo>();

    public static void MapLibrary(this WebApplication app) => app.MapMaterials();
}
