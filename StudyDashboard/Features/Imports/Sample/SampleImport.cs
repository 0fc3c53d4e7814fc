using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Sample;

/// <summary>Sample data in the list of imports, and their removal.</summary>
internal sealed class SampleImport : IImportKind
{
    public const string Kind = "sample";

    public string Word => Kind;

    public string Title => ImportTexts.Sample_Title;

    public string Explanation => ImportTexts.Sample_NoFile;

    public IReadOnlyList<string> Extensions { get; } = [];

    public bool IsForFiles => false;

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        ImportService.Unreadable(ImportTexts.Sample_NoFile);

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => job.RemoveRunAsync(cancellationToken);
}
