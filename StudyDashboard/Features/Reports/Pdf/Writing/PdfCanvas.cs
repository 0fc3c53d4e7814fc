using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>
/// What is drawn on a page: operators of a content stream (ISO 32000-1, 8 and 9). All lengths are points; y grows downwards from the top,
/// and is turned here.
/// </summary>
internal sealed class PdfCanvas(double height)
{
    private readonly StringBuilder _content = new();
    private PdfColor? _fill;
    private PdfColor? _stroke;
    private string? _pen;

    /// <summary>Draws a line (8.5.2, 8.5.3).</summary>
    public void Line(double fromX, double fromY, double toX, double toY, PdfColor color, double width)
    {
        if (_stroke != color)
        {
            _stroke = color;
            Add($"{color} RG");
        }
        if (PdfSyntax.Number(width) is var pen && _pen != pen)
        {
            _pen = pen;
            Add($"{pen} w");
        }
        Add($"{Point(fromX, fromY)} m {Point(toX, toY)} l S");
    }

    /// <summary>Fills a rectangle, its upper left corner given (8.5.2.1).</summary>
    public void Rectangle(double x, double y, double width, double high, PdfColor color)
    {
        Fill(color);
        Add($"{Point(x, y + high)} {PdfSyntax.Number(width)} {PdfSyntax.Number(high)} re f");
    }

    /// <summary>Draws letters of one font; they stand on <paramref name="y"/> (9.4).</summary>
    public void Text(PdfFont font, double size, PdfColor color, double x, double y, IReadOnlyList<Letter> letters)
    {
        Fill(color);
        Add($"BT {PdfSyntax.Name(font.Key)} {PdfSyntax.Number(size)} Tf {Point(x, y)} Td");
        font.Show(letters, _content);
        Add("ET");
    }

    /// <summary>The content stream.</summary>
    public byte[] ToBytes() => Encoding.ASCII.GetBytes(_content.ToString());

    private void Fill(PdfColor color)
    {
        if (_fill != color)
        {
            _fill = color;
            Add($"{color} rg");
        }
    }

    private string Point(double x, double y) => $"{PdfSyntax.Number(x)} {PdfSyntax.Number(height - y)}";

    private void Add(string operators) => _content.Append(operators).Append('\n');
}
