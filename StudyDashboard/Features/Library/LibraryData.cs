using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Library.Files;

namespace StudyDashboard.Features.Library;

/// <summary>A row of the archive's <c>materials</c>.</summary>
public sealed record ArchivedMaterial
{
    public required int Id { get; init; }

    public required MaterialKind Kind { get; init; }

    public required string Title { get; init; }

    public string? Body { get; init; }

    public string? Address { get; init; }

    public string? Language { get; init; }

    public string? Collection { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public bool IsFavourite { get; init; }

    public string? FileName { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
}

/// <summary>A row of <c>material_files</c>: a piece of a file.</summary>
public sealed record ArchivedPiece
{
    public required int MaterialId { get; init; }

    /// <summary>From 0.</summary>
    public required int Number { get; init; }

    /// <summary>Base64.</summary>
    public required string Content { get; init; }
}

/// <summary>Materials with their files. The deletion of the person's row takes the rows along, and with them the words of the search.</summary>
internal sealed class LibraryData(MaterialFiles files) : IPersonalData
{
    private const int Piece = 384 * 1024;

    public async Task ExportAsync(PersonalArchive archive, StudyDbContext context, int personId, CancellationToken cancellationToken)
    {
        var materials = context.Set<Material>().AsNoTracking().Where(m => m.OwnerId == personId && m.DeletedAt == null).OrderBy(m => m.Id);
        await archive.AddAsync("materials", "What you study from.", () => materials
            .Select(m => new ArchivedMaterial
            {
                Id = m.Id, Kind = m.Kind, Title = m.Title, Body = m.Body, Address = m.Address, Language = m.Language, Tags = m.Tags, IsFavourite = m.IsFavourite,
                Collection = context.Set<MaterialCollection>().Where(c => c.Id == m.CollectionId).Select(c => c.Name).FirstOrDefault(),
                FileName = m.FileName, CreatedAt = m.CreatedAt, UpdatedAt = m.UpdatedAt,
            }).AsAsyncEnumerable(), cancellationToken);
        var stored = await materials.Where(m => m.FileKey != null).ToListAsync(cancellationToken);
        await archive.AddAsync("material_files", "Uploaded files in pieces: joined in order, the contents (Base64) are the file.", () => PiecesAsync(stored), cancellationToken);
    }

    /// <summary>The files themselves go with the next upkeep, when their rows are gone for certain.</summary>
    public Task EraseAsync(StudyDbContext context, int personId, CancellationToken cancellationToken) => Task.CompletedTask;

    private async IAsyncEnumerable<ArchivedPiece> PiecesAsync(List<Material> materials)
    {
        var buffer = new byte[Piece];
        foreach (var material in materials)
        {
            await using var content = files.Open(material.File!);
            if (content is null)
            {
                continue;
            }
            for (int number = 0, read; (read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false)) > 0; number++)
            {
                yield return new ArchivedPiece { MaterialId = material.Id, Number = number, Content = Convert.ToBase64String(buffer, 0, read) };
            }
        }
    }
}
