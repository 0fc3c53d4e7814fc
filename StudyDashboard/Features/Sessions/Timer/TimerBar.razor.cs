using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using StudyDashboard.Components.Ui;
using StudyDashboard.Components;
using StudyDashboard.Features.Sessions.Timer.Idle;
using StudyDashboard.Features.Sessions.Timer.Start;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>Shows the running timer and its commands, the same on every open tab and device, and asks the idle question.</summary>
public sealed partial class TimerBar : IAsyncDisposable
{
    private DotNetObjectReference<TimerBar>? _self;
    private IJSObjectReference? _idle;
    private IdleQuestion? _question;
    private bool _isAsking;

    [Inject]
    public required IJSRuntime Script { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Read once while the page is prerendered and handed to the circuit.</summary>
    [PersistentState]
    public TimerReading? Reading { get; set; }

    private bool IsOnTimerPage => new Uri(Navigation.Uri).AbsolutePath == PageAddresses.Timer;

    private int? IdleSeconds => State is { } timer ? 60 * IdleThresholds.Minutes(Profile.Preferences, timer.Kind) : null;

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        Dispose();
        await _idle.LetGoAsync("stop");
        _self?.Dispose();
    }

    /// <summary>Called by js/idle.js when the person is back: asks what happened between two instants (Unix milliseconds).</summary>
    [JSInvokable]
    public void AskIdle(long from, long to)
    {
        _question ??= new IdleQuestion(FromMillis(from), FromMillis(to));
        // The script waits for the question to be taken, not for its answer.
        _ = InvokeAsync(AskAsync);
    }

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += OnLocationChanged;
        await Live.OpenAsync(Profile.Id, Reading, RendererInfo.IsInteractive, CancellationToken.None);
        Reading = Live.Reading;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _idle = await Script.InvokeAsync<IJSObjectReference>("import", "./js/idle.js");
            await _idle.InvokeVoidAsync("watch", _self);
        }
    }

    private async Task OpenStartAsync() => await Dialogs.OpenAsync<StartDialog>(
        TimerTexts.Start_Title,
        new() { [nameof(StartDialog.Profile)] = Profile, [nameof(StartDialog.Last)] = Live.Reading?.Last },
        SheetOptions);

    private async Task AskAsync()
    {
        if (_question is not { } question || State is not { } state || _isAsking)
        {
            return;
        }
        _isAsking = true;
        StateHasChanged();
        object? reply = await Dialogs.OpenAsync<IdleDialog>(
            TimerTexts.Idle_Title.With(Profile.TimeOf(question.From), Profile.TimeOf(question.To)),
            new() { [nameof(IdleDialog.Question)] = question, [nameof(IdleDialog.Profile)] = Profile },
            SheetOptions);
        _isAsking = false;
        if (reply is IdleReply given)
        {
            await CarryOutAsync(state.SessionId, question, given);
        }
        StateHasChanged();
    }

    private async Task CarryOutAsync(int sessionId, IdleQuestion question, IdleReply reply)
    {
        var outcome = await Timers.AnswerIdleAsync(Profile.Id, sessionId, reply.Answer, reply.From, question.To, CancellationToken.None);
        Refusal = outcome.Refusal;
        _question = null;
        if (_idle is not null)
        {
            await _idle.InvokeVoidAsync("settled");
        }
        if (outcome.Refusal is null && reply.Answer != IdleAnswer.Keep && outcome.Value.ChangeId is { } changeId)
        {
            OfferUndo(reply.Answer == IdleAnswer.DropAndStop ? TimerTexts.Undo_Finished : TimerTexts.Undo_Dropped, changeId);
        }
    }

    private void OnLocationChanged(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs change) =>
        _ = InvokeAsync(StateHasChanged);

    private static string Attribute(bool value) => value ? "true" : "false";

    private static DateTime FromMillis(long millis) => Clock.ToSecond(DateTimeOffset.FromUnixTimeMilliseconds(millis).UtcDateTime);
}
