using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Accounts.Welcome;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Imports.Sample;
using StudyDashboard.Features.Imports.Trackers;

namespace StudyDashboard.Features.Imports;

internal static class ImportsFeature
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton(provider => ImportLimits.From(provider.GetService<IConfiguration>()))
        .AddSingleton<ImportHistory>()
        .AddSingleton<ImportService>()
        .AddSingleton<IImportKind, SampleImport>()
        .AddSingleton<IImportKind, ArchiveImport>()
        .AddTrackers()
        .AddSingleton<IArchivePart, ProfileArchive>()
        .AddSingleton<ISampleData, SampleData>()
        .AddSingleton<IPersonalData, ImportsData>();
}
