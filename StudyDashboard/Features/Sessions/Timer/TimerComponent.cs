using Microsoft.AspNetCore.Components;
using Radzen;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Sessions.Recorder;
using StudyDashboard.Features.Sessions.Timer.Finish;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer;

/// <summary>What every place that shows the timer can do with it.</summary>
public abstract class TimerComponent : ComponentBase, IDisposable
{
    [Inject]
    public required TimerService Timers { get; init; }

    [Inject]
    public required LiveTimer Live { get; init; }

    [Inject]
    public required SessionUndo SessionUndo { get; init; }

    [Inject]
    public required UndoOffers Offers { get; init; }

    [Inject]
    public required DialogService Dialogs { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    protected TimerState? State => Live.State;

    /// <summary>A button of the prerendered page does nothing yet: it says so, and no press is lost silently.</summary>
    protected bool IsAsleep => !RendererInfo.IsInteractive;

    /// <summary>Why the last command was not carried out.</summary>
    protected Refusal? Refusal { get; set; }

    public void Dispose()
    {
        Live.Changed -= OnChanged;
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    protected override void OnInitialized() => Live.Changed += OnChanged;

    protected Task PauseAsync() => RunAsync(id => Timers.PauseAsync(Profile.Id, id, CancellationToken.None));

    protected Task ResumeAsync() => RunAsync(id => Timers.ResumeAsync(Profile.Id, id, CancellationToken.None));

    protected Task PauseOrResumeAsync() => State is { IsPaused: true } ? ResumeAsync() : PauseAsync();

    /// <summary>Starts a timer; false when it was refused.</summary>
    protected async Task<bool> StartAsync(StartTimer command) =>
        Take(await Timers.StartAsync(Profile.Id, command, CancellationToken.None)) is not null;

    /// <summary>Stops the clock at once and then asks how it went. Closing the sheet leaves the session as it is.</summary>
    protected async Task FinishAsync()
    {
        if (await RunAsync(id => Timers.FinishAsync(Profile.Id, id, new FinishTimer(), CancellationToken.None)) is { ChangeId: { } changeId } done)
        {
            object? rated = await Dialogs.OpenAsync<FinishDialog>(
                TimerTexts.Finish_Title,
                new() { [nameof(FinishDialog.Session)] = done.Value, [nameof(FinishDialog.ChangeId)] = changeId, [nameof(FinishDialog.Profile)] = Profile },
                SheetOptions);
            OfferUndo(TimerTexts.Undo_Finished, rated as int? ?? changeId);
        }
    }

    protected async Task DiscardAsync()
    {
        var text = TimerTexts.Undo_Discarded;
        if (await RunAsync(id => Timers.DiscardAsync(Profile.Id, id, CancellationToken.None)) is { ChangeId: { } changeId })
        {
            OfferUndo(text, changeId);
        }
    }

    /// <summary>Runs a command on the running session, or shows why it was refused.</summary>
    protected async Task<Recording<StudySession>?> RunAsync(Func<int, Task<Outcome<Recording<StudySession>>>> command) =>
        State is { } state ? Take(await command(state.SessionId)) : null;

    /// <summary>Offers to take a change back; if that would need the slot of another running timer, offers the switch.</summary>
    protected void OfferUndo(string text, int changeId)
    {
        var (offers, undo, studentId) = (Offers, SessionUndo, Profile.Id);
        offers.Offer(text, async cancellationToken =>
        {
            var refusal = (await undo.UndoAsync(studentId, changeId, cancellationToken: cancellationToken)).Refusal;
            if (refusal?.RunningSessionId is null)
            {
                return refusal;
            }
            offers.Offer(TimerTexts.Undo_Switch, async token => (await undo.UndoAsync(studentId, changeId, switchTimer: true, token)).Refusal);
            return null;
        });
    }

    /// <summary>How sheets of the timer open: Esc leaves, the first field has the focus.</summary>
    protected static DialogOptions SheetOptions => new()
    {
        Width = "min(480px, calc(100vw - 32px))",
        CloseDialogOnEsc = true,
        CloseDialogOnOverlayClick = false,
        // js/dialogs.js does it, and at once.
        AutoFocusFirstElement = false,
        CssClass = "timer-sheet",
        CloseAriaLabel = TimerTexts.Close,
    };

    private T? Take<T>(Outcome<T> outcome) where T : class
    {
        Refusal = outcome.Refusal;
        return outcome.Refusal is null ? outcome.Value : null;
    }

    private void OnChanged() => _ = InvokeAsync(() =>
    {
        Refusal = null;
        StateHasChanged();
    });
}
