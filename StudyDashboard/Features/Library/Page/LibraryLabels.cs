using System.Globalization;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library.Page;

/// <summary>Words of the library for a person.</summary>
internal static class LibraryLabels
{
    public static string Of(MaterialKind kind) => LibraryTexts.ResourceManager.GetString($"Kind_{Words<MaterialKind>.Of(kind)}", CultureInfo.CurrentUICulture)!;

    /// <summary>Name of an icon.</summary>
    public static string IconOf(MaterialKind kind) => kind switch
    {
        MaterialKind.Document or MaterialKind.Text => "note",
        MaterialKind.File => "library",
        MaterialKind.Video => "watch",
        _ => "link",
    };
}
