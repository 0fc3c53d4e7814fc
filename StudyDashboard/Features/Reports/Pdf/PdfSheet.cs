using StudyDashboard.Features.Reports.Pdf.Writing;

namespace StudyDashboard.Features.Reports.Pdf;

/// <summary>Pages of A4, filled from the top; what does not fit goes to the next one.</summary>
internal sealed class PdfSheet
{
    private const double Margin = 48;
    private const double Foot = 40;
    private const double FootSize = 8;

    private readonly PdfDocument _document;

    public PdfSheet(PdfDocument document, PdfText text)
    {
        (_document, Text, Page, Y) = (document, text, document.AddPage(), Margin);
    }

    public PdfText Text { get; }

    /// <summary>The page that is being filled.</summary>
    public PdfCanvas Page { get; private set; }

    /// <summary>Where the next line begins, in points from the top.</summary>
    public double Y { get; set; }

    public static double Left => Margin;

    public static double Width => PdfDocument.PageWidth - (2 * Margin);

    /// <summary>How much of the page is left, in points.</summary>
    public double Room => PdfDocument.PageHeight - Foot - 24 - Y;

    /// <summary>Makes room for a piece of this height; true when that took a new page.</summary>
    public bool Reserve(double height)
    {
        if (height <= Room)
        {
            return false;
        }
        (Page, Y) = (_document.AddPage(), Margin);
        return true;
    }

    /// <summary>Draws lines of text, each below the last.</summary>
    public void Write(string text, double size, bool bold = false, PdfColor color = default, double after = 0)
    {
        foreach (var line in Text.Wrap(text, size, bold, Width))
        {
            Reserve(size * 1.4);
            Y += size * 1.1;
            Text.Draw(Page, line, size, bold, color, Left, Y);
            Y += size * 0.3;
        }
        Y += after;
    }

    /// <summary>Ends the pages: writes a foot on each.</summary>
    /// <param name="title">What stands on each page; it is cut where it is too long.</param>
    /// <param name="foot">The foot of a title, a page and how many there are.</param>
    public void Finish(string title, Func<string, int, int, string> foot) => _document.Finish((page, number, of) =>
    {
        var room = Width - Text.Width(foot("", number, of), FootSize, false);
        Text.Draw(page, foot(Text.Fit(title, FootSize, false, room), number, of), FootSize, false, PdfColor.DimGray, Left, PdfDocument.PageHeight - 24);
    });
}
