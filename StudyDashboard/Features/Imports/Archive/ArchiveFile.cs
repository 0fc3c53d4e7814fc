using System.IO.Compression;
using System.Text.Json;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Imports.Archive;

/// <summary>
/// The tables of an archive. Entries are found by their exact names and read as streams; nothing is unpacked to the disk, so a path in
/// a name leads nowhere. An entry that holds more than the ZIP says of it breaks off there, so what the ZIP says is a bound.
/// </summary>
public sealed class ArchiveFile : IDisposable
{
    /// <summary>Most entries; an export has two for each table.</summary>
    public const int MaxEntries = 200;

    /// <summary>How many times the largest file an archive may hold when unpacked. Tables of text shrink to about a tenth.</summary>
    public const int MaxGrowth = 16;

    private readonly ZipArchive _zip;
    private readonly CancellationToken _cancellation;
    private readonly Head _head;

    private ArchiveFile(Stream content, long maxBytes, Refusals refusals, CancellationToken cancellationToken)
    {
        _zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        (Refusals, _cancellation) = (refusals, cancellationToken);
        if (_zip.Entries.Count > MaxEntries || _zip.Entries.DistinctBy(e => e.FullName).Count() != _zip.Entries.Count)
        {
            throw new ArchiveUnreadableException(ArchiveTexts.Refused_Entries.With(MaxEntries));
        }
        if (_zip.Entries.Sum(e => (decimal)e.Length) > maxBytes)
        {
            throw new ArchiveUnreadableException(ArchiveTexts.Refused_Unpacked.With(maxBytes / (1024 * 1024)));
        }
        _head = ReadHead();
    }

    /// <summary>The records that cannot be taken.</summary>
    public Refusals Refusals { get; }

    /// <summary>Opens an archive and looks at what it says of itself.</summary>
    /// <exception cref="ArchiveUnreadableException">It is none, or one of a newer program.</exception>
    /// <exception cref="InvalidDataException">It is no ZIP, or a damaged one.</exception>
    public static ArchiveFile Open(Stream content, long maxBytes, Refusals refusals, CancellationToken cancellationToken) =>
        new(content, maxBytes, refusals, cancellationToken);

    /// <summary>Reads a table record by record; one that is not of this form is refused. A table that the archive never had has none.</summary>
    /// <exception cref="ArchiveUnreadableException">The table is gone, or breaks off.</exception>
    public void Read<T>(string table, Action<int, T> take)
        where T : class
    {
        if (_head.Tables?.Any(t => t?.Name == table) != true)
        {
            return;
        }
        var record = 0;
        try
        {
            using var json = Open($"{table}.json") ?? throw new ArchiveUnreadableException(ArchiveTexts.Refused_Table.With(table));
            foreach (var element in JsonSerializer.DeserializeAsyncEnumerable<JsonElement>(json, Json.Stored, _cancellation).ToBlockingEnumerable(_cancellation))
            {
                record++;
                if (Parse<T>(table, record, element) is { } row)
                {
                    take(record, row);
                }
            }
        }
        catch (JsonException)
        {
            throw new ArchiveUnreadableException(ArchiveTexts.Refused_Json.With(table, record));
        }
    }

    /// <summary>Refuses a record of a table.</summary>
    public void Refuse(string table, int record, string reason) => Refusals.Add(record, ArchiveTexts.Row.With(table, reason));

    public void Dispose() => _zip.Dispose();

    private T? Parse<T>(string table, int record, JsonElement element)
        where T : class
    {
        try
        {
            if (element.Deserialize<T>(Json.Stored) is { } row)
            {
                return row;
            }
            Refuse(table, record, ArchiveTexts.Row_Missing);
        }
        catch (JsonException broken)
        {
            // Without a path a column is missing; with one, a value is not of its kind.
            Refuse(table, record, broken.Path is { Length: > 2 } path ? ArchiveTexts.Row_Value.With(path[2..]) : ArchiveTexts.Row_Missing);
        }
        return null;
    }

    private Head ReadHead()
    {
        Head? head;
        try
        {
            using var json = Open("schema.json") ?? throw new ArchiveUnreadableException(ArchiveTexts.Refused_Other);
            head = JsonSerializer.Deserialize<Head>(json, Json.Stored);
        }
        catch (JsonException)
        {
            throw new ArchiveUnreadableException(ArchiveTexts.Refused_Json.With("schema", 0));
        }
        return head?.Product != PersonalArchive.ProductName ? throw new ArchiveUnreadableException(ArchiveTexts.Refused_Other)
            : head.FormatVersion is > PersonalArchive.FormatVersion or < 1
                ? throw new ArchiveUnreadableException(ArchiveTexts.Refused_Version.With(head.FormatVersion, PersonalArchive.FormatVersion))
            : head;
    }

    private Stream? Open(string name) => _zip.Entries.FirstOrDefault(e => e.FullName == name)?.Open();

    private sealed record Head(string? Product, int FormatVersion, IReadOnlyList<HeadTable?>? Tables);

    private sealed record HeadTable(string? Name);
}

/// <summary>Nothing can be read of an archive; the message is for a person.</summary>
public sealed class ArchiveUnreadableException(string message) : Exception(message);
