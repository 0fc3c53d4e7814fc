using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
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

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var mine = job.Book.Context.Set<StudySession>().Where(s => s.StudentId == job.Book.StudentId && s.ImportId == job.Run.Id);
        var kept = await mine.Where(s => s.DeletedAt == null && s.Version != KeptSession.ImportedVersion)
            .OrderBy(s => s.StartedAt).ToListAsync(cancellationToken);
        var gone = await mine.Where(s => s.DeletedAt != null || s.Version == KeptSession.ImportedVersion).Select(s => s.Id).ToListAsync(cancellationToken);
        await job.RemoveAsync(gone, cancellationToken);
        return [.. kept.Select(KeptSession.Of)];
    }
}
