using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Archive;

/// <summary>
/// The product's own export (product.md section 1). Into an empty account it brings everything that totals follow from, so that they are
/// equal; into one with sessions of its own it adds those that are not there and changes no setting.
/// </summary>
internal sealed class ArchiveImport(IEnumerable<IArchivePart> parts, ImportLimits limits) : IImportKind
{
    public const string Kind = "archive";

    private readonly IReadOnlyList<IArchivePart> _parts = [.. parts];

    public string Word => Kind;

    public string Title => ArchiveTexts.Title;

    public string Explanation => ArchiveTexts.Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".zip"];

    public string? UndoNote => ArchiveTexts.UndoNote;

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var plan = new ArchivePlan();
        try
        {
            using var archive = ArchiveFile.Open(file.Content, limits.MaxBytes * ArchiveFile.MaxGrowth, plan.Refusals, cancellationToken);
            plan.Read(archive, _parts, file.NowUtc, progress);
            return plan;
        }
        catch (ArchiveUnreadableException unreadable)
        {
            return ImportService.Unreadable(unreadable.Message);
        }
        catch (InvalidDataException)
        {
            return ImportService.Unreadable(ArchiveTexts.Refused_Zip);
        }
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        var kept = new List<KeptSession>();
        foreach (var part in _parts)
        {
            kept.AddRange(await part.UndoAsync(job, cancellationToken));
        }
        var keep = kept.Select(k => k.Id).ToHashSet();
        var mine = job.Book.Context.Set<StudySession>().Where(s => s.StudentId == job.Book.StudentId && s.ImportId == job.Run.Id);
        var edited = await mine.Where(s => s.DeletedAt == null && s.Version != KeptSession.ImportedVersion && !keep.Contains(s.Id))
            .OrderBy(s => s.StartedAt).ToListAsync(cancellationToken);
        kept.AddRange(edited.Select(KeptSession.Of));
        await job.RemoveAsync(
            await mine.Where(s => s.DeletedAt != null || s.Version == KeptSession.ImportedVersion).Select(s => s.Id).ToListAsync(cancellationToken),
            cancellationToken);
        return kept;
    }
}
