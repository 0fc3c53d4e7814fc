using System.IO.Compression;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using StudyDashboard.Components;
using StudyDashboard.Features.Imports;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Review.Files;

/// <summary>
/// An Anki package: a ZIP with the collection as a SQLite file. It comes from anywhere, so it is unpacked with a limit into a folder of its
/// own, read only, and only plain tables are read.
/// </summary>
internal sealed class AnkiImport : IImportKind
{
    /// <summary>The largest collection, unpacked.</summary>
    public const long MostBytes = 1024L * 1024 * 1024;

    /// <summary>A ZIP that unpacks to more than this many times its size is a trap; SQLite files come to a tenth.</summary>
    private const int MostTimes = 200;

    private const int MostEntries = 200_000;
    private const int MostMediaBytes = 32 * 1024 * 1024;

    public string Word => "anki";

    public string Title => FileTexts.Anki_Title;

    public string Explanation => FileTexts.Anki_Explanation;

    public IReadOnlyList<string> Extensions { get; } = [".apkg", ".colpkg"];

    public string? UndoNote => FileTexts.UndoNote;

    public (string Address, string Text) Place => (PageAddresses.Review, ImportTexts.Done_Cards);

    public Outcome<ImportPlan> Read(ImportFile file, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("study-anki-");
        try
        {
            using var zip = new ZipArchive(file.Content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries)
            {
                return ImportService.Unreadable(FileTexts.Anki_TooLarge);
            }
            var collection = zip.GetEntry("collection.anki21") ?? zip.GetEntry("collection.anki2");
            if (zip.GetEntry("collection.anki21b") is not null && zip.GetEntry("collection.anki21") is null)
            {
                // Beside it lies a collection.anki2 with one card that asks to update.
                return ImportService.Unreadable(FileTexts.Anki_New);
            }
            if (collection is null)
            {
                return ImportService.Unreadable(FileTexts.Anki_NoCollection);
            }
            var path = Path.Combine(folder.FullName, "collection.db");
            if (!Unpack(collection, path, file.Content.Length, cancellationToken))
            {
                return ImportService.Unreadable(FileTexts.Anki_TooLarge);
            }
            progress?.Report(new ImportProgress(ImportStep.Read, 30));
            using var package = AnkiCollection.Open(path);
            var plan = new CardsPlan { Media = MediaOf(zip) };
            var notes = new AnkiNotes(package, file, plan);
            notes.Read(cancellationToken);
            progress?.Report(new ImportProgress(ImportStep.Read, 100));
            return plan.Created + plan.Refusals.Count == 0 ? ImportService.Unreadable(FileTexts.Anki_Empty) : plan;
        }
        catch (Exception exception) when (exception is InvalidDataException or NotSupportedException or SqliteException or JsonException or FormatException or InvalidCastException
            or InvalidOperationException or KeyNotFoundException)
        {
            return ImportService.Unreadable(FileTexts.Anki_Broken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public Task<IReadOnlyList<KeptSession>> UndoAsync(ImportJob job, CancellationToken cancellationToken) => CardsPlan.UndoAsync(job, cancellationToken);

    /// <summary>Unpacks what is really there: the size that a ZIP claims may be a lie.</summary>
    private static bool Unpack(ZipArchiveEntry entry, string path, long packedBytes, CancellationToken cancellationToken)
    {
        var most = Math.Min(MostBytes, Math.Max(packedBytes, 64 * 1024) * MostTimes);
        using var from = entry.Open();
        using var to = File.Create(path);
        var buffer = new byte[64 * 1024];
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (to.Length + read > most)
            {
                return false;
            }
            to.Write(buffer, 0, read);
        }
        return true;
    }

    private static int MediaOf(ZipArchive zip)
    {
        if (zip.GetEntry("media") is not { Length: > 0 and < MostMediaBytes } list)
        {
            return 0;
        }
        try
        {
            using var stream = list.Open();
            using var names = JsonDocument.Parse(stream);
            return names.RootElement.ValueKind == JsonValueKind.Object ? names.RootElement.EnumerateObject().Count() : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
