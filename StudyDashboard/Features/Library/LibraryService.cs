using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library;

/// <summary>Writes a person's materials. Only the owner sees or changes them.</summary>
public sealed class LibraryService(IDbContextFactory<StudyDbContext> contexts, MaterialFiles files, StudyFeed feed, TimeProvider clock)
{
    /// <summary>Stores a new one that is no file.</summary>
    public async Task<Outcome<Material>> AddAsync(int ownerId, MaterialDraft draft, CancellationToken cancellationToken)
    {
        var whole = draft.Check();
        return whole.Refusal is { } refusal ? refusal
            : draft.Kind == MaterialKind.File ? Refusal.Invalid(new FieldError("kind", LibraryTexts.Refused_Upload))
            : await StoreAsync(ownerId, whole.Value, null, "", cancellationToken);
    }

    /// <summary>Stores an upload. Its bytes go to the disk piece by piece; when it is refused, none of them stays.</summary>
    public async Task<Outcome<Material>> AddFileAsync(int ownerId, MaterialDraft draft, string fileName, Stream upload, CancellationToken cancellationToken)
    {
        var named = draft with { Kind = MaterialKind.File, Title = draft.Title.NullIfBlank() ?? Path.GetFileNameWithoutExtension(fileName.Replace('\\', '/')) };
        var whole = named.Check();
        if (whole.Refusal is { } refusal)
        {
            return refusal;
        }
        var saved = await files.SaveAsync(fileName, upload, cancellationToken);
        if (saved.Refusal is { } refused)
        {
            return refused;
        }
        try
        {
            var stored = await StoreAsync(ownerId, whole.Value, saved.Value, await files.TextAsync(saved.Value, cancellationToken), cancellationToken);
            if (stored.Refusal is not null)
            {
                files.Delete(saved.Value.Key);
            }
            return stored;
        }
        catch
        {
            files.Delete(saved.Value.Key);
            throw;
        }
    }

    /// <summary>Writes one anew.</summary>
    /// <param name="ownerId">Whose.</param>
    /// <param name="id">Which.</param>
    /// <param name="version">The version that was read; null for any.</param>
    /// <param name="draft">As it shall be; its kind stays.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Material>> EditAsync(int ownerId, int id, int? version, MaterialDraft draft, CancellationToken cancellationToken) =>
        ChangeAsync(ownerId, id, isDeleted: false, async (context, material) =>
        {
            if (version is not null && version != material.Version)
            {
                return Refusal.Stale(LibraryTexts.Refused_Stale);
            }
            var whole = (draft with { Kind = material.Kind }).Check();
            if (whole.Refusal is { } refusal)
            {
                return refusal;
            }
            var collection = await CollectionAsync(context, ownerId, whole.Value.Collection, cancellationToken);
            material.Write(whole.Value, clock.NowUtc());
            if (material.File is { } file)
            {
                material.Index(await files.TextAsync(file, cancellationToken));
            }
            material.PutInto(collection);
            return null;
        }, cancellationToken);

    public Task<Outcome<Material>> SetFavouriteAsync(int ownerId, int id, bool isFavourite, CancellationToken cancellationToken) =>
        ChangeAsync(ownerId, id, isDeleted: false, (_, material) =>
        {
            material.SetFavourite(isFavourite);
            return Task.FromResult<Refusal?>(null);
        }, cancellationToken);

    /// <summary>Deletes one; it can be restored for 30 days. Cards made of it stay.</summary>
    public async Task<Refusal?> DeleteAsync(int ownerId, int id, CancellationToken cancellationToken) => (await ChangeAsync(ownerId, id, isDeleted: false, (_, material) =>
    {
        material.Delete(clock.NowUtc());
        return Task.FromResult<Refusal?>(null);
    }, cancellationToken)).Refusal;

    public async Task<Refusal?> RestoreAsync(int ownerId, int id, CancellationToken cancellationToken) => (await ChangeAsync(ownerId, id, isDeleted: true, (_, material) =>
    {
        material.Restore();
        return Task.FromResult<Refusal?>(null);
    }, cancellationToken)).Refusal;

    /// <summary>Renames a collection; with no name it is dissolved, and its materials stay.</summary>
    public async Task<Refusal?> RenameCollectionAsync(int ownerId, int id, string? name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(ownerId, cancellationToken);
        var all = await context.Set<MaterialCollection>().Where(c => c.OwnerId == ownerId).ToListAsync(cancellationToken);
        if (all.Find(c => c.Id == id) is not { } collection)
        {
            return Refusal.NotFound(LibraryTexts.Refused_NotThere);
        }
        if (name.NullIfBlank() is not { } given)
        {
            context.Remove(collection);
        }
        else if (given.Length > MaterialCollection.MaxName || all.Exists(c => c.Id != id && c.Name == given))
        {
            return Refusal.Invalid(new FieldError("collection", LibraryTexts.Refused_Collection.With(MaterialCollection.MaxName)));
        }
        else
        {
            collection.Rename(given);
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(ownerId, FeedTopic.Library);
        return null;
    }

    private async Task<Outcome<Material>> StoreAsync(int ownerId, MaterialDraft draft, MaterialFile? file, string fileText, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(ownerId, cancellationToken);
        if (file is not null && file.Bytes + await context.Set<Material>().Where(m => m.OwnerId == ownerId && m.FileKey != null).SumAsync(m => m.FileBytes ?? 0, cancellationToken) > MaterialLimits.MaxTotalBytes)
        {
            return Refusal.Conflict(LibraryTexts.Refused_TotalSize.With(MaterialLimits.MaxTotalBytes / (1024 * 1024)));
        }
        var material = new Material(ownerId, draft, file, clock.NowUtc());
        if (file is not null)
        {
            material.Index(fileText);
        }
        material.PutInto(await CollectionAsync(context, ownerId, draft.Collection, cancellationToken));
        context.Add(material);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(ownerId, FeedTopic.Library);
        return material;
    }

    private async Task<Outcome<Material>> ChangeAsync(
        int ownerId, int id, bool isDeleted, Func<StudyDbContext, Material, Task<Refusal?>> change, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.BeginWriteAsync(ownerId, cancellationToken);
        var material = await context.Set<Material>().SingleOrDefaultAsync(m => m.Id == id && m.OwnerId == ownerId && m.DeletedAt != null == isDeleted, cancellationToken);
        if (material is null)
        {
            return Refusal.NotFound(LibraryTexts.Refused_NotThere);
        }
        if (await change(context, material) is { } refusal)
        {
            return refusal;
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        feed.Publish(ownerId, FeedTopic.Library);
        return material;
    }

    private static async Task<int?> CollectionAsync(StudyDbContext context, int ownerId, string? name, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            return null;
        }
        var collection = await context.Set<MaterialCollection>().SingleOrDefaultAsync(c => c.OwnerId == ownerId && c.Name == name, cancellationToken);
        if (collection is null)
        {
            context.Add(collection = new MaterialCollection(ownerId, name));
            await context.SaveChangesAsync(cancellationToken);
        }
        return collection.Id;
    }
}
