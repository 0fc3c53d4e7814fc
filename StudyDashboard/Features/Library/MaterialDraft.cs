using System.Text.RegularExpressions;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library;

/// <summary>How much the library takes.</summary>
internal static class MaterialLimits
{
    public const int MaxTitle = 200;
    public const int MaxAddress = 2000;
    public const int MaxBody = 500_000;
    public const int MaxTags = 20;
    public const int MaxTag = 60;
    public const int MaxSearchText = 500_000;

    /// <summary>Largest file.</summary>
    public const long MaxFileBytes = 32 * 1024 * 1024;

    /// <summary>All files of one person together.</summary>
    public const long MaxTotalBytes = 1024L * 1024 * 1024;
}

/// <summary>A material as someone writes it.</summary>
public sealed partial record MaterialDraft
{
    public MaterialKind Kind { get; init; }

    public string Title { get; init; } = "";

    public string? Body { get; init; }

    public string? Address { get; init; }

    public string? Language { get; init; }

    /// <summary>The collection's name; made when it is not there.</summary>
    public string? Collection { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Null leaves it as it is.</summary>
    public bool? IsFavourite { get; init; }

    /// <summary>The same without spaces around and doubles, or what cannot be taken.</summary>
    internal Outcome<MaterialDraft> Check()
    {
        var whole = this with
        {
            Title = Title.Trim(), Body = Kind == MaterialKind.File ? null : Body, Address = Kind is MaterialKind.Link or MaterialKind.Video ? Address.NullIfBlank() : null,
            Language = Language.NullIfBlank(), Collection = Collection.NullIfBlank(),
            Tags = [.. Tags.Select(t => t.Trim()).Where(t => t.Length > 0).Distinct(StringComparer.CurrentCultureIgnoreCase)],
        };
        return whole.Errors().ToRefusal() is { } refusal ? refusal : whole;
    }

    private IEnumerable<FieldError> Errors()
    {
        if (Title.Length is 0 or > MaterialLimits.MaxTitle)
        {
            yield return new FieldError("title", LibraryTexts.Refused_Title.With(MaterialLimits.MaxTitle));
        }
        if (Body?.Length > MaterialLimits.MaxBody || (Kind is MaterialKind.Document or MaterialKind.Text && string.IsNullOrWhiteSpace(Body)))
        {
            yield return new FieldError("body", LibraryTexts.Refused_Body.With(MaterialLimits.MaxBody));
        }
        if (Kind is MaterialKind.Link or MaterialKind.Video && !IsAddress(Address))
        {
            yield return new FieldError("address", LibraryTexts.Refused_Address);
        }
        if (Language is not null && !LanguageTag().IsMatch(Language))
        {
            yield return new FieldError("language", LibraryTexts.Refused_Language);
        }
        if (Collection?.Length > MaterialCollection.MaxName)
        {
            yield return new FieldError("collection", LibraryTexts.Refused_Collection.With(MaterialCollection.MaxName));
        }
        if (Tags.Count > MaterialLimits.MaxTags || Tags.Any(t => t.Length > MaterialLimits.MaxTag))
        {
            yield return new FieldError("tags", LibraryTexts.Refused_Tags.With(MaterialLimits.MaxTags, MaterialLimits.MaxTag));
        }
    }

    private static bool IsAddress(string? address) => address?.Length <= MaterialLimits.MaxAddress
        && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    [GeneratedRegex("^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})?$")]
    private static partial Regex LanguageTag();
}
