using StudyDashboard.Features.Tutoring.Whiteboards;
using StudyDashboard.Infrastructure;
using StudyDashboard.Tests.Features.Tutoring.Lessons;

namespace StudyDashboard.Tests.Features.Tutoring.Whiteboards;

public sealed class WhiteboardTests : IDisposable
{
    private readonly TutorWorld _world = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private WhiteboardService Boards => _world.Fixture.Get<WhiteboardService>();

    private int Student => _world.Fixture.StudentId;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Board_OfAGroupLesson_IsOneForAll()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00", enrollments: [_world.Mina, _world.Leo]));
        var lessons = _world.Lessons();

        var tutors = (await Boards.OpenAsync(_world.TutorId, lessons[0].Id, Token))!;
        var students = (await Boards.OpenAsync(lessons[1].StudentId, lessons[1].Id, Token))!;

        Assert.Equal(tutors.BoardId, students.BoardId);
        Assert.True(students.MayDraw);
        Assert.All(_world.Lessons().Zip(lessons), pair => Assert.Equal(pair.Second.Version, pair.First.Version));
    }

    [Fact]
    public async Task Stranger_SeesNoBoardAndDrawsNothing()
    {
        var board = await OpenAsync();
        var stranger = _world.Fixture.AddPerson("Ivan");

        Assert.Null(await Boards.OpenAsync(stranger, _world.Lessons().Single().Id, Token));
        Assert.Equal(RefusalKind.NotFound, (await Boards.AddAsync(stranger, board, Stroke("a"), Token))!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await Boards.UndoAsync(stranger, board, 0, Token))!.Kind);
    }

    [Fact]
    public async Task Mark_SentTwice_IsStoredAndHeardOnce()
    {
        var board = await OpenAsync();
        var heard = new List<BoardNews>();
        using var seat = _world.Fixture.Get<BoardRooms>().Enter(board, heard.Add);

        Assert.Null(await Boards.AddAsync(_world.TutorId, board, Stroke("a"), Token));
        Assert.Null(await Boards.AddAsync(_world.TutorId, board, Stroke("a"), Token));

        Assert.Single(heard);
        Assert.Single((await Boards.OpenAsync(Student, _world.Lessons().Single().Id, Token))!.Moments);
    }

    [Fact]
    public async Task Undo_TakesBackOnesOwnLastMarkOfThePage()
    {
        var board = await OpenAsync();
        await Boards.AddAsync(_world.TutorId, board, Stroke("tutor"), Token);
        await Boards.AddAsync(Student, board, Stroke("student"), Token);
        await Boards.AddAsync(_world.TutorId, board, Stroke("second page", page: 1), Token);

        Assert.Null(await Boards.UndoAsync(_world.TutorId, board, 0, Token));
        Assert.Equal(RefusalKind.Conflict, (await Boards.UndoAsync(_world.TutorId, board, 0, Token))!.Kind);

        Assert.Equal(["student", "second page"], await UidsAsync());
    }

    [Fact]
    public async Task Svg_DrawsWhatIsLeft_AndKeepsTextHarmless()
    {
        var board = await OpenAsync();
        await Boards.AddAsync(_world.TutorId, board, Stroke("gone"), Token);
        await Boards.AddAsync(_world.TutorId, board, Stroke("text") with { Kind = BoardEventKind.Text, Points = [8000, 5000], Text = "</svg><script>x²</script>" }, Token);
        await Boards.AddAsync(Student, board, Stroke("eraser") with { Kind = BoardEventKind.Erase, Points = [], Erased = ["gone"] }, Token);

        var svg = BoardSvg.Draw((await Boards.OpenAsync(Student, _world.Lessons().Single().Id, Token))!.Moments.Select(m => m.Mark), 0, "Board & co");

        var document = System.Xml.Linq.XDocument.Parse(svg);
        Assert.Equal(["title", "rect", "text"], document.Root!.Elements().Select(e => e.Name.LocalName));
        Assert.Equal("</svg><script>x²</script>", document.Root.Elements().Last().Value);
    }

    [Theory]
    [InlineData("points")]
    [InlineData("outside")]
    [InlineData("ink")]
    [InlineData("page")]
    [InlineData("size")]
    [InlineData("odd")]
    public async Task Mark_ThatCannotBe_IsRefused(string what)
    {
        var board = await OpenAsync();
        var mark = what switch
        {
            "points" => Stroke("a") with { Points = Enumerable.Repeat(1, BoardMark.MaxNumbers + 2).ToList() },
            "outside" => Stroke("a") with { Points = [0, BoardMark.Height + 1] },
            "ink" => Stroke("a") with { Ink = "url(x)" },
            "page" => Stroke("a", page: BoardMark.MaxPages),
            "size" => Stroke("a") with { Size = 0 },
            _ => Stroke("a") with { Points = [1, 2, 3] },
        };

        Assert.Equal(RefusalKind.Invalid, (await Boards.AddAsync(_world.TutorId, board, mark, Token))!.Kind);
        Assert.Empty(await UidsAsync());
    }

    private async Task<int> OpenAsync()
    {
        await _world.CreateAsync(_world.Draft("2026-03-03 17:00"));
        return (await Boards.OpenAsync(_world.TutorId, _world.Lessons().Single().Id, Token))!.BoardId!.Value;
    }

    private async Task<IEnumerable<string>> UidsAsync() =>
        (await Boards.OpenAsync(Student, _world.Lessons().Single().Id, Token))!.Moments.Select(m => m.Mark.Uid);

    private static BoardMark Stroke(string uid, int page = 0) => new() { Uid = uid, Page = page, Kind = BoardEventKind.Pen, Points = [100, 100, 200, 300] };
}
