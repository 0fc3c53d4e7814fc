using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Imports.Archive;

/// <summary>Archives as tests read and damage them.</summary>
internal static class ArchiveZip
{
    /// <summary>The records of a table.</summary>
    public static JsonArray Table(MemoryStream archive, string name) => JsonNode.Parse(Text(archive, $"{name}.json"))!.AsArray();

    public static string Text(MemoryStream archive, string entry)
    {
        using var zip = new ZipArchive(new MemoryStream(archive.ToArray()), ZipArchiveMode.Read);
        using var text = new StreamReader(zip.GetEntry(entry)!.Open());
        return text.ReadToEnd();
    }

    /// <summary>The archive with one entry changed.</summary>
    public static MemoryStream With(MemoryStream archive, string entry, Func<string, string> change)
    {
        var text = change(Text(archive, entry));
        var copy = new MemoryStream();
        copy.Write(archive.ToArray());
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(entry)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }
        return copy;
    }

    public static MemoryStream Of(params (string Name, string Text)[] entries)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.SmallestSize).Open(), new UTF8Encoding(false));
                writer.Write(text);
            }
        }
        return file;
    }

    /// <summary>
    /// All that came in, table by table, with places instead of numbers and without what an import is meant to change: the import key, and
    /// the status of what ran.
    /// </summary>
    public static IReadOnlyList<string> Facts(MemoryStream archive)
    {
        var places = Table(archive, "sessions").Select((row, place) => ((int)row!["id"]!, place)).ToDictionary();
        var facts = new List<string>();
        foreach (var table in new[] { "sessions", "session_pauses", "session_hours", "session_activities", "review_log", "reward_terms" })
        {
            foreach (var row in Table(archive, table).Select(r => r!.AsObject()))
            {
                foreach (var column in new[] { "id", "session_id" }.Where(c => row[c] is not null && (c != "id" || table == "sessions")))
                {
                    row[column] = places[(int)row[column]!];
                }
                foreach (var column in new[] { "import_key", "edited" })
                {
                    row.Remove(column);
                }
                if ((string?)row["status"] == "in_progress")
                {
                    row["status"] = "needs_review";
                }
                facts.Add($"{table} {row.ToJsonString()}");
            }
        }
        return facts;
    }
}
