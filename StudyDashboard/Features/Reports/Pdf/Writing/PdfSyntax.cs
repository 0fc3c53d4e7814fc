using System.Globalization;
using System.Text;

namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>How values are written in a PDF (ISO 32000-1, 7.3 and 7.9).</summary>
internal static class PdfSyntax
{
    /// <summary>A number, to a hundredth: of a point that is less than a printer shows (7.3.3: no exponents).</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture) is var text && text == "-0" ? "0" : text;

    /// <summary>A string of bytes in hexadecimal (7.3.4.3).</summary>
    public static string Hex(ReadOnlySpan<byte> bytes) => $"<{Convert.ToHexString(bytes)}>";

    /// <summary>A string for people, in UTF-16 with its mark (7.9.2.2).</summary>
    public static string Text(string text) => Hex([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]);

    /// <summary>A string of bytes as they are, with a backslash before brackets and itself (7.3.4.2).</summary>
    public static string Literal(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("(");
        foreach (var value in bytes)
        {
            _ = value switch
            {
                (byte)'(' or (byte)')' or (byte)'\\' => text.Append('\\').Append((char)value),
                < 32 or > 126 => text.Append('\\').Append(Convert.ToString(value, 8).PadLeft(3, '0')),
                _ => text.Append((char)value),
            };
        }
        return text.Append(')').ToString();
    }

    /// <summary>A name; what a name cannot hold is left out (7.3.5).</summary>
    public static string Name(string name) => $"/{string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '_'))}";

    /// <summary>An instant in UTC (7.9.4).</summary>
    public static string Date(DateTime utc) => string.Create(CultureInfo.InvariantCulture, $"(D:{utc:yyyyMMddHHmmss}Z)");
}
