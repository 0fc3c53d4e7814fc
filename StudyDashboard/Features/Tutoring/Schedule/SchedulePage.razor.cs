using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Features.Accounts.Choices;
using StudyDashboard.Features.Tutoring.Lessons;
using StudyDashboard.Features.Tutoring.Schedule.Editor;
using StudyDashboard.Features.Tutoring.Schedule.Grid;
using StudyDashboard.Features.Tutoring.Schedule.Layers;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;
using StudyDashboard.Texts;

namespace StudyDashboard.Features.Tutoring.Schedule;

/// <summary>The schedule: lessons and study by day, week, month and as an agenda. js/schedule.js draws what is dragged and calls back.</summary>
public sealed partial class SchedulePage : IAsyncDisposable
{
    /// <summary>More than this is read again by the circuit: handed over, it would weigh more than the reading.</summary>
    private const int MostHandedOver = 150;

    private static readonly ScheduleView[] Views = [ScheduleView.Day, ScheduleView.Week, ScheduleView.Month, ScheduleView.Agenda];

    private LiveReload? _live;
    private ElementReference _root;
    private IJSObjectReference? _module;
    private DotNetObjectReference<SchedulePage>? _self;
    private IReadOnlyList<DayColumn> _days = [];
    private (ScheduleQuery Query, string Viewer)? _shown;
    private Refusal? _refusal;
    private LayerItem? _open;
    private string? _placed;
    private string? _formAsked;
    private bool _wholeDay;

    [Inject]
    public required ScheduleReader Reader { get; init; }

    [Inject]
    public required BlockReader Blocks { get; init; }

    [Inject]
    public required LessonActions Actions { get; init; }

    [Inject]
    public required ProfileService Profiles { get; init; }

    [Inject]
    public required DialogService Dialogs { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [SupplyParameterFromQuery]
    public string? View { get; set; }

    [SupplyParameterFromQuery]
    public string? Date { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    [SupplyParameterFromQuery]
    public string? Student { get; set; }

    [SupplyParameterFromQuery]
    public string? Priority { get; set; }

    [SupplyParameterFromQuery]
    public string? Featured { get; set; }

    [SupplyParameterFromQuery]
    public string? Mode { get; set; }

    [SupplyParameterFromQuery]
    public string? Form { get; set; }

    /// <summary>Where a new lesson begins: a date and a minute of the day.</summary>
    [SupplyParameterFromQuery]
    public string? At { get; set; }

    /// <summary>What the page shows.</summary>
    public ScheduleModel? Model { get; private set; }

    /// <summary>Read once while the page is prerendered and handed to the circuit, unless it is large.</summary>
    [PersistentState]
    public ScheduleModel? Handed { get; set; }

    private ScheduleQuery Query => new()
    {
        View = Words<ScheduleView>.TryParse(View, out var view) ? view : ScheduleView.Week,
        Date = SlotTime.DateOf(Date),
        Status = Words<LessonStatus>.TryParse(Status, out var status) ? status : null,
        StudentId = int.TryParse(Student, CultureInfo.InvariantCulture, out var student) ? student : null,
        Priority = Words<LessonPriority>.TryParse(Priority, out var priority) ? priority : null,
        Featured = bool.TryParse(Featured, out var featured) ? featured : null,
        Mode = Words<LessonMode>.TryParse(Mode, out var mode) ? mode : null,
    };

    private StudyCalendar Wall => ScheduleReader.WallOf(Profile);

    private DateOnly Today => Model?.Today ?? Wall.DayOf(Clock.NowUtc());

    private bool HalfDays => Profile.Preferences.ClockFormat == ClockFormat.H12;

    private bool NeedsStudents => Profile is { IsTutor: true, IsStudent: false } && Model!.People.Count == 0;

    private string RangeTitle
    {
        get
        {
            var (first, last) = Query.Range(Today, Profile.WeekOf);
            var culture = CultureInfo.CurrentCulture;
            return Query.View switch
            {
                ScheduleView.Day => first.ToString(ScheduleTexts.Format_LongDay, culture),
                ScheduleView.Month => (Query.Date ?? Today).ToString(ScheduleTexts.Format_Month, culture),
                _ when first.Month == last.Month => ScheduleTexts.Format_Range.With(first.Day, last.ToString(last.Year == Today.Year ? ScheduleTexts.Format_Date : ScheduleTexts.Format_LongDate, culture)),
                _ => ScheduleTexts.Format_Range.With(first.ToString(ScheduleTexts.Format_DayMonth, culture), last.ToString(ScheduleTexts.Format_DayMonth, culture)),
            };
        }
    }

    /// <summary>What the browser says while something is dragged.</summary>
    private static string ScriptTexts => JsonSerializer.Serialize(new
    {
        slot = ScheduleTexts.Says_Slot, create = ScheduleTexts.Says_New, moving = ScheduleTexts.Says_Moving, resizing = ScheduleTexts.Says_Resizing,
        at = ScheduleTexts.Says_At, cancelled = ScheduleTexts.Says_Cancelled, fixedItem = ScheduleTexts.Says_Fixed,
    }, Json.Wire);

    public async ValueTask DisposeAsync()
    {
        _live?.Dispose();
        _self?.Dispose();
        await _module.LetGoAsync("detach", _root);
    }

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            _live = new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync)).Hear(Profile.Id, topic => topic is FeedTopic.Lessons or FeedTopic.Sessions);
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        // The same day in another zone, or other layers, are another page.
        var asked = (Query, $"{Profile.TimeZone} {Profile.FirstDayOfWeek} {string.Join(' ', Profile.Preferences.ScheduleHidden)}");
        if (Handed is { } handed && _shown is null && handed.First == Query.Range(handed.Today, Profile.WeekOf).First)
        {
            (_shown, Model, Handed) = (asked, handed, null);
            Lay();
        }
        else if (_shown != asked)
        {
            (_shown, _open) = (asked, null);
            await ReadAsync();
            Handed = RendererInfo.IsInteractive || Model is not { Items.Count: <= MostHandedOver } ? null : Model;
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "./js/schedule.js");
            await _module.InvokeVoidAsync("attach", _root, _self);
        }
        if (_open?.Key != _placed && _module is not null)
        {
            _placed = _open?.Key;
            if (_placed is not null)
            {
                await _module.InvokeVoidAsync("showPopover", _root, _placed);
            }
        }
        // The address asks once for the form: one that was closed stays closed while the page is drawn anew.
        if (Form != _formAsked && Model is not null)
        {
            _formAsked = Form;
            if (Form is not null && Profile.IsTutor)
            {
                await ShowFormAsync(Form);
            }
        }
    }

    private async Task ReadAsync()
    {
        var read = await Reader.ReadAsync(Profile, Query, CancellationToken.None);
        _refusal = read.Refusal;
        Model = read.Refusal is null ? read.Value : null;
        Lay();
    }

    private void Lay() => _days = Model is null ? [] : DayLayout.Of(Wall, Model.First, Model.Last, Model.Items);

    private async Task ReloadAsync()
    {
        await ReadAsync();
        _open = _open is null ? null : Model?.Items.FirstOrDefault(i => i.Key == _open.Key);
        StateHasChanged();
    }

    private void Open(string key) => _open = Model?.Items.FirstOrDefault(i => i.Key == key);

    private async Task ClosePopoverAsync()
    {
        var key = _open?.Key;
        _open = null;
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("focusOn", _root, key);
        }
    }

    private void Refuse(Refusal? refusal)
    {
        _refusal = refusal;
        _open = refusal is null ? _open : null;
    }

    private Task ToggleAsync(string layer) => Profiles.PreferAsync(
        Profile.Id, p => p with { ScheduleHidden = p.ScheduleHidden.Contains(layer) ? [.. p.ScheduleHidden.Where(l => l != layer)] : [.. p.ScheduleHidden, layer] }, CancellationToken.None);

    private async Task ClosuresAsync()
    {
        await Dialogs.OpenAsync<ClosuresDialog>(ScheduleTexts.Closures_Title, new() { [nameof(ClosuresDialog.Profile)] = Profile }, LessonActions.Sheet("600px"));
        await ReloadAsync();
    }
}
