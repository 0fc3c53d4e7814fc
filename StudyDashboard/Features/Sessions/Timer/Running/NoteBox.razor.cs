using Microsoft.AspNetCore.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Timer.Running;

/// <summary>The note of the running session. What another device writes appears here; what both wrote is never lost silently.</summary>
public sealed partial class NoteBox
{
    private Refusal? _refusal;
    private string _known = "";
    private string _text = "";
    private string? _status;

    [Inject]
    public required TimerService Timers { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Parameter, EditorRequired]
    public required TimerState State { get; set; }

    [Parameter, EditorRequired]
    public required Profile Profile { get; set; }

    private string DraftKey => $"timer-{State.SessionId}";

    protected override void OnParametersSet()
    {
        if (_text == _known)
        {
            _text = _known = State.Note;
        }
    }

    private Task SaveAsync(ChangeEventArgs change)
    {
        _text = change.Value?.ToString() ?? "";
        return WriteAsync(_known);
    }

    private Task KeepMineAsync() => WriteAsync(State.Note);

    private async Task WriteAsync(string known)
    {
        _refusal = (await Timers.WriteNoteAsync(Profile.Id, State.SessionId, known, _text, CancellationToken.None)).Refusal;
        if (_refusal is null)
        {
            _known = _text;
            _status = TimerTexts.Note_Saved;
            // Stored is stored: a draft that stayed would come back over what another device writes later.
            await Drafts.ClearAsync(DraftKey);
        }
    }
}
