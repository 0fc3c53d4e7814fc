using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Whiteboards;

/// <summary>
/// A lesson's board. The browser draws (js/whiteboard.js); the circuit carries each mark to the store and to the others, and renders
/// nothing while someone draws.
/// </summary>
public sealed partial class WhiteboardPage : IAsyncDisposable
{
    private BoardView? _board;
    private LessonRow? _row;
    private bool _isRead;
    private ElementReference _element;
    private DotNetObjectReference<WhiteboardPage>? _self;
    private IJSObjectReference? _module;
    private IDisposable? _seat;

    [Parameter]
    public int Id { get; set; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [Inject]
    public required WhiteboardService Whiteboards { get; init; }

    [Inject]
    public required LessonReader Lessons { get; init; }

    [Inject]
    public required BoardRooms Rooms { get; init; }

    [Inject]
    public required IJSRuntime Script { get; init; }

    protected override bool ShouldRender() => _module is null;

    protected override async Task OnParametersSetAsync()
    {
        _row = await Lessons.FindAsync(Profile.Id, Id, CancellationToken.None);
        // Only an open page makes the board, not each request of a crawler of links.
        _board = _row is null ? null
            : RendererInfo.IsInteractive ? await Whiteboards.OpenAsync(Profile.Id, Id, CancellationToken.None)
            : new BoardView(null, false, []);
        _isRead = true;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_module is not null || _board is null || !RendererInfo.IsInteractive)
        {
            return;
        }
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./js/whiteboard.js");
        _self = DotNetObjectReference.Create(this);
        var moments = _board.Moments.Select(m => new { m.Mark, At = new DateTimeOffset(m.At).ToUnixTimeMilliseconds() });
        await _module.InvokeVoidAsync("open", _element, _self, Wire(moments));
        if (_board.BoardId is { } board)
        {
            _seat = Rooms.Enter(board, news => _ = InvokeAsync(async () =>
            {
                if (_module is not null)
                {
                    await _module.InvokeVoidAsync("hear", _element, Wire(news));
                }
            }));
        }
    }

    /// <summary>Stores a mark.</summary>
    /// <returns>Null, or the reason why it cannot be taken.</returns>
    [JSInvokable]
    public async Task<string?> AddAsync(BoardMark mark) =>
        _board is { BoardId: { } board, MayDraw: true }
            ? (await Whiteboards.AddAsync(Profile.Id, board, mark, CancellationToken.None))?.Message
            : WhiteboardTexts.Refused_NotThere;

    /// <summary>Shows the others what is being drawn.</summary>
    [JSInvokable]
    public void Live(BoardMark mark)
    {
        if (_board is { BoardId: { } board, MayDraw: true } && mark.Check() is null)
        {
            Rooms.Tell(board, new BoardNews(Live: mark));
        }
    }

    /// <summary>Takes one's own last mark on a page back.</summary>
    [JSInvokable]
    public async Task<string?> UndoAsync(int page) =>
        _board is { BoardId: { } board, MayDraw: true } ? (await Whiteboards.UndoAsync(Profile.Id, board, page, CancellationToken.None))?.Message : null;

    public async ValueTask DisposeAsync()
    {
        _seat?.Dispose();
        _self?.Dispose();
        await _module.LetGoAsync("close", _element);
    }

    private static string InkName(string ink) =>
        WhiteboardTexts.Ink.With(WhiteboardTexts.ResourceManager.GetString($"Ink_{ink}", CultureInfo.CurrentUICulture));

    private static string Wire(object value) => System.Text.Json.JsonSerializer.Serialize(value, BoardJson);

    private static readonly System.Text.Json.JsonSerializerOptions BoardJson = new(System.Text.Json.JsonSerializerDefaults.Web)
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };
}
