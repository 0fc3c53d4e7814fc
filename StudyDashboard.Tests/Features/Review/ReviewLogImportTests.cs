using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Archive;
using StudyDashboard.Features.Imports;
using StudyDashboard.Features.Review;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Review;

public sealed class ReviewLogImportTests : IDisposable
{
    private const string Header = "card_id,review_rating,review_time,review_duration\n";

    private readonly StudyFixture _study = new();

    private ImportService Imports => _study.Get<ImportService>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Import_SmallLog_StoresReviewsExactlyAndTotals()
    {
        var result = await ImportAsync("1,1,2024-03-29T20:32:32.250000+00:00,25060\n2,4,2024-03-29T20:32:39.497+00:00,7241\n3,2,2024-03-30T20:00:00+02:00,1000\n");

        Assert.Equal((3, 0, 0), (result.Plan.Created, result.Plan.Skipped, result.Plan.Refusals.Count));
        await using var context = _study.Context();
        var log = await context.Set<ReviewLogEntry>().OrderBy(e => e.ReviewedAt).ToListAsync(Token);
        Assert.Equal([ReviewGrade.Again, ReviewGrade.Easy, ReviewGrade.Hard], log.Select(e => e.Grade));
        Assert.Equal(Make.At("2024-03-29 20:32:32.250"), log[0].ReviewedAt);
        Assert.Equal(Make.At("2024-03-30 18:00"), log[2].ReviewedAt);
        Assert.Equal(25060, log[0].DurationMs);
        var sessions = await context.Sessions.OrderBy(s => s.StartedAt).ToListAsync(Token);
        Assert.Equal([32, 1], sessions.Select(s => s.NetSeconds));
        Assert.All(sessions, s => Assert.Equal((SessionKind.VocabularyReview, SessionSource.Import, 1), (s.Kind, s.Source, s.Version)));
        Assert.Equal(33, await context.Days.SumAsync(d => d.NetSeconds, Token));
        Assert.Equal(3, await context.Days.SumAsync(d => d.Cards, Token));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Fact]
    public async Task Export_AfterAnImport_HasEachReviewToTheMillisecond()
    {
        await ImportAsync("1,3,2024-03-29T20:32:32.250+00:00,25060\n2,4,2024-03-29T20:33:00+00:00,7241\n");
        using var file = new MemoryStream();

        await _study.Get<ArchiveService>().WriteAsync(_study.StudentId, file, Token);

        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        using var csv = new StreamReader(await zip.GetEntry("review_log.csv")!.OpenAsync(Token));
        var rows = (await csv.ReadToEndAsync(Token)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("card_id,reviewed_at,grade,duration_ms,session_id,source,state_before,interval_before,elapsed_days,before,after", rows[0]);
        Assert.StartsWith("1,2024-03-29T20:32:32.25Z,good,25060,", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("2,2024-03-29T20:33:00Z,easy,7241,", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task DryRun_SmallLog_StoresNothing()
    {
        var plan = (await Imports.DryRunAsync(_study.StudentId, Command(Log(1)), null, Token)).Value;

        Assert.Equal(60, plan.Created);
        await using var context = _study.Context();
        Assert.Equal((0, 0, 0), (await context.Sessions.CountAsync(Token), await context.Set<ReviewLogEntry>().CountAsync(Token), await context.Set<ImportRun>().CountAsync(Token)));
    }

    [Fact]
    public async Task Import_SameFileTwice_AddsNothing()
    {
        await ImportAsync(Log(1));
        var before = await StateAsync();

        var again = await ImportAsync(Log(1));

        Assert.Equal((0, 60, null), (again.Plan.Created, again.Plan.Skipped, again.ImportId));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Import_ThatExtendsASittingAfterAMove_KeepsItsZone()
    {
        await ImportAsync("1,3,2024-03-29T20:32:32+00:00,5000\n");
        await _study.Get<ProfileService>().ChangeAsync(_study.StudentId, p => p.SetDays("Asia/Tokyo", 4, DayOfWeek.Monday), Token);

        await ImportAsync("2,3,2024-03-29T20:33:00+00:00,5000\n3,3,2024-03-30T20:33:00+00:00,5000\n");

        await using var context = _study.Context();
        var sessions = await context.Sessions.Where(s => s.DeletedAt == null).OrderBy(s => s.StartedAt).ToListAsync(Token);
        Assert.Equal([("Europe/Sofia", new DateOnly(2024, 3, 29), 10), ("Asia/Tokyo", new DateOnly(2024, 3, 31), 5)], sessions.Select(s => (s.TimeZone, s.StudyDay!.Value, s.NetSeconds)));
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Import_InAnyPiecesAndOrder_EqualsOneImport(int seed)
    {
        var whole = new StudyFixture();
        await whole.Get<ImportService>().ImportAsync(whole.StudentId, Command(Log(seed)), null, Token);
        var random = new Random(seed);
        var rows = Log(seed).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        random.Shuffle(rows);

        foreach (var piece in rows.Chunk(13))
        {
            await ImportAsync(string.Join('\n', piece));
        }

        Assert.Equal(await StateAsync(whole), await StateAsync());
        Assert.Equal(0, await _study.Get<Rebuild>().RunAsync(Token));
        whole.Dispose();
    }

    [Fact]
    public async Task Undo_LaterOfTwoOverlappingImports_GivesTheFirstBack()
    {
        var rows = Log(7).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await ImportAsync(string.Join('\n', rows.Where((_, i) => i % 3 != 0)));
        var before = await StateAsync();
        var second = await ImportAsync(Log(7));
        Assert.NotEqual(before, await StateAsync());

        var undone = (await Imports.UndoAsync(_study.StudentId, second.ImportId!.Value, Token)).Value;

        Assert.Empty(undone.Kept);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task Undo_EditedSitting_StaysAndIsListed()
    {
        var import = await ImportAsync(Log(3));
        int edited;
        await using (var context = _study.Context())
        {
            edited = await context.Sessions.OrderBy(s => s.Id).Select(s => s.Id).FirstAsync(Token);
        }
        await _study.Get<SessionRecorder>().RecordAsync<StudySession>(_study.StudentId, ChangeVerb.Edit, async book =>
        {
            var session = (await book.FindAsync(edited, cancellationToken: Token))!;
            session.WriteNote("kept");
            return session;
        }, Token);

        var undone = (await Imports.UndoAsync(_study.StudentId, import.ImportId!.Value, Token)).Value;

        Assert.Equal(edited, Assert.Single(undone.Kept).Id);
        await using var after = _study.Context();
        Assert.Equal(edited, (await after.Sessions.SingleAsync(Token)).Id);
        var again = await ImportAsync(Log(3));
        Assert.Equal(60, again.Plan.Created + again.Plan.Skipped);
        Assert.Equal(60, await after.Days.SumAsync(d => d.Cards, Token));
    }

    [Fact]
    public async Task Undo_Twice_IsRefused()
    {
        var import = await ImportAsync(Log(3));
        await Imports.UndoAsync(_study.StudentId, import.ImportId!.Value, Token);

        Assert.Equal(RefusalKind.Conflict, (await Imports.UndoAsync(_study.StudentId, import.ImportId!.Value, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Undo_OfAnotherStudent_IsNotThere()
    {
        var import = await ImportAsync(Log(3));

        Assert.Equal(RefusalKind.NotFound, (await Imports.UndoAsync(_study.AddPerson("Ivo"), import.ImportId!.Value, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Import_Cancelled_StoresNothing()
    {
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Imports.ImportAsync(
            _study.StudentId, Command(Log(3)), new CancelOn(ImportStep.Derive, source), source.Token));

        await using var context = _study.Context();
        Assert.Equal((0, 0), (await context.Sessions.CountAsync(Token), await context.Set<ReviewLogEntry>().CountAsync(Token)));
    }

    [Fact]
    public void Read_CancelledAmongBrokenLines_Stops()
    {
        using var source = new CancellationTokenSource();
        using var file = new CancelWhenRead(Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat("\"\n", 100_000))), source);

        Assert.ThrowsAny<OperationCanceledException>(() => Imports.Kinds.Single(k => k.Word == "review-log").Read(
            new ImportFile { Content = file, Name = "log.csv", Calendar = StudyCalendar.For("UTC", 4), NowUtc = _study.Clock.UtcNow }, null, source.Token));

        Assert.True(file.Position < file.Length);
    }

    [Fact]
    public async Task Import_InsideATimer_IsCutOutOfItsNet()
    {
        await _study.Get<SessionRecorder>().RecordAsync<StudySession>(_study.StudentId, ChangeVerb.Add,
            book => Task.FromResult<Outcome<StudySession>>(book.Add(Make.Session(_study.StudentId, Make.At("2024-03-29 20:00"), 60))), Token);

        await ImportAsync("1,3,2024-03-29T20:10:00Z,60000\n2,3,2024-03-29T20:14:00Z,60000\n");

        await using var context = _study.Context();
        Assert.Equal(3600 - 300, (await context.Sessions.SingleAsync(s => s.Source == SessionSource.Timer, Token)).NetSeconds);
        Assert.Equal(3300 + 120, await context.Days.SumAsync(d => d.NetSeconds, Token));
    }

    [Theory]
    [InlineData("1,5,2024-03-29T20:32:32Z,1", "rating \"5\"")]
    [InlineData("1,,2024-03-29T20:32:32Z,1", "rating")]
    [InlineData("1,3,2024-02-31T20:32:32Z,1", "2024-02-31")]
    [InlineData("1,3,31.02.2024,1", "31.02.2024")]
    [InlineData("1,3,2099-01-01T00:00:00Z,1", "future")]
    [InlineData("1,3,0001-01-01T00:00:00,1", "0001-01-01")]
    [InlineData("1,3,2024-03-29T20:32:32Z,-4", "duration \"-4\"")]
    [InlineData("1,3,2024-03-29T20:32:32Z", "duration")]
    [InlineData(",3,2024-03-29T20:32:32Z,1", "card")]
    [InlineData("\"1,3,2024-03-29T20:32:32Z,1", "quotation mark")]
    [InlineData("\"1\"x,3,2024-03-29T20:32:32Z,1", "quotation mark")]
    public async Task Import_BadRow_IsNamedAndTheRestComesIn(string row, string reason)
    {
        var result = await ImportAsync($"7,3,2024-03-29T20:00:00Z,10\n{row}\n\"8\",3,\"2024-03-29T20:01:00Z\",10\n");

        Assert.Equal(2, result.Plan.Created);
        var refused = Assert.Single(result.Plan.Refusals.Lines);
        Assert.Equal(3, refused.Line);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_HugeField_IsRefusedAlone()
    {
        var result = await ImportAsync($"{new string('x', 300_000)},3,2024-03-29T20:00:00Z,10\n8,3,2024-03-29T20:01:00Z,10\n");

        Assert.Equal((1, 2), (result.Plan.Created, Assert.Single(result.Plan.Refusals.Lines).Line));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task Import_ByteOrderMark_IsRead(string encoding)
    {
        var used = Encoding.GetEncoding(encoding);
        byte[] bytes = [.. used.GetPreamble(), .. used.GetBytes((Header + "7,3,2024-03-29T20:00:00Z,10\n").Replace("\n", "\r\n", StringComparison.Ordinal))];

        Assert.Equal(1, (await RunAsync(bytes)).Value.Plan.Created);
    }

    [Fact]
    public async Task Import_Utf16WithoutAMark_IsRead() =>
        Assert.Equal(1, (await RunAsync(Encoding.Unicode.GetBytes(Header + "7,3,2024-03-29T20:00:00Z,10"))).Value.Plan.Created);

    [Theory]
    [InlineData("review_time;note;review_duration(ms);card_id;review_rating;card_id\n2024-03-29T20:00:00Z;;10;7;3;9\n")]
    [InlineData("Review Time\tReview Duration\tCARD_ID\tReview_Rating\r\n2024-03-29 20:00:00\t10.0\t7\t3\r\n")]
    public async Task Import_ColumnsInAnotherOrder_AreFoundByName(string file)
    {
        Assert.Equal(1, (await RunAsync(Encoding.UTF8.GetBytes(file))).Value.Plan.Created);

        await using var context = _study.Context();
        Assert.Equal("7", (await context.Set<ReviewLogEntry>().SingleAsync(Token)).CardKey);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(Header, "no rows")]
    [InlineData("card_id,review_time\n1,2\n", "review_rating, review_duration")]
    [InlineData("\"card_id,review_rating\n", "lacks")]
    [InlineData("\0\0\u0001\u0002", "lacks")]
    public async Task Import_NothingReadable_SaysWhatToDo(string file, string reason)
    {
        var refused = (await RunAsync(Encoding.UTF8.GetBytes(file))).Refusal!;

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_FileOverTheLimit_IsRefusedUnread()
    {
        using var large = new MemoryStream();
        large.SetLength(Imports.Limits.MaxBytes + 1);

        var refused = (await Imports.ImportAsync(_study.StudentId, new ImportCommand("review-log", "x.csv", large), null, Token)).Refusal!;

        Assert.Contains("64 MB", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();

    private static ImportCommand Command(string rows) => new("review-log", "log.csv", new MemoryStream(Encoding.UTF8.GetBytes(Header + rows)));

    private static string Log(int seed) => string.Join('\n', SittingTests.Some(seed)
        .Select(r => $"{r.CardKey},{(int)r.Grade},{r.At:yyyy-MM-dd'T'HH:mm:ss.fff}Z,{r.DurationMs}"));

    private async Task<ImportResult> ImportAsync(string rows) => (await Imports.ImportAsync(_study.StudentId, Command(rows), null, Token)).Value;

    private Task<Outcome<ImportResult>> RunAsync(byte[] bytes) =>
        Imports.ImportAsync(_study.StudentId, new ImportCommand("review-log", "log.csv", new MemoryStream(bytes)), null, Token);

    /// <summary>Everything a student sees, without ids.</summary>
    private async Task<string> StateAsync(StudyFixture? of = null)
    {
        await using var context = (of ?? _study).Context();
        var sessions = await context.Sessions.OrderBy(s => s.StartedAt)
            .Select(s => $"{s.StartedAt:u} {s.EndedAt:u} {s.NetSeconds} {s.CardsReviewed} {s.DeletedAt}").ToListAsync(Token);
        var hours = await context.Hours.OrderBy(h => h.StudyDay).ThenBy(h => h.Hour).Select(h => $"{h.StudyDay} {h.Hour} {h.NetSeconds}").ToListAsync(Token);
        var days = await context.Days.OrderBy(d => d.StudyDay).Select(d => $"{d.StudyDay} {d.NetSeconds} {d.Sessions} {d.Cards}").ToListAsync(Token);
        var log = await context.Set<ReviewLogEntry>().OrderBy(e => e.ReviewedAt).Select(e => $"{e.CardKey} {e.ReviewedAt:u} {e.SessionId != null}").ToListAsync(Token);
        return string.Join('\n', sessions.Concat(hours).Concat(days).Concat(log));
    }

    /// <summary>A file in whose second piece someone loses patience.</summary>
    private sealed class CancelWhenRead(byte[] bytes, CancellationTokenSource source) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position > 0)
            {
                source.Cancel();
            }
            return base.Read(buffer, offset, count);
        }
    }

    private sealed class CancelOn(ImportStep step, CancellationTokenSource source) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Step == step)
            {
                source.Cancel();
            }
        }
    }
}
