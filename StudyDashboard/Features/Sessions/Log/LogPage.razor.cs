using Microsoft.AspNetCore.Components;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>The log: every session, page by page, with all that may be done to one or to many.</summary>
public sealed partial class LogPage : IDisposable
{
    private const int PageSize = 50;

    private readonly HashSet<int> _selected = [];
    private IDisposable? _subscription;
    private Refusal? _refusal;
    private StudySession? _open;
    private LogForm _form;
    private bool _asked;
    private (LogFilter Filter, int Page)? _shown;

    private enum LogForm
    {
        None,
        New,
        Plan,
        Edit,
        Replan,
        Split,
    }

    [Inject]
    public required LogReader Log { get; init; }

    [Inject]
    public required LogCommands Commands { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    /// <summary>One study day: what a click in the heatmap asks for.</summary>
    [SupplyParameterFromQuery]
    public string? Day { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    [SupplyParameterFromQuery]
    public string? Find { get; set; }

    [SupplyParameterFromQuery]
    public int? Page { get; set; }

    [SupplyParameterFromQuery]
    public string? Form { get; set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public LogModel? Model { get; set; }

    private int CurrentPage => Math.Max(1, Page ?? 1);

    private int Pages => Math.Max(1, (Model!.Total + PageSize - 1) / PageSize);

    private LogFilter Filter => new()
    {
        From = LogFilterBar.DateOf(Day ?? From),
        To = LogFilterBar.DateOf(Day ?? To),
        Kind = Words<SessionKind>.TryParse(Kind, out var kind) ? kind : null,
        Status = Words<SessionStatus>.TryParse(Status, out var status) ? status : null,
        Text = Find,
    };

    private bool IsFiltered => Filter != new LogFilter();

    private IReadOnlyList<LogRow> SelectedSessions => [.. Model!.Rows.Where(r => _selected.Contains(r.Id))];

    public void Dispose() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic =>
            {
                if (topic == FeedTopic.Sessions)
                {
                    InvokeAsync(ReloadAsync);
                }
            });
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // The address asks once: a form that was closed stays closed while the page is drawn anew.
        if (Form == "new" && !_asked)
        {
            (_asked, _form) = (true, LogForm.New);
        }
        if (Model is not null && _shown is null)
        {
            // Handed over from the prerender.
            _shown = (Filter, CurrentPage);
        }
        if (_shown != (Filter, CurrentPage))
        {
            _shown = (Filter, CurrentPage);
            _selected.Clear();
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        var page = await Log.PageAsync(Profile.Id, Filter, CurrentPage, PageSize, CancellationToken.None);
        Model = LogModel.Of(page, Profile.Calendar.DayOf(Clock.GetUtcNow().UtcDateTime));
    }

    private async Task ReloadAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private void Select((int Id, bool On) choice)
    {
        _ = choice.On ? _selected.Add(choice.Id) : _selected.Remove(choice.Id);
    }

    private void ClearSelection() => _selected.Clear();

    private Task OpenAsync(LogForm form)
    {
        (_open, _form, _refusal) = (null, form, null);
        return Task.CompletedTask;
    }

    private async Task EditAsync(LogRow row) => await OpenAsync(row.Id, row.Status == SessionStatus.Completed ? LogForm.Edit : LogForm.Replan);

    private Task SplitAsync(LogRow row) => OpenAsync(row.Id, LogForm.Split);

    private async Task OpenAsync(int sessionId, LogForm form)
    {
        _open = await Log.FindAsync(Profile.Id, sessionId, CancellationToken.None);
        (_form, _refusal) = (form, _open is null ? Refusal.NotFound(SessionTexts.Refused_NotThere) : null);
    }

    private Task CloseAsync()
    {
        (_open, _form) = (null, LogForm.None);
        return Task.CompletedTask;
    }

    private async Task SavedAsync((string Text, int? ChangeId) saved)
    {
        await CloseAsync();
        Commands.OfferUndo(Profile.Id, saved.Text, saved.ChangeId);
        await ReadAsync();
    }

    private async Task RunAsync((LogRow Row, LogCommand Command) asked)
    {
        _refusal = await Commands.RunAsync(Profile, asked.Row.Id, asked.Command);
        await ReadAsync();
    }

    private async Task BulkDoneAsync(Refusal? refusal)
    {
        _refusal = refusal;
        if (refusal is null)
        {
            _selected.Clear();
            await ReadAsync();
        }
    }
}
