namespace StudyDashboard.Infrastructure.Hosting;

/// <summary>Held by a server as long as it runs, so that no second server and no restore touches its data folder. The system frees it when a process dies.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder.</summary>
    /// <exception cref="OperatorException">Someone else holds it.</exception>
    public static DataFolderLock Hold(StudyOptions options)
    {
        PrivateFile.CreateFolder(options.DataFolder);
        try
        {
            return new DataFolderLock(new FileStream(options.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new OperatorException($"A server already uses the data folder {options.DataFolder}. Stop it, or name another folder with --data.");
        }
    }

    public void Dispose() => _file.Dispose();
}
