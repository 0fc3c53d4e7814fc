using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Library;

/// <summary>Reads a person's materials.</summary>
public sealed class LibraryReader(IDbContextFactory<StudyDbContext> contexts, MaterialFiles files)
{
    private const int MaxWords = 12;

    /// <summary>The orders of materials.</summary>
    public static SortOrders<Material> Orders { get; } = new SortOrders<Material>(m => m.Id)
        .By("updated_at", m => m.UpdatedAt).By("created_at", m => m.CreatedAt).By("title", m => m.Title);

    /// <summary>A page of them, what was changed last first unless the filter says otherwise.</summary>
    public async Task<(IReadOnlyList<MaterialItem> Items, int Total)> PageAsync(int ownerId, MaterialFilter filter, int page, int size, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = context.Set<Material>().AsNoTracking().Where(m => m.OwnerId == ownerId && m.DeletedAt == null
            && (filter.Kind == null || m.Kind == filter.Kind) && (filter.CollectionId == null || m.CollectionId == filter.CollectionId) && (!filter.IsFavourite || m.IsFavourite));
        if (filter.Tag is { } tag)
        {
            found = found.Where(m => m.Tags.Contains(tag));
        }
        string[] words = [.. FoldedText.Of(filter.Find ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MaxWords)];
        if (words.Length > 0)
        {
            var matching = context.Search().Matching(context, words);
            found = found.Where(m => matching.Contains(m.Id));
        }
        else if (!string.IsNullOrWhiteSpace(filter.Find))
        {
            return ([], 0);
        }
        var items = await Orders.Apply(found, filter.Sort ?? "-updated_at").Skip((page - 1) * size).Take(size)
            .Select(m => new MaterialItem(
                m.Id, m.Kind, m.Title, m.Address, m.Language, context.Set<MaterialCollection>().Where(c => c.Id == m.CollectionId).Select(c => c.Name).FirstOrDefault(), m.Tags, m.IsFavourite,
                m.FileName, m.FileBytes, m.CreatedAt, m.UpdatedAt, m.Version))
            .ToListAsync(cancellationToken);
        return (items, await found.CountAsync(cancellationToken));
    }

    /// <summary>Collections with how much is in them, and the tags in use.</summary>
    public async Task<LibraryShelf> ShelfAsync(int ownerId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var materials = context.Set<Material>().AsNoTracking().Where(m => m.OwnerId == ownerId && m.DeletedAt == null);
        var collections = await context.Set<MaterialCollection>().Where(c => c.OwnerId == ownerId).OrderBy(c => c.Name)
            .Select(c => new CollectionItem(c.Id, c.Name, materials.Count(m => m.CollectionId == c.Id))).ToListAsync(cancellationToken);
        var tags = (await materials.Select(m => m.Tags).ToListAsync(cancellationToken)).SelectMany(t => t).Distinct().Order(StringComparer.CurrentCulture).ToList();
        return new LibraryShelf(collections, tags);
    }

    /// <summary>One of them whole; null when it is not theirs.</summary>
    public async Task<MaterialView?> FindAsync(int ownerId, int id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var material = await context.Set<Material>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.OwnerId == ownerId && m.DeletedAt == null, cancellationToken);
        if (material is null)
        {
            return null;
        }
        var collection = await context.Set<MaterialCollection>().Where(c => c.Id == material.CollectionId).Select(c => c.Name).SingleOrDefaultAsync(cancellationToken);
        return new MaterialView(material, collection, material.File is { ContentType: MaterialFile.PlainText } file ? await files.TextAsync(file, cancellationToken) : material.Body);
    }

    /// <summary>The file of one of them, to be sent; null when there is none or it is not theirs.</summary>
    public async Task<(MaterialFile File, FileStream Content)?> OpenAsync(int ownerId, int id, CancellationToken cancellationToken) =>
        (await FindAsync(ownerId, id, cancellationToken))?.Material.File is { } file && files.Open(file) is { } content ? (file, content) : null;
}

/// <summary>What of the library is wanted.</summary>
public sealed record MaterialFilter
{
    /// <summary>Beginnings of words.</summary>
    public string? Find { get; init; }

    public MaterialKind? Kind { get; init; }

    public int? CollectionId { get; init; }

    public string? Tag { get; init; }

    public bool IsFavourite { get; init; }

    /// <summary>One of <see cref="LibraryReader.Orders"/>.</summary>
    public string? Sort { get; init; }
}

/// <summary>A material in a list.</summary>
public sealed record MaterialItem(
    int Id, MaterialKind Kind, string Title, string? Address, string? Language, string? Collection, IReadOnlyList<string> Tags, bool IsFavourite, string? FileName, long? FileBytes,
    DateTime CreatedAt, DateTime UpdatedAt, int Version);

/// <summary>A material whole.</summary>
/// <param name="Material">The material.</param>
/// <param name="Collection">The name of its collection.</param>
/// <param name="Text">What there is to read here; empty for a PDF.</param>
public sealed record MaterialView(Material Material, string? Collection, string Text);

/// <summary>By what a library is sorted.</summary>
public sealed record LibraryShelf(IReadOnlyList<CollectionItem> Collections, IReadOnlyList<string> Tags);

/// <summary>A collection and how many materials are in it.</summary>
public sealed record CollectionItem(int Id, string Name, int Count);
