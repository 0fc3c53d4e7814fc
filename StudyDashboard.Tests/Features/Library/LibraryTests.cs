using System.Text;
using Microsoft.EntityFrameworkCore;
using StudyDashboard.Data;
using StudyDashboard.Features.Library;
using StudyDashboard.Features.Library.Files;
using StudyDashboard.Features.Library.Search;
using StudyDashboard.Features.Review.Cards;
using StudyDashboard.Features.Sessions;
using StudyDashboard.Features.Sessions.Timer;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Support;

namespace StudyDashboard.Tests.Features.Library;

public sealed class LibraryTests : IDisposable
{
    private static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.7\n%%EOF\n");

    private readonly StudyFixture _study = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private LibraryService Library => _study.Get<LibraryService>();

    private LibraryReader Reader => _study.Get<LibraryReader>();

    private int Owner => _study.StudentId;

    public void Dispose() => _study.Dispose();

    [Theory]
    [InlineData("Зимние каникулы", "зимн", true)]
    [InlineData("Зимние каникулы", "КАНИКУЛ", true)]
    [InlineData("Зимние каникулы", "никулы", false)]
    [InlineData("오늘은 학교에 가요", "학교", true)]
    [InlineData("오늘은 학교에 가요", "학", true)]
    [InlineData("오늘은 학교에 가요", "하", true)]
    [InlineData("오늘은 학교에 가요", "교에", false)]
    [InlineData("Übungen für das Gespräch", "ubung gesp", true)]
    [InlineData("Übungen für das Gespräch", "ÜBUNGEN", true)]
    [InlineData("Übungen für das Gespräch", "gesp übung nichts", false)]
    [InlineData("don't panic", "dont", true)]
    [InlineData("x", "\"x\" OR *", false)]
    [InlineData("near and far", "near(", true)]
    public async Task Search_FindsBeginningsOfFoldedWords_OnEveryDatabase(string text, string find, bool isFound)
    {
        var id = Done(await Library.AddAsync(Owner, Draft("Title", text), Token)).Id;
        Done(await Library.AddAsync(_study.AddPerson("Ivan"), Draft("Title", text), Token));

        Assert.Equal(isFound ? [id] : [], await FindAsync(find));

        string[] words = FoldedText.Of(find).Split(' ');
        using var context = _study.Context();
        Assert.Equal(isFound, await new PlainMaterialSearch().Matching(context, words).ContainsAsync(id, Token));
    }

    [Fact]
    public async Task Search_FollowsEachChange()
    {
        var id = Done(await Library.AddAsync(Owner, Draft("Grammar", "**Dative** verbs", "de"), Token)).Id;
        Assert.Equal([id], await FindAsync("gram dativ"));
        Assert.Empty(await FindAsync("accusative"));

        Done(await Library.EditAsync(Owner, id, null, Draft("Grammar", "Accusative verbs"), Token));
        Assert.Empty(await FindAsync("dativ"));
        Assert.Equal([id], await FindAsync("accus"));

        Assert.Null(await Library.DeleteAsync(Owner, id, Token));
        Assert.Empty(await FindAsync("accus"));
        Assert.Null(await Library.RestoreAsync(Owner, id, Token));
        Assert.Equal([id], await FindAsync("accus"));

        using var context = _study.Context();
        await context.Users.Where(p => p.Id == Owner).ExecuteDeleteAsync(Token);
        Assert.Empty(await context.Search().Matching(context, ["accus"]).ToListAsync(Token));
    }

    [Fact]
    public async Task Shelf_KnowsCollectionsTagsAndFavourites()
    {
        var first = Done(await Library.AddAsync(Owner, Draft("A", "text") with { Collection = "German", Tags = ["reading", " reading ", "hard"] }, Token));
        var second = Done(await Library.AddAsync(Owner, Draft("B", "text") with { Collection = "German" }, Token));
        Done(await Library.SetFavouriteAsync(Owner, second.Id, true, Token));

        var shelf = await Reader.ShelfAsync(Owner, Token);
        Assert.Equal([("German", 2)], shelf.Collections.Select(c => (c.Name, c.Count)));
        Assert.Equal(["hard", "reading"], shelf.Tags);
        Assert.Equal([first.Id], await IdsAsync(new MaterialFilter { Tag = "hard" }));
        Assert.Equal([second.Id], await IdsAsync(new MaterialFilter { IsFavourite = true }));
        Assert.Equal(2, (await IdsAsync(new MaterialFilter { CollectionId = shelf.Collections[0].Id })).Count);

        Assert.Null(await Library.RenameCollectionAsync(Owner, shelf.Collections[0].Id, null, Token));
        Assert.Empty((await Reader.ShelfAsync(Owner, Token)).Collections);
        Assert.Equal(2, (await IdsAsync(new MaterialFilter())).Count);
    }

    [Fact]
    public async Task Material_OfSomeoneElse_IsNotThere()
    {
        var id = Done(await Library.AddFileAsync(Owner, new MaterialDraft(), "notes.pdf", new MemoryStream(Pdf), Token)).Id;
        var stranger = _study.AddPerson("Ivan");

        Assert.Null(await Reader.FindAsync(stranger, id, Token));
        Assert.Null(await Reader.OpenAsync(stranger, id, Token));
        Assert.Equal(RefusalKind.NotFound, (await Library.EditAsync(stranger, id, null, Draft("x", "y"), Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Library.DeleteAsync(stranger, id, Token))!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _study.Get<MaterialCards>().AddAsync(stranger, id, "a", "b", null, Token)).Refusal!.Kind);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("ftp://example.org")]
    [InlineData("example.org")]
    [InlineData("")]
    public async Task Link_ThatLeadsNowhereGood_IsRefused(string address) => Assert.Equal(
        "address", (await Library.AddAsync(Owner, new MaterialDraft { Kind = MaterialKind.Link, Title = "x", Address = address }, Token)).Refusal!.Fields.Single().Field);

    [Fact]
    public async Task File_IsKeptByteForByte_AndATextIsFoundByItsWords()
    {
        var text = string.Concat(Enumerable.Repeat("Die Bäckerei öffnet um sieben. 학교 ", 6000)) + "Schluss";
        var pdf = Done(await Library.AddFileAsync(Owner, new MaterialDraft(), "C:\\papers\\Übung 1.pdf", new MemoryStream(Pdf), Token));
        var note = Done(await Library.AddFileAsync(Owner, new MaterialDraft { Title = "Notes" }, "notes.txt", new MemoryStream(Encoding.UTF8.GetBytes(text)), Token));

        Assert.Equal(("Übung 1", "Übung 1.pdf", MaterialFile.Pdf), (pdf.Title, pdf.File!.Name, pdf.File.ContentType));
        Assert.Equal((MaterialFile.PlainText, (long)Encoding.UTF8.GetByteCount(text)), (note.File!.ContentType, note.File.Bytes));
        await using var content = (await Reader.OpenAsync(Owner, note.Id, Token))!.Value.Content;
        using var read = new StreamReader(content);
        Assert.Equal(text, await read.ReadToEndAsync(Token));
        Assert.Equal([note.Id], await FindAsync("baeckerei".Replace("ae", "a", StringComparison.Ordinal)));
        Assert.Equal([pdf.Id], await FindAsync("ubung"));
        Assert.Equal(text, (await Reader.FindAsync(Owner, note.Id, Token))!.Text);
    }

    [Theory]
    [InlineData("<html>\0</html>")]
    [InlineData("")]
    public async Task File_ThatIsNeitherTextNorPdf_IsRefusedAndGone(string content)
    {
        var refused = await Library.AddFileAsync(Owner, new MaterialDraft(), "x.txt", new MemoryStream(Encoding.Latin1.GetBytes(content)), Token);
        var binary = await Library.AddFileAsync(Owner, new MaterialDraft(), "x.txt", new MemoryStream([0x50, 0x4B, 0x03, 0x04, 0xFF]), Token);
        var cut = await Library.AddFileAsync(Owner, new MaterialDraft(), "x.txt", new MemoryStream([0x61, 0xC3]), Token);

        Assert.All(new[] { refused, binary, cut }, outcome => Assert.Equal("file", outcome.Refusal!.Fields.Single().Field));
        Assert.Empty(_study.Get<MaterialFiles>().KeysBefore(DateTime.MaxValue));
    }

    [Fact]
    public async Task File_ThatIsTooLarge_IsRefusedWhileItComes()
    {
        await using var endless = new Endless();

        var refused = await Library.AddFileAsync(Owner, new MaterialDraft(), "x.pdf", endless, Token);

        Assert.Equal("file", refused.Refusal!.Fields.Single().Field);
        Assert.True(endless.Given <= MaterialLimits.MaxFileBytes + (1024 * 1024));
        Assert.Empty(_study.Get<MaterialFiles>().KeysBefore(DateTime.MaxValue));
    }

    [Fact]
    public async Task Upkeep_RemovesFilesThatNobodyHas()
    {
        var kept = Done(await Library.AddFileAsync(Owner, new MaterialDraft(), "a.pdf", new MemoryStream(Pdf), Token));
        var gone = Done(await Library.AddFileAsync(Owner, new MaterialDraft(), "b.pdf", new MemoryStream(Pdf), Token));
        Assert.Null(await Library.DeleteAsync(Owner, gone.Id, Token));

        await _study.Get<MaterialUpkeep>().RunAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1), Token);
        _study.Clock.Advance(TimeSpan.FromDays(31));
        await _study.Get<MaterialUpkeep>().RunAsync(new[] { _study.Clock.UtcNow, TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(40) }.Max(), Token);

        Assert.Equal([kept.File!.Key], _study.Get<MaterialFiles>().KeysBefore(DateTime.MaxValue));
    }

    [Fact]
    public async Task Card_OfAMaterial_KnowsWhereItIsFrom_AndIsThereOnce()
    {
        var id = Done(await Library.AddAsync(Owner, Draft("Der Weg", "Gehen Sie geradeaus.", "de"), Token)).Id;

        var first = Done(await _study.Get<MaterialCards>().AddAsync(Owner, id, "geradeaus", "straight on", "Gehen Sie geradeaus.", Token));
        var again = Done(await _study.Get<MaterialCards>().AddAsync(Owner, id, "Geradeaus", "straight on", null, Token));

        Assert.True(first.IsNew);
        Assert.Equal((first.CardId, false), (again.CardId, again.IsNew));
        using var context = _study.Context();
        var card = context.Set<Card>().Include(c => c.Sources).Single();
        Assert.Equal(("de", 2), (card.Language, card.TimesStudied));
        Assert.Equal((CardSourceKind.Document, (int?)id, "Der Weg"), card.Sources.Select(s => (s.Kind, s.SourceId, s.Title)).Single());
        Assert.Equal(["term", "meaning"], (await _study.Get<MaterialCards>().AddAsync(Owner, id, " ", null, null, Token)).Refusal!.Fields.Select(f => f.Field));
    }

    [Fact]
    public async Task Reading_HoldsTheRunningSlot_WithItsSource()
    {
        var timers = _study.Get<TimerService>();
        var command = new StartTimer { About = Make.About(SessionKind.ContentStudy, "Der Weg"), Source = SessionSource.Material, SourceId = 7 };

        var session = Done(await timers.StartAsync(Owner, command, Token)).Value;

        Assert.Equal((SessionSource.Material, (int?)7, SessionStatus.InProgress), (session.Source, session.SourceId, session.Status));
        Assert.Equal(session.Id, (await timers.StartAsync(Owner, new StartTimer { About = Make.About() }, Token)).Refusal!.RunningSessionId);
        var state = (await timers.CurrentAsync(Owner, Token))!;
        Assert.Equal((SessionSource.Material, (int?)7), (state.Source, state.SourceId));
    }

    private static MaterialDraft Draft(string title, string body, string? language = null) => new() { Kind = MaterialKind.Document, Title = title, Body = body, Language = language };

    private Task<List<int>> FindAsync(string find) => IdsAsync(new MaterialFilter { Find = find });

    private async Task<List<int>> IdsAsync(MaterialFilter filter) => [.. (await Reader.PageAsync(Owner, filter, 1, 50, Token)).Items.Select(i => i.Id)];

    private static T Done<T>(Outcome<T> outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Value;
    }

    /// <summary>A PDF without an end.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            if (Given == 0)
            {
                Pdf.AsSpan(0, 5).CopyTo(buffer.AsSpan(offset));
            }
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
