using System.Globalization;
using StudyDashboard.Features.Reports.Pdf.Fonts;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>What a document says of itself (ISO 32000-1, 14.3.3).</summary>
/// <param name="Title">Its title.</param>
/// <param name="Language">A tag of RFC 3066 (14.9.2).</param>
/// <param name="MadeAt">UTC; the same document made at the same instant has the same bytes.</param>
internal sealed record PdfInfo(string Title, string Language, DateTime MadeAt);

/// <summary>
/// Pages with texts, lines and bars, written as PDF 1.7 (ISO 32000-1) page by page: only the page that is open is kept.
/// </summary>
internal sealed class PdfDocument(Stream output, PdfInfo info) : IDisposable
{
    // A4, ISO 216: 210 by 297 mm.
    public const double PageWidth = 595.28;
    public const double PageHeight = 841.89;
    private const string Product = "StudyDashboard";

    private readonly PdfFile _file = new(output);
    private readonly List<int> _contents = [];
    private readonly Dictionary<string, (PdfFont Font, int Number)> _fonts = new(StringComparer.Ordinal);
    private PdfCanvas? _open;

    /// <summary>Begins a page; the one before is written.</summary>
    public PdfCanvas AddPage()
    {
        EndPage();
        return _open = new PdfCanvas(PageHeight);
    }

    /// <summary>The font of a face in this document.</summary>
    public PdfFont Font(FontFace face)
    {
        if (!_fonts.TryGetValue(face.Name, out var found))
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"F{_fonts.Count + 1}");
            PdfFont font = Helvetica.Find(face.Name) is { } standard ? new StandardFont(key, standard)
                : new EmbeddedFont(key, TrueTypeFont.Read(File.ReadAllBytes(face.Name)) ?? throw new InvalidOperationException($"The font {Path.GetFileName(face.Name)} cannot be read any more."));
            _fonts[face.Name] = found = (font, _file.Reserve());
        }
        return found.Font;
    }

    /// <summary>Ends the document.</summary>
    /// <param name="foot">Draws on each page, given its number from 1 and how many there are.</param>
    public void Finish(Action<PdfCanvas, int, int> foot)
    {
        EndPage();
        var (catalog, pages, resources, about) = (_file.Reserve(), _file.Reserve(), _file.Reserve(), _file.Reserve());
        var kids = new List<int>();
        foreach (var (i, content) in _contents.Index())
        {
            // 7.8.2: a page's content may be several streams, which lets the foot be written when the pages are counted.
            var canvas = new PdfCanvas(PageHeight);
            foot(canvas, i + 1, _contents.Count);
            var (below, page) = (_file.Reserve(), _file.Reserve());
            _file.Stream(below, "", canvas.ToBytes());
            _file.Object(page, $"<< /Type /Page /Parent {PdfFile.Reference(pages)} /Contents [{PdfFile.Reference(content)} {PdfFile.Reference(below)}] >>");
            kids.Add(page);
        }
        foreach (var (font, number) in _fonts.Values)
        {
            font.Write(_file, number);
        }
        // 7.8.3; the pages inherit it, and their size (7.7.3.4).
        _file.Object(resources, $"<< /Font << {string.Join(' ', _fonts.Values.Select(f => $"/{f.Font.Key} {PdfFile.Reference(f.Number)}"))} >> >>");
        _file.Object(pages, string.Create(CultureInfo.InvariantCulture, $"<< /Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(PdfFile.Reference))}] ")
            + $"/MediaBox [0 0 {PdfSyntax.Number(PageWidth)} {PdfSyntax.Number(PageHeight)}] /Resources {PdfFile.Reference(resources)} >>");
        _file.Object(catalog, $"<< /Type /Catalog /Pages {PdfFile.Reference(pages)} /Lang {PdfSyntax.Text(info.Language)} /ViewerPreferences << /DisplayDocTitle true >> >>");
        _file.Object(about, $"<< /Title {PdfSyntax.Text(info.Title)} /Creator ({Product}) /Producer ({Product}) /CreationDate {PdfSyntax.Date(info.MadeAt)} >>");
        _file.End(catalog, about);
    }

    public void Dispose() => _file.Dispose();

    private void EndPage()
    {
        if (_open is not null)
        {
            var content = _file.Reserve();
            _file.Stream(content, "", _open.ToBytes());
            _contents.Add(content);
            _open = null;
        }
    }
}
