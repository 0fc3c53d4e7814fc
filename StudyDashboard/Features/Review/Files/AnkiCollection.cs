using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Features.Review.Files;

/// <summary>The collection of an Anki package (schema 11: note types and decks as JSON in one row), opened read-only.</summary>
internal sealed class AnkiCollection : IDisposable
{
    private readonly SqliteConnection _connection;

    private AnkiCollection(SqliteConnection connection) => _connection = connection;

    /// <summary>When the collection began: due days count from its day, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    public IReadOnlyDictionary<long, AnkiNoteType> NoteTypes { get; private set; } = new Dictionary<long, AnkiNoteType>();

    public IReadOnlyDictionary<long, string> Decks { get; private set; } = new Dictionary<long, string>();

    /// <summary>Opens the file.</summary>
    /// <exception cref="InvalidDataException">It is no collection: a table is missing or is none.</exception>
    public static AnkiCollection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            var collection = new AnkiCollection(connection);
            collection.Check();
            collection.ReadHead();
            return collection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public IEnumerable<AnkiCard> Cards()
    {
        using var command = Command("SELECT c.id, c.did, c.ord, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.flags, c.data, c.odue, c.odid, n.id, n.guid, n.mid, n.tags, n.flds "
            + "FROM cards c JOIN notes n ON n.id = c.nid ORDER BY c.due, c.id");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            var isFiltered = row.GetInt64(13) != 0;
            yield return new AnkiCard(
                row.GetInt64(0), isFiltered ? row.GetInt64(13) : row.GetInt64(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4),
                isFiltered ? row.GetInt64(12) : row.GetInt64(5), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10),
                Text(row, 11), row.GetInt64(14), Text(row, 15), row.GetInt64(16), Text(row, 17), Text(row, 18).Split('\u001f'));
        }
    }

    /// <summary>The answers of each card, in order of time. Entries that only moved a card by hand are left out.</summary>
    public IReadOnlyDictionary<long, List<AnkiAnswer>> Answers()
    {
        var answers = new Dictionary<long, List<AnkiAnswer>>();
        using var command = Command("SELECT id, cid, ease, time FROM revlog WHERE ease BETWEEN 1 AND 4 AND type < 4 ORDER BY id");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (!answers.TryGetValue(row.GetInt64(1), out var list))
            {
                answers[row.GetInt64(1)] = list = [];
            }
            list.Add(new AnkiAnswer(row.GetInt64(0), (ReviewGrade)row.GetInt32(2), row.GetInt32(3)));
        }
        return answers;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>A view or a virtual table in the place of a table could run anything for as long as it likes.</summary>
    private void Check()
    {
        using (var pragma = Command("PRAGMA trusted_schema = OFF"))
        {
            pragma.ExecuteNonQuery();
        }
        using var command = Command("SELECT name FROM sqlite_master WHERE type = 'table' AND name IN ('col', 'notes', 'cards', 'revlog') AND sql LIKE 'CREATE TABLE%'");
        using var row = command.ExecuteReader();
        var tables = 0;
        while (row.Read())
        {
            tables++;
        }
        if (tables < 4)
        {
            throw new InvalidDataException("The file has not the tables of a collection.");
        }
    }

    private void ReadHead()
    {
        using var command = Command("SELECT crt, models, decks FROM col LIMIT 1");
        using var row = command.ExecuteReader();
        if (!row.Read())
        {
            throw new InvalidDataException("The collection has no head.");
        }
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(row.GetInt64(0)).UtcDateTime;
        using var models = JsonDocument.Parse(row.GetString(1));
        NoteTypes = models.RootElement.EnumerateObject().ToDictionary(m => long.Parse(m.Name, CultureInfo.InvariantCulture), m => AnkiNoteType.Read(m.Value));
        using var decks = JsonDocument.Parse(row.GetString(2));
        Decks = decks.RootElement.EnumerateObject().ToDictionary(d => long.Parse(d.Name, CultureInfo.InvariantCulture), d => d.Value.GetProperty("name").GetString() ?? "");
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Fixed texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static string Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);
}

/// <summary>
/// A card with its note, as Anki has them. Type: 0 new, 1 learning, 2 review, 3 learning again. Queue: -1 suspended, -2 and -3 buried. Due: the
/// position of a new card, seconds of the epoch, or days since the collection began. Interval in days, factor (ease) in thousandths. Data: JSON,
/// with FSRS state as <c>s</c> and <c>d</c> where Anki used it.
/// </summary>
internal sealed record AnkiCard(
    long Id, long DeckId, int Ord, int Type, int Queue, long Due, int Interval, int Factor, int Reps, int Lapses, int Flags, string Data,
    long NoteId, string Guid, long NoteTypeId, string Tags, IReadOnlyList<string> Fields);

/// <summary>An answer, its time as milliseconds of the epoch.</summary>
internal readonly record struct AnkiAnswer(long AtMs, ReviewGrade Grade, int DurationMs);

/// <summary>How notes become cards.</summary>
internal sealed record AnkiNoteType(bool IsCloze, IReadOnlyList<string> Fields, IReadOnlyDictionary<int, (string Question, string Answer)> Templates)
{
    public static AnkiNoteType Read(JsonElement model) => new(
        model.TryGetProperty("type", out var type) && type.GetInt32() == 1,
        [.. model.GetProperty("flds").EnumerateArray().OrderBy(f => Ord(f)).Select(f => f.GetProperty("name").GetString() ?? "")],
        model.GetProperty("tmpls").EnumerateArray().ToDictionary(t => Ord(t), t => (t.GetProperty("qfmt").GetString() ?? "", t.GetProperty("afmt").GetString() ?? "")));

    private static int Ord(JsonElement part) => part.TryGetProperty("ord", out var ord) && ord.ValueKind == JsonValueKind.Number ? ord.GetInt32() : 0;
}
