using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Tests.Infrastructure.Hosting;

public sealed class PrivateFileTests : IDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("study-private-").FullName;

    [Fact]
    public void Made_IsForItsOwnerAlone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows gives rights by the folder.");
            return;
        }
        var (data, made) = (Path.Combine(_folder, "data"), Path.Combine(_folder, "made"));

        using (DataFolderLock.Hold(new StudyOptions(data)))
        using (PrivateFile.Create(made))
        using (var temporary = PrivateFile.CreateTemporary())
        {
            foreach (var path in new[] { data, made, temporary.Name })
            {
                Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & Others);
            }
        }
    }

    [Fact]
    public void Temporary_Closed_IsGone()
    {
        var temporary = PrivateFile.CreateTemporary();

        temporary.Dispose();

        Assert.False(File.Exists(temporary.Name));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
