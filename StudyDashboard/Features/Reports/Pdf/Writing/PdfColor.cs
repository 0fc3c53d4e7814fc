namespace StudyDashboard.Features.Reports.Pdf.Writing;

/// <summary>A colour in parts of 255 (DeviceRGB; ISO 32000-1, 8.6.4.3).</summary>
internal readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    public static PdfColor Black { get; } = new(0, 0, 0);

    /// <summary>For what is said beside: 5.9 to 1 on white.</summary>
    public static PdfColor DimGray { get; } = new(105, 105, 105);

    public static PdfColor Gray { get; } = new(128, 128, 128);

    public static PdfColor LightGray { get; } = new(211, 211, 211);

    /// <summary>Its parts as a content stream has them.</summary>
    public override string ToString() => $"{PdfSyntax.Number(Red / 255.0)} {PdfSyntax.Number(Green / 255.0)} {PdfSyntax.Number(Blue / 255.0)}";
}
