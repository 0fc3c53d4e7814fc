using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Library;

/// <summary>What a material is.</summary>
public enum MaterialKind
{
    /// <summary>Markdown.</summary>
    Document,

    /// <summary>Pasted text.</summary>
    Text,

    /// <summary>An uploaded text or PDF.</summary>
    File,
    Link,

    /// <summary>A link to a video.</summary>
    Video,
}

/// <summary>Something to study from.</summary>
public sealed class Material
{
    private Material()
    {
    }

    internal Material(int ownerId, MaterialDraft draft, MaterialFile? file, DateTime nowUtc)
    {
        (OwnerId, Kind, CreatedAt) = (ownerId, draft.Kind, nowUtc);
        (FileKey, FileName, FileType, FileBytes) = (file?.Key, file?.Name, file?.ContentType, file?.Bytes);
        Write(draft, nowUtc);
    }

    public int Id { get; private set; }

    public int OwnerId { get; private set; }

    public MaterialKind Kind { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>The document, the text, or what was noted of a link.</summary>
    public string Body { get; private set; } = "";

    public string? Address { get; private set; }

    /// <summary>A language tag, for the cards made of it.</summary>
    public string? Language { get; private set; }

    public int? CollectionId { get; private set; }

    public List<string> Tags { get; private set; } = [];

    public bool IsFavourite { get; private set; }

    public string? FileKey { get; private set; }

    public string? FileName { get; private set; }

    public string? FileType { get; private set; }

    public long? FileBytes { get; private set; }

    /// <summary>Of a file only.</summary>
    public MaterialFile? File => FileKey is null ? null : new MaterialFile(FileKey, FileName!, FileType!, FileBytes!.Value);

    /// <summary>Title, tags and text, folded, each word after a space: what search looks through.</summary>
    public string SearchText { get; private set; } = "";

    public int? ImportId { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime UpdatedAt { get; private set; }

    public DateTime? DeletedAt { get; private set; }

    public int Version { get; private set; }

    /// <summary>Writes it anew; what it is does not change.</summary>
    internal void Write(MaterialDraft draft, DateTime nowUtc)
    {
        (Title, Body, Address, Language) = (draft.Title, draft.Body ?? "", draft.Address, draft.Language);
        (Tags, UpdatedAt, IsFavourite) = ([.. draft.Tags], nowUtc, draft.IsFavourite ?? IsFavourite);
        Index(Kind == MaterialKind.Document ? Markup.WordsOf(Body) : Body);
        Version++;
    }

    /// <summary>Sets what search finds it by; a file's text is not its body.</summary>
    internal void Index(string text)
    {
        var folded = FoldedText.Of(string.Join(' ', [Title, .. Tags, File?.Name ?? "", text]));
        SearchText = " " + (folded.Length <= MaterialLimits.MaxSearchText ? folded : folded[..MaterialLimits.MaxSearchText]);
    }

    internal void PutInto(int? collectionId) => CollectionId = collectionId;

    internal void SetFavourite(bool isFavourite) => IsFavourite = isFavourite;

    internal void CameFrom(int importId) => ImportId = importId;

    internal void Delete(DateTime nowUtc) => DeletedAt ??= nowUtc;

    internal void Restore() => DeletedAt = null;
}

/// <summary>An uploaded file on the disk.</summary>
/// <param name="Key">Its name in the data folder; says nothing of what it is.</param>
/// <param name="Name">What the person calls it.</param>
/// <param name="ContentType">What was found in it, not what was said of it.</param>
/// <param name="Bytes">Its length.</param>
public sealed record MaterialFile(string Key, string Name, string ContentType, long Bytes)
{
    public const string Pdf = "application/pdf";
    public const string PlainText = "text/plain";
}

/// <summary>Materials that belong together.</summary>
public sealed class MaterialCollection
{
    public const int MaxName = 80;

    private MaterialCollection()
    {
    }

    internal MaterialCollection(int ownerId, string name) => (OwnerId, Name) = (ownerId, name);

    public int Id { get; private set; }

    public int OwnerId { get; private set; }

    public string Name { get; private set; } = "";

    internal void Rename(string name) => Name = name;
}

internal sealed class MaterialConfiguration : IEntityTypeConfiguration<Material>
{
    public void Configure(EntityTypeBuilder<Material> builder)
    {
        builder.ToTable("materials", table => table.HasCheckConstraint("ck_materials_file", "(kind = 'file') = (file_key IS NOT NULL)"));
        builder.Property(m => m.Title).HasMaxLength(MaterialLimits.MaxTitle);
        builder.Property(m => m.Address).HasMaxLength(MaterialLimits.MaxAddress);
        builder.Property(m => m.Language).HasMaxLength(16);
        builder.Property(m => m.Version).IsConcurrencyToken();
        builder.Property(m => m.FileKey).HasMaxLength(64);
        builder.Property(m => m.FileName).HasMaxLength(MaterialLimits.MaxTitle);
        builder.Property(m => m.FileType).HasMaxLength(64);
        builder.Ignore(m => m.File);
        builder.HasOne<Person>().WithMany().HasForeignKey(m => m.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MaterialCollection>().WithMany().HasForeignKey(m => m.CollectionId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(m => m.ImportId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(m => new { m.OwnerId, m.UpdatedAt });
        builder.HasIndex(m => m.CollectionId);
        builder.HasIndex(m => m.ImportId);
    }
}

internal sealed class MaterialCollectionConfiguration : IEntityTypeConfiguration<MaterialCollection>
{
    public void Configure(EntityTypeBuilder<MaterialCollection> builder)
    {
        builder.ToTable("material_collections");
        builder.Property(c => c.Name).HasMaxLength(MaterialCollection.MaxName);
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.OwnerId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(c => new { c.OwnerId, c.Name }).IsUnique();
    }
}
