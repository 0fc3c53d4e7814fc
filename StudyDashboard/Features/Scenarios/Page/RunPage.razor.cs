using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Scenarios.Content;
using StudyDashboard.Features.Scenarios.Runs;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;

namespace StudyDashboard.Features.Scenarios.Page;

/// <summary>A run, the same on every device that shows it, and its result when it is complete.</summary>
public sealed partial class RunPage
{
    private IDisposable? _subscription;
    private RunState? _run;
    private Refusal? _refusal;
    private bool _isRead;
    private bool _isBusy;
    private bool _hasStepped;
    private bool _movesFocus;
    private ElementReference _word;
    private ElementReference _finish;

    [Parameter]
    public int Id { get; set; }

    [Inject]
    public required ScenarioRuns Runs { get; init; }

    [Inject]
    public required ScenarioCompletion Completion { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    private ScenarioProgress Progress => _run!.Progress;

    private ScenarioContent Content => Progress.Content;

    public void Dispose() => _subscription?.Dispose();

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _subscription = Feed.Subscribe(Profile.Id, topic => _ = topic == FeedTopic.Scenarios ? InvokeAsync(ReloadAsync) : null);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_run?.Id != Id)
        {
            _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
            _isRead = true;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What had the keyboard went away with the step before; a prompt takes it itself.
        if (_movesFocus && _run is { History: null })
        {
            _movesFocus = false;
            await (_run.CanComplete ? ElementFocus.TakeAsync(_finish) : Progress.Prompt is null ? ElementFocus.TakeAsync(_word) : Task.CompletedTask);
        }
    }

    private async Task ReloadAsync()
    {
        // A step of this page is on its way and brings the state itself.
        if (!_isBusy)
        {
            _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
            StateHasChanged();
        }
    }

    private async Task StepAsync(StepKind kind, string? reply = null, bool? isKnown = null)
    {
        if (_isBusy || _run is null)
        {
            return;
        }
        _isBusy = true;
        var taken = await Runs.StepAsync(Profile.Id, Id, _run.Steps.Count, kind, reply, isKnown, CancellationToken.None);
        (_isBusy, _refusal, _hasStepped, _movesFocus) = (false, taken.Refusal, true, true);
        _run = taken.Refusal is null ? taken.Value : await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
    }

    private async Task FinishAsync()
    {
        (_isBusy, _hasStepped) = (true, true);
        var done = await Completion.CompleteAsync(Profile.Id, Id, CancellationToken.None);
        (_isBusy, _refusal) = (false, done.Refusal);
        _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
    }

    private async Task TakeUpAsync()
    {
        _refusal = await Runs.TakeUpAsync(Profile.Id, Id, CancellationToken.None);
        _run = await Runs.FindAsync(Profile.Id, Id, CancellationToken.None);
    }

    private async Task AgainAsync()
    {
        var started = await Runs.StartAsync(Profile.Id, _run!.ScenarioKey, CancellationToken.None);
        _refusal = started.Refusal;
        if (_refusal is null)
        {
            Navigation.NavigateTo(PageAddresses.ScenarioRun(started.Value.Id));
        }
    }
}
