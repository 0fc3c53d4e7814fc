using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Sessions.Log;

/// <summary>The form of a finished session. What is typed stays until it is saved, whatever is refused.</summary>
public sealed partial class EntryForm
{
    private EntryInput _input = new();
    private IReadOnlyList<string> _subjects = [];
    private IReadOnlyList<SessionClass> _classes = [];
    private Refusal? _refusal;
    private Refusal? _overlap;
    private int? _shownFor;

    [Inject]
    public required LogService Log { get; init; }

    [Inject]
    public required LogReader Reader { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    /// <summary>The session to change; null for a new one.</summary>
    [Parameter]
    public StudySession? Session { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<(string Text, int? ChangeId)> OnSaved { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnCancel { get; set; }

    private bool CanRetime => Session is null || LogRules.CanRetime(Session);

    private bool CanChangeKind => Session is null || LogRules.CanChangeKind(Session);

    private StudyCalendar Calendar => Session?.Calendar ?? Profile.Calendar;

    private string Zone => Session?.TimeZone ?? Profile.TimeZone;

    private string DraftKey => Session is null ? "entry" : $"entry-{Session.Id}-{Session.Version}";

    protected override async Task OnParametersSetAsync()
    {
        if (_shownFor == (Session?.Id ?? 0))
        {
            return;
        }
        _shownFor = Session?.Id ?? 0;
        // Before anything is waited for: a draft may be filled in as soon as the form is drawn.
        _input = Session is null ? EntryInput.New(Calendar.DayOf(Clock.NowUtc())) : EntryInput.Of(Session);
        _subjects = await Reader.RecentSubjectsAsync(Profile.Id, CancellationToken.None);
        _classes = await Reader.ClassesAsync(Profile.Id, CancellationToken.None);
    }

    private Task SaveAsync() => SaveAsync(null);

    private async Task SaveAsync(OverlapFix? fix)
    {
        (_refusal, _overlap) = (null, null);
        var entry = _input.ToEntry(Calendar, Calendar.DayOf(Clock.NowUtc()), CanRetime ? null : Session, fix);
        if (entry.Refusal is { } unreadable)
        {
            _refusal = unreadable;
            return;
        }
        var saved = Session is null
            ? await Log.AddAsync(Profile.Id, entry.Value, CancellationToken.None)
            : await Log.EditAsync(Profile.Id, Session.Id, Session.Version, entry.Value, CancellationToken.None);
        if (saved.Refusal is { } refusal)
        {
            _refusal = refusal;
            _overlap = refusal.Fields.Any(f => f.Field == "overlaps") ? refusal : null;
            return;
        }
        await Drafts.ClearAsync(DraftKey);
        await OnSaved.InvokeAsync((Session is null ? LogTexts.Done_Added : LogTexts.Done_Saved, saved.Value.ChangeId));
    }

    private async Task CancelAsync()
    {
        await Drafts.ClearAsync(DraftKey);
        await OnCancel.InvokeAsync();
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Escape" ? CancelAsync() : Task.CompletedTask;
}
