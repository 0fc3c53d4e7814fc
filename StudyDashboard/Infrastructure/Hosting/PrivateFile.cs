namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>Files and folders that no other account of the machine may read: they hold what people study, password hashes, keys.</summary>
internal static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a folder. One that is there already keeps the rights that someone gave it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes a file or empties it.</summary>
    public static FileStream Create(string path) => Open(path, FileMode.Create, FileOptions.Asynchronous);

    /// <summary>A file on the disk that goes when it is closed, for what is too large for the memory.</summary>
    public static FileStream CreateTemporary() =>
        Open(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    private static FileStream Open(string path, FileMode mode, FileOptions options)
    {
        var how = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 64 * 1024, Options = options };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = Owner;
        }
        return new FileStream(path, how);
    }
}
