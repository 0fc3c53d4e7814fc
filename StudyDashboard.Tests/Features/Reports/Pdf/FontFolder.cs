using StudyDashboard.Features.Reports.Pdf.Fonts;

namespace StudyDashboard.Tests.Features.Reports.Pdf;

/// <summary>A folder with fonts made for a test, so that what is installed on the machine does not matter.</summary>
internal sealed class FontFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fonts-");

    public FontFolder(params (string Name, byte[] Font)[] fonts)
    {
        foreach (var (name, font) in fonts)
        {
            File.WriteAllBytes(PathOf(name), font);
        }
    }

    public FontBook Book => new([_folder.FullName]);

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
