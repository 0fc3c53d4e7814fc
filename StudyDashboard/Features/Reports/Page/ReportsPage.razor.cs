using System.Globalization;
using Microsoft.AspNetCore.Components;
using StudyDashboard.Components;
using StudyDashboard.Components.Ui;
using StudyDashboard.Features.Accounts;
using StudyDashboard.Infrastructure;
using StudyDashboard.Infrastructure.Live;
using StudyDashboard.Infrastructure.Time;

namespace StudyDashboard.Features.Reports.Page;

/// <summary>A report on the page: read, print, save, share by link; a tutor writes a note.</summary>
public sealed partial class ReportsPage : IDisposable
{
    private LiveReload? _live;
    private int? _heard;
    private ReportDocument? _report;
    private Refusal? _refusal;
    private Refusal? _noteRefusal;
    private string? _secret;
    private string _note = "";
    private bool _noteSaved;
    private int? _asked;

    [Inject]
    public required ReportsReader Reader { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required StudyFeed Feed { get; init; }

    [Inject]
    public required Drafts Drafts { get; init; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    [CascadingParameter]
    public required Profile Profile { get; set; }

    [SupplyParameterFromQuery]
    public string? Period { get; set; }

    [SupplyParameterFromQuery]
    public string? Date { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Student { get; set; }

    [PersistentState]
    public ReportsModel? Model { get; set; }

    /// <summary>The days on the page, until others are read.</summary>
    private PeriodAsk Ask => Model!.Shown;

    private PeriodAsk Asked => PeriodAsk.Read(Period, Date, From, To, Student, Profile.Calendar.DayOf(Clock.NowUtc()), Profile.FirstDayOfWeek);

    private string DraftKey => string.Create(CultureInfo.InvariantCulture, $"report-note-{Ask.StudentId}-{Ask.Period.From:yyyyMMdd}-{Ask.Period.To:yyyyMMdd}");

    private string Link => Navigation.BaseUri.TrimEnd('/') + PageAddresses.SharedReport(_secret!);

    public void Dispose() => _live?.Dispose();

    protected override void OnInitialized() =>
        _live = RendererInfo.IsInteractive ? new LiveReload(Feed, Clock, () => InvokeAsync(ReloadAsync)) : null;

    protected override async Task OnParametersSetAsync()
    {
        if (Model is null)
        {
            await ReadAsync();
        }
        else if (_report is null)
        {
            (_report, _note) = (Model.Report?.ToDocument(), Model.Note);
        }
        if (Model!.Asked != Asked)
        {
            (_secret, _refusal, _noteRefusal, _noteSaved, _asked) = (null, null, null, false, null);
            await ReadAsync();
        }
        var student = Ask.StudentId ?? Profile.Id;
        if (_live is not null && _heard != student)
        {
            // The student, whoever looks, and what the reader may see.
            _heard = student;
            _live.Forget();
            _live.Hear(student, topic => topic is not (FeedTopic.Timer or FeedTopic.Notices)).Hear(Profile.Id, topic => topic == FeedTopic.Profile);
        }
    }

    private async Task ReadAsync()
    {
        var asked = Asked;
        var read = await Reader.ReadAsync(Profile, asked, CancellationToken.None);
        if (asked != Asked)
        {
            // Meanwhile other days were chosen, and are being read.
            return;
        }
        // What is being typed to the same days stays.
        _note = Model is not null && Model.Shown == read.Shown && read.Viewer == ReportViewer.Tutor ? _note : read.Note;
        (Model, _report) = (read, read.Report?.ToDocument());
    }

    private async Task ReloadAsync()
    {
        await ReadAsync();
        StateHasChanged();
    }

    private async Task ShareAsync()
    {
        var shared = await Reader.ShareAsync(Profile, Ask.StudentId, Ask.Period, CancellationToken.None);
        (_refusal, _secret) = (shared.Refusal, shared.Refusal is null ? shared.Value : null);
        await ReloadAsync();
    }

    private async Task RevokeAsync(int shareId)
    {
        _refusal = await Reader.RevokeAsync(Profile, Ask.StudentId, shareId, CancellationToken.None);
        (_asked, _secret) = (null, null);
        await ReloadAsync();
    }

    private async Task SaveNoteAsync()
    {
        _noteRefusal = await Reader.WriteNoteAsync(Profile, Ask.StudentId, Ask.Period, _note, CancellationToken.None);
        _noteSaved = _noteRefusal is null;
        if (_noteSaved)
        {
            await Drafts.ClearAsync(DraftKey);
        }
        await ReloadAsync();
    }
}
