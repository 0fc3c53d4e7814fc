namespace StudyDashboard.Features.Reports.Pdf.Fonts;

/// <summary>A font that text can be set in.</summary>
/// <param name="Name">Its file, or the name of a standard font.</param>
/// <param name="Coverage">The characters that it has.</param>
internal sealed record FontFace(string Name, FontCoverage Coverage);
