using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace StudyDashboard.Features.Review.Files;

/// <summary>The collection of an Anki package (schema 11: note types and decks as JSON in one row), opened read-only.</summary>
internal sealed class AnkiCollection : IDisposable
{
    private readonly SqliteConnection _connection;
    private bool _hasThreeButtons;

    private AnkiCollection(SqliteConnection connection) => _connection = connection;

    /// <summary>When the collection began: due days count from its day, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>How far its clock was from UTC when it began; null where Anki did not yet keep it.</summary>
    public TimeSpan? Offset { get; private set; }

    public Dictionary<long, AnkiNoteType> NoteTypes { get; } = [];

    public Dictionary<long, string> Decks { get; } = [];

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
            var isFiltered = Long(row, 13) != 0;
            // While on its steps a card's due is the instant of the next one, in a filtered deck too.
            var due = isFiltered && Whole(row, 4) is not (1 or 3) ? Long(row, 12) : Long(row, 5);
            yield return new AnkiCard(
                Long(row, 0), isFiltered ? Long(row, 13) : Long(row, 1), Whole(row, 2), Whole(row, 3), Whole(row, 4),
                due, Whole(row, 6), Whole(row, 7), Whole(row, 8), Whole(row, 9), Whole(row, 10),
                Text(row, 11), Long(row, 14), Text(row, 15), Long(row, 16), Text(row, 17), Text(row, 18).Split('\u001f'));
        }
    }

    /// <summary>
    /// The answers of each card, in order of time. Entries that only moved a card by hand are left out, and those of a preview. Anki's first
    /// scheduler has three buttons on the steps: its second is Good there and its third Easy.
    /// </summary>
    public IReadOnlyDictionary<long, List<AnkiAnswer>> Answers()
    {
        var answers = new Dictionary<long, List<AnkiAnswer>>();
        using var command = Command("SELECT id, cid, ease, time, type FROM revlog WHERE ease BETWEEN 1 AND 4 AND (type < 3 OR (type = 3 AND factor <> 0)) "
            + "AND id BETWEEN 0 AND 253402300799999 ORDER BY id");
        using var row = command.ExecuteReader();
        while (row.Read())
        {
            if (!answers.TryGetValue(Long(row, 1), out var list))
            {
                answers[Long(row, 1)] = list = [];
            }
            var button = Whole(row, 2);
            var isThird = _hasThreeButtons && (Whole(row, 4) is 0 or 2) && (button is 2 or 3);
            list.Add(new AnkiAnswer(Long(row, 0), (ReviewGrade)(isThird ? button + 1 : button), Whole(row, 3)));
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
        using var command = Command("SELECT crt, models, decks, conf FROM col LIMIT 1");
        using var row = command.ExecuteReader();
        if (!row.Read())
        {
            throw new InvalidDataException("The collection has no head.");
        }
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(Long(row, 0), 0, 4_000_000_000)).UtcDateTime;
        using var models = JsonDocument.Parse(Text(row, 1));
        foreach (var model in Entries(models))
        {
            NoteTypes[model.Id] = AnkiNoteType.Read(model.Value);
        }
        using var decks = JsonDocument.Parse(Text(row, 2));
        foreach (var deck in Entries(decks))
        {
            Decks[deck.Id] = deck.Value.GetProperty("name").GetString() ?? "";
        }
        using var conf = JsonDocument.Parse(Text(row, 3));
        _hasThreeButtons = (Setting(conf, "schedVer") ?? 1) == 1;
        Offset = Setting(conf, "creationOffset") is { } west and >= -14 * 60 and <= 14 * 60 ? TimeSpan.FromMinutes(-west) : null;
    }

    private static IEnumerable<(long Id, JsonElement Value)> Entries(JsonDocument json) => json.RootElement.EnumerateObject()
        .Where(e => long.TryParse(e.Name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        .Select(e => (long.Parse(e.Name, CultureInfo.InvariantCulture), e.Value));

    private static int? Setting(JsonDocument conf, string name) =>
        conf.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Fixed texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static string Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    /// <summary>A number; 0 where there is none, for SQLite keeps anything in any column.</summary>
    private static long Long(SqliteDataReader row, int column) => row.IsDBNull(column) ? 0 : row.GetInt64(column);

    private static int Whole(SqliteDataReader row, int column) => (int)Math.Clamp(Long(row, column), int.MinValue, int.MaxValue);
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
        [.. model.GetProperty("flds").EnumerateArray().OrderBy(Ord).Select(f => f.GetProperty("name").GetString() ?? "")],
        model.GetProperty("tmpls").EnumerateArray().DistinctBy(Ord).ToDictionary(Ord, t => (t.GetProperty("qfmt").GetString() ?? "", t.GetProperty("afmt").GetString() ?? "")));

    private static int Ord(JsonElement part) => part.TryGetProperty("ord", out var ord) && ord.ValueKind == JsonValueKind.Number ? ord.GetInt32() : 0;
}
