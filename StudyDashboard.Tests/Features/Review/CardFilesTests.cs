using System.IO.Compression;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Review.Files;
using StudyDashboard.Features.Review.Fsrs;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

public sealed class CardFilesTests : IDisposable
{
    private readonly StudyFixture _study = new("UTC");

    private ImportService Imports => _study.Get<ImportService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Csv_WithNamedColumns_MakesCardsInTheirDecks_AndNamesBadRows()
    {
        var result = await ImportAsync("cards-csv", "Back,Front,Tags,Deck\nhouse,casa,a b,Spanish\n,perro,,Spanish\ncat,gato,,\n");

        Assert.Equal((2, 0), (result.Plan.Created, result.Plan.Skipped));
        Assert.Equal(3, Assert.Single(result.Plan.Refusals.Lines).Line);
        var cards = await CardsAsync();
        Assert.Equal([("casa", "house", "Spanish"), ("gato", "cat", "words")], cards.Select(c => (c.Card.Front, c.Card.Back, c.Deck)));
        Assert.Equal(["a", "b"], cards[0].Card.Tags);
    }

    [Fact]
    public async Task Csv_ASecondTime_AddsNothing_AndUndoTakesAllBackButWhatWasAnswered()
    {
        const string File = "front,back\ncasa,house\ncasa,house\ngato,cat\n";
        var first = await ImportAsync("cards-csv", File);
        Assert.Equal(3, first.Plan.Created);
        Assert.Equal((0, 3), ((await ImportAsync("cards-csv", File)).Plan.Created, (await ImportAsync("cards-csv", File)).Plan.Skipped));
        var answered = (await CardsAsync())[0].Card.Id;
        await _study.Get<StudyDashboard.Features.Review.Grading.GradingService>().AnswerAsync(_study.StudentId, new(answered, ReviewGrade.Good), Token);

        await Imports.UndoAsync(_study.StudentId, first.ImportId!.Value, Token);

        Assert.Equal([answered], (await CardsAsync()).Select(c => c.Card.Id));
    }

    [Fact]
    public async Task AnkiText_WithItsHead_IsRead_AndItsHtmlIsDefused()
    {
        await ImportAsync("cards-csv", "#separator:tab\n#html:true\n#deck column:1\n#tags column:4\nEs::Verbs\t<b>ser</b><script>alert(1)</script>\tto be<br>to exist<img src=x onerror=alert(1)>\ttag1 tag2\nEs::Verbs\tThe {{c1::sun}} and the {{c2::moon}}\t\t\n");

        var cards = await CardsAsync();
        Assert.All(cards, c => Assert.Equal("Es::Verbs", c.Deck));
        Assert.Equal(("**ser**", "to be\nto exist\\[x\\]"), (cards[0].Card.Front, cards[0].Card.Back));
        Assert.Equal([1, 2], cards.Skip(1).Select(c => c.Card.ClozeNumber!.Value));
        Assert.DoesNotContain("script", Markup.LinesToHtml(cards[0].Card.Front), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Export_AndImportElsewhere_BringsTheSameCards()
    {
        await ImportAsync("cards-csv", "front,back,example,hint,tags,deck\n\"a, \"\"b\"\"\",\"two\nlines\",ex,h,x y,D\n=1+1,c,,,,D\n");
        await ImportAsync("cards-csv", "cloze,deck\n{{c1::a}} and {{c2::b}},D\n");
        var before = await CardsAsync();
        foreach (var (forAnki, name) in new[] { (false, "D.csv"), (true, "D.txt") })
        {
            using var file = new MemoryStream();
            Assert.Equal("D", await _study.Get<DeckExport>().WriteAsync(_study.StudentId, before[0].Card.DeckId, forAnki, file, Token));
            using var other = new StudyFixture("UTC");
            file.Position = 0;

            await other.Get<ImportService>().ImportAsync(other.StudentId, new ImportCommand("cards-csv", name, file), null, Token);

            await using var context = other.Context();
            Assert.Equal(4, await context.Set<Card>().CountAsync(Token));
            Assert.Equal([1, 2], await context.Set<Card>().Where(c => c.Cloze != null).OrderBy(c => c.Id).Select(c => c.ClozeNumber!.Value).ToListAsync(Token));
        }
    }

    [Fact]
    public async Task ReviewLogAsDeck_IsReplayedThroughTheScheduler()
    {
        var result = await ImportAsync("review-log-deck", "card_id,review_rating,review_time,review_duration\n7,3,2026-01-01T10:00:00+00:00,4000\n7,3,2026-01-01T10:10:00+00:00,4000\n7,1,2026-01-05T10:00:00+00:00,4000\n8,4,2026-01-05T10:00:10+00:00,4000\n");

        Assert.Equal(2, result.Plan.Created);
        var card = (await CardsAsync())[0].Card;
        Assert.Equal((CardState.Relearning, 3, 1), (card.State, card.Reps, card.Lapses));
        await using var context = _study.Context();
        var log = await context.Set<ReviewLogEntry>().Where(e => e.CardId == card.Id).OrderBy(e => e.ReviewedAt).ToListAsync(Token);
        Assert.Equal([CardState.New, CardState.Learning, CardState.Review], log.Select(e => e.StateBefore!.Value));
        Assert.Equal(card.Schedule, log[^1].After!.Value);
        Assert.Equal(3, await context.Sessions.CountAsync(Token));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));

        await Imports.UndoAsync(_study.StudentId, result.ImportId!.Value, Token);
        Assert.Empty(await CardsAsync());
        Assert.Equal(0, await context.Sessions.CountAsync(Token));
    }

    [Fact]
    public async Task AnkiPackage_BringsNotesSchedulingFlagsAndAnswers()
    {
        using var package = Package(db =>
        {
            Note(db, 1, "g1", 100, " tag1 ", "casa", "house<br>home");
            Card(db, 11, 1, 0, type: 2, queue: 2, due: 100, ivl: 30, factor: 2500, reps: 9, lapses: 1, flags: 3, data: """{"s":42.5,"d":6.1}""");
            Card(db, 12, 1, 1, type: 0, queue: -1, due: 1);
            Note(db, 2, "g2", 200, "", "The {{c1::sun}} rises in the {{c2::east::where}}", "extra");
            Card(db, 21, 2, 0, type: 0, queue: 0, due: 2);
            Card(db, 22, 2, 1, type: 2, queue: -2, due: 90, ivl: 12, factor: 2100, reps: 4);
            Note(db, 3, "g3", 100, "", "<img src='a.jpg'>", "only a picture");
            Card(db, 31, 3, 0, type: 0, queue: 0, due: 3);
            Run(db, "INSERT INTO revlog VALUES (1767261600000, 11, -1, 3, 30, 12, 2500, 5000, 1)");
        });

        var result = await ImportAsync("anki", package);

        Assert.Equal(4, result.Plan.Created);
        Assert.Contains("3", Assert.Single(result.Plan.Refusals.Lines).Reason, StringComparison.Ordinal);
        Assert.Contains("2 media", result.Plan.Summary, StringComparison.Ordinal);
        var cards = (await CardsAsync()).ToDictionary(c => (c.Card.Front, c.Card.ClozeNumber), c => c.Card);
        var known = cards[("casa", null)];
        Assert.Equal("house\nhome", known.Back);
        Assert.Equal((CardState.Review, 42.5, 6.1, 30, 9, 1, CardFlag.Green), (known.State, known.Stability, known.Difficulty, known.ScheduledDays, known.Reps, known.Lapses, known.Flag));
        Assert.Equal(new DateOnly(2026, 4, 11), DateOnly.FromDateTime(known.Due));
        Assert.Equal(Make.At("2026-01-01 10:00"), known.LastReviewAt);
        Assert.True(cards[("house\nhome", null)].IsSuspended);
        Assert.Equal("extra", cards[("", 1)].Back);
        Assert.Equal((12.0, new DateOnly(2026, 3, 11)), (cards[("", 2)].Stability, cards[("", 2)].BuriedUntil));
        await using (var context = _study.Context())
        {
            Assert.Equal(known.Id, (await context.Set<ReviewLogEntry>().SingleAsync(Token)).CardId);
        }
        package.Position = 0;
        Assert.Equal((0, 4), ((await ImportAsync("anki", package)).Plan is var again ? again.Created : -1, again.Skipped));
    }

    [Fact]
    public async Task AnkiPackage_OfTheFirstScheduler_KnowsThreeButtonsAndLearningAgain()
    {
        using var package = Package(db =>
        {
            Run(db, "UPDATE col SET conf = '{}'");
            Note(db, 1, "g1", 100, "", "casa", "house");
            // On its steps, in a filtered deck, and lapsed without a type of its own.
            Run(db, "INSERT INTO cards VALUES (11, 1, 9, 0, 2, 1, 1773136800, 12, 2500, 5, 1, 0, NULL, 69, 5)");
            Run(db, "INSERT INTO revlog VALUES (1767261600000, 11, -1, 2, -600, -60, 0, 5000, 0)");
            Run(db, "INSERT INTO revlog VALUES (1767348000000, 11, -1, 2, 3, 1, 2500, 5000, 1)");
            Run(db, "INSERT INTO revlog VALUES (1767434400000, 11, -1, 3, 0, 1, 0, 5000, 3)");
        });

        await ImportAsync("anki", package);

        var card = Assert.Single(await CardsAsync()).Card;
        Assert.Equal((CardState.Relearning, Make.At("2026-03-10 10:00"), 1), (card.State, card.Due, card.Lapses));
        await using var context = _study.Context();
        Assert.Equal([ReviewGrade.Good, ReviewGrade.Hard], await context.Set<ReviewLogEntry>().OrderBy(e => e.ReviewedAt).Select(e => e.Grade).ToListAsync(Token));
    }

    [Theory]
    [InlineData("UPDATE cards SET reps = 99999999999, ivl = 9999999999, due = 99999999999999, flags = NULL, factor = 'x'")]
    [InlineData("INSERT INTO revlog VALUES (99999999999999999, 11, 0, 3, 1, 1, 2500, 9999999999, 1)")]
    [InlineData("UPDATE col SET crt = 99999999999999")]
    [InlineData("UPDATE col SET models = '{\"x\": 1, ' || substr(models, 2, length(models) - 2) || ',' || substr(models, 2)")]
    [InlineData("UPDATE col SET decks = '[]'", 0)]
    [InlineData("UPDATE col SET models = '{'", 0)]
    [InlineData("UPDATE notes SET flds = '{{c١::x}}' || char(31) || 'y'")]
    public async Task AnkiPackage_WithWhatNobodyExpects_NeverThrows(string sql, int cards = 1)
    {
        using var package = Package(db =>
        {
            Note(db, 1, "g1", 100, "", "casa", "house");
            Card(db, 11, 1, 0, type: 2, queue: 2, due: 100, ivl: 30, factor: 2500, reps: 9);
            Run(db, sql);
        });

        await Imports.ImportAsync(_study.StudentId, new ImportCommand("anki", "x.apkg", package), null, Token);

        Assert.Equal(cards, (await CardsAsync()).Count);
    }

    [Theory]
    [InlineData("{{Front}}\n\n{{type:Back}} {{hint:Back}}", true, "casa")]
    [InlineData("{{type:Back}}{{hint:Back}}", false, "househouse")]
    [InlineData("<div>\n    {{#Front}}\n        a {{^Back}}no{{/Back}}{{#Empty}}no{{#Front}}no{{/Front}}{{/Empty}}b\n    {{/Front}}\n</div>", true, "a b")]
    [InlineData("{{/Back}}{{#Front}}{{ text:Front }}", true, "casa")]
    public void AnkiTemplate_TellsWhatItsSideTells(string template, bool isQuestion, string markdown) =>
        Assert.Equal(markdown, AnkiHtml.ToMarkdown(AnkiTemplate.Fill(template, new Dictionary<string, string> { ["Front"] = "casa", ["Back"] = "house", ["Empty"] = "<br>" }, isQuestion)));

    [Theory]
    [InlineData("x<sup>2</sup> and H<sub>2</sub>O", "x^2^ and H~2~O")]
    [InlineData("a^2 + b^2, ~5, C++ ==", @"a\^2 + b\^2, \~5, C\++ \==")]
    [InlineData("-5", "-5")]
    [InlineData("- 5<br># six", "\\- 5\n\\# six")]
    [InlineData("<div>one</div><div>two</div><div><br></div>three", "one\ntwo\n\nthree")]
    [InlineData("a<b> bold </b>b<i></i> <b>x<br>y</b>", "a **bold** b **x**\n**y**")]
    [InlineData("<b>x</b><b>y</b>", "**xy**")]
    [InlineData("<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>", "- one\n- two")]
    [InlineData("<b <i title=\"<u>\">x</i> [sound:[sound:a.mp3]", @"\<b *x* [sound:")]
    [InlineData("<img src=\"a_b.png\" onerror=\"x\">", @"\[a\_b.png\]")]
    public void AnkiHtml_AsMarkdown_ReadsTheSame(string html, string markdown) => Assert.Equal(markdown, AnkiHtml.ToMarkdown(html));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-8")]
    public async Task AnkiText_OfPlainText_KeepsItsSignsAndAllItsFields(string encoding)
    {
        var coded = Encoding.GetEncoding(encoding);
        byte[] file = [.. coded.GetPreamble(), .. coded.GetBytes("#separator:Semicolon\r\n#html:false\r\n#notetype column:1\r\nBasic;2*3*4;\"<b>\nlast\";more;still more\r\n")];

        await ImportAsync("cards-csv", new MemoryStream(file));

        var card = Assert.Single(await CardsAsync()).Card;
        Assert.Equal((@"2\*3\*4", "\\<b>\nlast", "more\nstill more"), (card.Front, card.Back, card.Example));
    }

    [Fact]
    public async Task Csv_OfAnOlderProgram_KeepsItsLetters()
    {
        await ImportAsync("cards-csv", new MemoryStream(CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("front,back\nété,summer\n")));

        Assert.Equal("été", Assert.Single(await CardsAsync()).Card.Front);
    }

    [Fact]
    public async Task AnkiPackage_OfTheNewerForm_SaysHowToExportIt()
    {
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("collection.anki2");
            zip.CreateEntry("collection.anki21b");
        }
        package.Position = 0;

        var refused = await Imports.ImportAsync(_study.StudentId, new ImportCommand("anki", "new.apkg", package), null, Token);

        Assert.Contains("Support older Anki versions", refused.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnkiPackage_WhoseTablesAreViews_IsRefused()
    {
        using var package = Package(db =>
        {
            Run(db, "DROP TABLE revlog");
            Run(db, "CREATE VIEW revlog AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id AS cid, 1 AS ease, 1 AS time, 1 AS type FROM n");
        });

        Assert.NotNull((await Imports.ImportAsync(_study.StudentId, new ImportCommand("anki", "x.apkg", package), null, Token)).Refusal);
    }

    [Theory]
    [InlineData("not a zip at all")]
    [InlineData("PK\u0003\u0004 broken")]
    public async Task AnkiPackage_Damaged_IsRefused(string text)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.NotNull((await Imports.ImportAsync(_study.StudentId, new ImportCommand("anki", "x.apkg", file), null, Token)).Refusal);
    }

    public void Dispose() => _study.Dispose();

    private static MemoryStream Package(Action<SqliteConnection> fill)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using (var db = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            db.Open();
            Run(db, "CREATE TABLE col (id INTEGER, crt INTEGER, mod INTEGER, models TEXT, decks TEXT, conf TEXT)");
            Run(db, "CREATE TABLE notes (id INTEGER, guid TEXT, mid INTEGER, tags TEXT, flds TEXT)");
            Run(db, "CREATE TABLE cards (id INTEGER, nid INTEGER, did INTEGER, ord INTEGER, type INTEGER, queue INTEGER, due INTEGER, ivl INTEGER, factor INTEGER, reps INTEGER, lapses INTEGER, flags INTEGER, data TEXT, odue INTEGER, odid INTEGER)");
            Run(db, "CREATE TABLE revlog (id INTEGER, cid INTEGER, usn INTEGER, ease INTEGER, ivl INTEGER, lastIvl INTEGER, factor INTEGER, time INTEGER, type INTEGER)");
            const string Models = """
                {"100": {"type": 0, "flds": [{"name": "Front", "ord": 0}, {"name": "Back", "ord": 1}], "tmpls": [
                    {"ord": 0, "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}, {"ord": 1, "qfmt": "{{#Back}}{{Back}}{{/Back}}", "afmt": "{{Back}}<hr>{{Front}}"}]},
                 "200": {"type": 1, "flds": [{"name": "Text", "ord": 0}, {"name": "Back Extra", "ord": 1}], "tmpls": [{"ord": 0, "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}<br>{{Back Extra}}"}]}}
                """;
            using var head = db.CreateCommand();
            // 1 January 2026, 4:00.
            head.CommandText = "INSERT INTO col VALUES (1, 1767240000, 0, @models, '{\"1\": {\"name\": \"Default\"}, \"5\": {\"name\": \"Spanish::Nouns\"}}', '{\"schedVer\": 2}')";
            head.Parameters.AddWithValue("@models", Models);
            head.ExecuteNonQuery();
            fill(db);
        }
        var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntryFromFile(path, "collection.anki21");
            using var media = new StreamWriter(zip.CreateEntry("media").Open());
            media.Write("""{"0": "a.jpg", "1": "b.mp3"}""");
        }
        File.Delete(path);
        package.Position = 0;
        return package;
    }

    private static void Note(SqliteConnection db, int id, string guid, int type, string tags, params string[] fields)
    {
        using var command = db.CreateCommand();
        command.CommandText = "INSERT INTO notes VALUES (@id, @guid, @type, @tags, @fields)";
        command.Parameters.AddWithValue("@id", id);
        command.Parameters.AddWithValue("@guid", guid);
        command.Parameters.AddWithValue("@type", type);
        command.Parameters.AddWithValue("@tags", tags);
        command.Parameters.AddWithValue("@fields", string.Join('\u001f', fields));
        command.ExecuteNonQuery();
    }

    private static void Card(
        SqliteConnection db, int id, int note, int ord, int type, int queue, int due, int ivl = 0, int factor = 0, int reps = 0, int lapses = 0, int flags = 0, string data = "") =>
        Run(db, $"INSERT INTO cards VALUES ({id}, {note}, 5, {ord}, {type}, {queue}, {due}, {ivl}, {factor}, {reps}, {lapses}, {flags}, '{data}', 0, 0)");

    private static void Run(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private Task<ImportResult> ImportAsync(string kind, string text) => ImportAsync(kind, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private async Task<ImportResult> ImportAsync(string kind, Stream content)
    {
        var imported = await Imports.ImportAsync(_study.StudentId, new ImportCommand(kind, "words.csv", content), null, Token);
        return imported.Refusal is { } refusal ? throw new InvalidOperationException(refusal.Message) : imported.Value;
    }

    private async Task<List<(Card Card, string Deck)>> CardsAsync()
    {
        await using var context = _study.Context();
        var decks = await context.Set<Deck>().ToDictionaryAsync(d => d.Id, d => d.Name, Token);
        return [.. (await context.Set<Card>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(Token)).Select(c => (c, decks[c.DeckId]))];
    }
}
