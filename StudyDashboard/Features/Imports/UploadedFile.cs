using StudyDashboard.Infrastructure.Hosting;

namespace StudyDashboard.Features.Imports;

/// <summary>A file from the browser on its way to the disk: it is never whole in memory and is gone when it is closed.</summary>
internal static class UploadedFile
{
    private const int Piece = 64 * 1024;

    public static async Task<FileStream> ReceiveAsync(
        Stream upload, long size, IProgress<ImportProgress> progress, CancellationToken cancellationToken)
    {
        var file = PrivateFile.CreateTemporary();
        try
        {
            var buffer = new byte[Piece];
            for (int read; (read = await upload.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                progress.Report(new ImportProgress(ImportStep.Upload, (int)(file.Length * 100 / Math.Max(1, size))));
            }
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
