using StudyDashboard.Infrastructure.Http;

namespace StudyDashboard.Features.Library.Api;

/// <summary>A material whole.</summary>
public sealed record MaterialWire(
    int Id, MaterialKind Kind, string Title, string Body, string? Address, string? Language, string? Collection, IReadOnlyList<string> Tags, bool IsFavourite, string? FileName, string? FileType,
    long? FileBytes, DateTime CreatedAt, DateTime UpdatedAt, int Version) : IVersioned
{
    internal static MaterialWire Of(MaterialView view)
    {
        var m = view.Material;
        return new MaterialWire(
            m.Id, m.Kind, m.Title, m.Body, m.Address, m.Language, view.Collection, m.Tags, m.IsFavourite, m.File?.Name, m.File?.ContentType, m.File?.Bytes, m.CreatedAt, m.UpdatedAt, m.Version);
    }
}

/// <summary>A material to be stored. In a change, what is left out stays as it is.</summary>
internal sealed record MaterialRequest
{
    /// <summary>document, text, link or video; a file is uploaded on the page.</summary>
    [Words("document", "text", "link", "video")]
    public string? Kind { get; init; }

    public string? Title { get; init; }

    public string? Body { get; init; }

    public string? Address { get; init; }

    public string? Language { get; init; }

    public string? Collection { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public bool? IsFavourite { get; init; }
}

/// <summary>A card to be made of a material.</summary>
internal sealed record MaterialCardRequest
{
    public string? Term { get; init; }

    public string? Meaning { get; init; }

    public string? Example { get; init; }
}

/// <summary>A card that was made or met again.</summary>
public sealed record MaterialCardWire(int CardId, bool IsNew);
