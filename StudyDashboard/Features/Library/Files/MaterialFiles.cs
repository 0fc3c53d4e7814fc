using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Hosting;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Library.Files;

/// <summary>
/// Uploaded files, in the data folder and outside the site, under random names. What a file is follows from its bytes: a PDF begins as
/// one, a text is UTF-8; nothing else is taken.
/// </summary>
public sealed class MaterialFiles(StudyOptions options)
{
    private const int Piece = 64 * 1024;

    private string Folder => Path.Combine(options.FilesFolder, "materials");

    /// <summary>Streams an upload to the disk.</summary>
    public async Task<Outcome<MaterialFile>> SaveAsync(string name, Stream upload, CancellationToken cancellationToken)
    {
        PrivateFile.CreateFolder(Folder);
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var path = PathOf(key);
        var (kind, bytes) = (default(string), 0L);
        try
        {
            await using (var file = PrivateFile.Create(path))
            {
                var buffer = new byte[Piece];
                var rest = 0;
                for (int read; (read = await upload.ReadAtLeastAsync(buffer.AsMemory(rest), 1, throwOnEndOfStream: false, cancellationToken)) > 0;)
                {
                    bytes += read;
                    if (bytes > MaterialLimits.MaxFileBytes)
                    {
                        return Discard(path, LibraryTexts.Refused_FileSize.With(MaterialLimits.MaxFileBytes / (1024 * 1024)));
                    }
                    await file.WriteAsync(buffer.AsMemory(rest, read), cancellationToken);
                    kind ??= buffer.AsSpan(0, read).StartsWith("%PDF-"u8) ? MaterialFile.Pdf : MaterialFile.PlainText;
                    if (kind == MaterialFile.PlainText)
                    {
                        // A letter may lie over the border of two pieces.
                        var whole = Whole(buffer.AsSpan(0, rest + read));
                        if (buffer.AsSpan(0, rest + read).Contains((byte)0) || !Utf8.IsValid(buffer.AsSpan(0, whole)))
                        {
                            return Discard(path, LibraryTexts.Refused_FileKind);
                        }
                        buffer.AsSpan(whole, rest + read - whole).CopyTo(buffer);
                        rest = rest + read - whole;
                    }
                }
                if (bytes == 0 || rest > 0)
                {
                    return Discard(path, LibraryTexts.Refused_FileKind);
                }
            }
            var shown = Path.GetFileName(name.Replace('\\', '/')).Trim();
            return new MaterialFile(key, shown.Length == 0 ? key : shown.Length <= MaterialLimits.MaxTitle ? shown : shown[^MaterialLimits.MaxTitle..], kind!, bytes);
        }
        catch
        {
            Delete(key);
            throw;
        }
    }

    /// <summary>A stored file to be read; null when it is not there any more.</summary>
    public FileStream? Open(MaterialFile file)
    {
        try
        {
            return new FileStream(PathOf(file.Key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, Piece, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The beginning of a text file, as much as search and the reader take.</summary>
    public async Task<string> TextAsync(MaterialFile file, CancellationToken cancellationToken)
    {
        await using var stream = Open(file);
        if (stream is null || file.ContentType != MaterialFile.PlainText)
        {
            return "";
        }
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new char[MaterialLimits.MaxBody];
        return new string(text, 0, await reader.ReadBlockAsync(text, cancellationToken));
    }

    public void Delete(string key) => File.Delete(PathOf(key));

    /// <summary>Keys of the files that have lain here since before an instant.</summary>
    public IReadOnlyList<string> KeysBefore(DateTime utc) => Directory.Exists(Folder)
        ? [.. new DirectoryInfo(Folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < utc).Select(f => f.Name)]
        : [];

    private string PathOf(string key) => key.All(char.IsAsciiHexDigitLower) ? Path.Combine(Folder, key) : throw new ArgumentException("Not the key of a file.", nameof(key));

    private static Refusal Discard(string path, string reason)
    {
        File.Delete(path);
        return Refusal.Invalid(new FieldError("file", reason));
    }

    /// <summary>How many bytes from the start are whole letters.</summary>
    private static int Whole(ReadOnlySpan<byte> utf8)
    {
        for (var back = 1; back <= Math.Min(3, utf8.Length); back++)
        {
            var b = utf8[^back];
            if ((b & 0xC0) != 0x80)
            {
                var length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
                return length > back ? utf8.Length - back : utf8.Length;
            }
        }
        return utf8.Length;
    }
}
