using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>
/// The TrueType fonts installed on this machine, and which of them has a character. The first that can is asked for a text; what it lacks
/// is looked for in the others, so that every script is drawn for which there is a font. With none installed there are the standard fonts
/// of PDF readers, for Latin script.
/// </summary>
public sealed class FontBook
{
    // The first that is there sets what it can; the rest is looked for by what a file is called.
    private static readonly string[] Preferred = ["NotoSans-Regular", "DejaVuSans", "LiberationSans-Regular", "Arial", "arial", "segoeui"];
    private static readonly string[] PreferredBold = ["NotoSans-Bold", "DejaVuSans-Bold", "LiberationSans-Bold", "Arial Bold", "arialbd", "segoeuib"];
    private static readonly string[] Styled = ["bold", "italic", "oblique", "light", "thin", "black", "medium", "mono", "condensed", "narrow", "semi", "extra", "math"];

    private readonly Lock _gate = new();
    private readonly IReadOnlyList<string> _folders;
    private readonly Dictionary<int, FontFace?> _byCharacter = [];
    private readonly Dictionary<string, FontFace?> _byPath = new(StringComparer.Ordinal);
    private IReadOnlyList<string>? _files;
    private FontFace? _regular;
    private FontFace? _bold;

    /// <param name="folders">Where fonts are looked for, folders within them too.</param>
    public FontBook(IReadOnlyList<string> folders) => _folders = folders;

    /// <summary>The places where systems keep fonts.</summary>
    public static FontBook Installed { get; } = new(
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "fonts"),
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts),
    ]);

    /// <summary>The font of plain text.</summary>
    internal FontFace Regular
    {
        get
        {
            lock (_gate)
            {
                return _regular ??= First(Preferred) ?? Files().Select(Open).FirstOrDefault(f => f?.Coverage.Has('e') == true) ?? Helvetica.Regular.Face;
            }
        }
    }

    /// <summary>The font of headings; that of plain text where there is no bold one.</summary>
    internal FontFace Bold
    {
        get
        {
            var regular = Regular;
            lock (_gate)
            {
                return _bold ??= First(PreferredBold) ?? (regular == Helvetica.Regular.Face ? Helvetica.Bold.Face : regular);
            }
        }
    }

    /// <summary>The font that a character is drawn in; null when none has it.</summary>
    internal FontFace? For(Rune character, FontFace wished)
    {
        if (wished.Coverage.Has(character.Value))
        {
            return wished;
        }
        var regular = Regular;
        if (regular.Coverage.Has(character.Value))
        {
            return regular;
        }
        lock (_gate)
        {
            if (!_byCharacter.TryGetValue(character.Value, out var found))
            {
                found = Files().Select(Open).FirstOrDefault(f => f?.Coverage.Has(character.Value) == true)
                    ?? (Helvetica.Regular.Face.Coverage.Has(character.Value) ? Helvetica.Regular.Face : null);
                _byCharacter[character.Value] = found;
            }
            return found;
        }
    }

    private FontFace? First(IReadOnlyList<string> names) => names
        .Select(name => Files().FirstOrDefault(path => Path.GetFileNameWithoutExtension(path).Equals(name, StringComparison.Ordinal)))
        .OfType<string>().Select(Open).OfType<FontFace>().FirstOrDefault();

    private FontFace? Open(string path)
    {
        if (!_byPath.TryGetValue(path, out var face))
        {
            _byPath[path] = face = TrueTypeFont.Read(path) is { } font ? new FontFace(path, font.Coverage) : null;
        }
        return face;
    }

    /// <summary>All files, plain upright ones first, so that a script is not drawn in a bold slanted font where it has another.</summary>
    private IReadOnlyList<string> Files() => _files ??=
    [
        .. _folders.Where(f => f.Length > 0).SelectMany(In).Distinct(StringComparer.Ordinal)
            .OrderBy(path => Styled.Count(word => Path.GetFileName(path).Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ThenBy(path => Path.GetFileName(path).Contains("Sans", StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(path => path, StringComparer.Ordinal),
    ];

    private static IEnumerable<string> In(string folder) => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.tt?", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, MatchCasing = MatchCasing.CaseInsensitive })
            .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".TTF" or ".TTC")
        : [];
}
