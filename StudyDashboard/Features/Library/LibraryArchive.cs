using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Imports.Archive;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library;

/// <summary>Materials of an archive. A file is put together in the system's temporary folder until it is wanted.</summary>
internal sealed class LibraryArchive(MaterialFiles files) : IArchivePart
{
    public ArchiveSlice Read(ArchiveFile file, DateTime nowUtc)
    {
        var slice = new LibraryArchiveSlice(files);
        file.Read<ArchivedMaterial>("materials", (record, row) =>
        {
            if (DraftOf(row).Check() is { Refusal: null })
            {
                slice.Materials.TryAdd(row.Id, row);
            }
            else
            {
                file.Refuse("materials", record, LibraryTexts.Row_Material);
            }
        });
        file.Read<ArchivedPiece>("material_files", (record, piece) =>
        {
            var bytes = new byte[piece.Content.Length];
            if (!Convert.TryFromBase64String(piece.Content, bytes, out var length) || !slice.Take(piece.MaterialId, piece.Number, bytes.AsSpan(0, length)))
            {
                file.Refuse("material_files", record, LibraryTexts.Row_Piece);
            }
        });
        return slice;
    }

    public async Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken)
    {
        // One that was edited since stays (rules.md 18); files without a row go with the next upkeep.
        await job.Book.Context.Set<Material>().Where(m => m.OwnerId == job.Book.StudentId && m.ImportId == job.Run.Id && m.Version == 1).ExecuteDeleteAsync(cancellationToken);
        return [];
    }

    internal static MaterialDraft DraftOf(ArchivedMaterial row) => new()
    {
        Kind = row.Kind, Title = row.Title ?? "", Body = row.Body, Address = row.Address, Language = row.Language, Collection = row.Collection, Tags = [.. (row.Tags ?? []).OfType<string>()],
    };
}

internal sealed class LibraryArchiveSlice(MaterialFiles files) : ArchiveSlice
{
    private readonly Dictionary<int, (FileStream Content, int Pieces)> _files = [];

    public Dictionary<int, ArchivedMaterial> Materials { get; } = [];

    public override int Created => Materials.Count;

    public override string Summary => Created == 0 ? "" : Plural.Of(LibraryTexts.ResourceManager, "Archived", Created);

    /// <summary>Takes a piece of a file; false when it is not the next one.</summary>
    public bool Take(int materialId, int number, ReadOnlySpan<byte> bytes)
    {
        if (!Materials.TryGetValue(materialId, out var material) || material.Kind != MaterialKind.File)
        {
            return false;
        }
        var (content, pieces) = _files.TryGetValue(materialId, out var begun) ? begun : (PrivateFile.CreateTemporary(), 0);
        _files[materialId] = (content, pieces + 1);
        if (number != pieces || content.Length + bytes.Length > MaterialLimits.MaxFileBytes)
        {
            return false;
        }
        content.Write(bytes);
        return true;
    }

    public override async Task CompareAsync(StudyDbContext context, int studentId, bool isEmpty, ArchivedSessions sessions, CancellationToken cancellationToken)
    {
        var there = (await context.Set<Material>().Where(m => m.OwnerId == studentId).Select(m => new { m.Title, m.Kind, m.CreatedAt }).ToListAsync(cancellationToken))
            .Select(m => (m.Title, m.Kind, m.CreatedAt)).ToHashSet();
        foreach (var material in Materials.Values.Where(m => there.Contains((m.Title.Trim(), m.Kind, Utc(m.CreatedAt)))).ToList())
        {
            Materials.Remove(material.Id);
            Skipped++;
        }
    }

    public override async Task ApplyAsync(ImportJob job, ArchivedSessions sessions, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var (context, ownerId) = (job.Book.Context, job.Book.StudentId);
        var collections = await context.Set<MaterialCollection>().Where(c => c.OwnerId == ownerId).ToDictionaryAsync(c => c.Name, cancellationToken);
        foreach (var row in Materials.Values)
        {
            var draft = LibraryArchive.DraftOf(row).Check().Value;
            var file = row.Kind == MaterialKind.File ? await FileAsync(row, cancellationToken) : null;
            if (row.Kind == MaterialKind.File && file is null)
            {
                continue;
            }
            var material = new Material(ownerId, draft, file, Utc(row.CreatedAt));
            material.CameFrom(job.Run.Id);
            material.SetFavourite(row.IsFavourite);
            if (file is not null)
            {
                material.Index(await files.TextAsync(file, cancellationToken));
            }
            if (draft.Collection is { } name)
            {
                if (!collections.TryGetValue(name, out var collection))
                {
                    context.Add(collections[name] = collection = new MaterialCollection(ownerId, name));
                    await context.SaveChangesAsync(cancellationToken);
                }
                material.PutInto(collection.Id);
            }
            context.Add(material);
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<MaterialFile?> FileAsync(ArchivedMaterial row, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(row.Id, out var begun))
        {
            return null;
        }
        begun.Content.Position = 0;
        var saved = await files.SaveAsync(row.FileName ?? row.Title, begun.Content, cancellationToken);
        return saved.Refusal is null ? saved.Value : null;
    }

    private static DateTime Utc(DateTime at) => Clock.ToSecond(at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
