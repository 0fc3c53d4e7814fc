using System.Globalization;
using StudyDashboard.Components;
using StudyDashboard.Infrastructure;

namespace StudyDashboard.Features.Library.Page;

/// <summary>What the address of the library says: the filter and the page.</summary>
public sealed record LibraryQuery(MaterialFilter Filter, int Page)
{
    public static LibraryQuery Of(string? find, string? kind, int? collection, string? tag, bool? favourite, int? page) => new(
        new MaterialFilter
        {
            Find = find.NullIfBlank(), Kind = Words<MaterialKind>.TryParse(kind, out var known) ? known : null, CollectionId = collection, Tag = tag.NullIfBlank(), IsFavourite = favourite ?? false,
        },
        Math.Max(1, page ?? 1));

    public string Address() => PageAddresses.LibraryWith(new Dictionary<string, string?>
    {
        ["find"] = Filter.Find, ["kind"] = Filter.Kind is { } kind ? Words<MaterialKind>.Of(kind) : null, ["collection"] = Filter.CollectionId?.ToString(CultureInfo.InvariantCulture),
        ["tag"] = Filter.Tag, ["favourite"] = Filter.IsFavourite ? "true" : null, ["page"] = Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null,
    });

    /// <summary>The first page of another filter.</summary>
    public string With(MaterialFilter filter) => new LibraryQuery(filter, 1).Address();
}
